/** One interview: when and with whom, what to prepare and to ask, what was noted, and whether they were thanked. */
import './interviews.css';
import { applicationLinks } from '@sotto/features/applications/web';
import { useFormat } from '@sotto/features/settings/web';
import { Button, Empty, IconButton, Menu, Skeleton, TextArea, buttonClass } from '@sotto/ui';
import { Link, navigate, useApi, useParams, useTitle } from '@sotto/ui/app';
import { useAutosaveOf } from '@sotto/ui/app';
import { Ellipsis, Printer, Trash2 } from 'lucide-react';
import { type InterviewPatch, type InterviewView, getInterview, patchInterview } from '../api.ts';
import { type InterviewPartProps, type InterviewSection, interviewSections } from './interview-slots.ts';
import { CalendarFileLink } from './CalendarFileLink.tsx';
import { interviewLinks } from './links.ts';
import { openInterview } from './open-interview.ts';
import { Prep } from './Prep.tsx';
import { keys, refreshInterviews, useDeleteInterview, useInterview } from './queries.ts';
import { texts } from './texts.ts';
import { timeInWords } from './times.ts';
import { titles } from './titles.ts';
import { wordsWith } from './words.ts';

export function InterviewPage() {
  const { interviewId = '' } = useParams();
  const query = useInterview(interviewId);
  return (
    <div className="scroll">
      <div className="interview-page">
        {query.data ? (
          <Opened key={interviewId} interview={query.data} />
        ) : query.isError ? (
          <Empty
            title={texts.gone}
            action={
              <Link to="/today" className={buttonClass({})}>
                {texts.toToday}
              </Link>
            }
          >
            {texts.goneLead}
          </Empty>
        ) : (
          <Skeleton lines={6} />
        )}
      </div>
    </div>
  );
}

type Changes = Omit<InterviewPatch, 'revision'>;

function useSaving(interview: InterviewView) {
  const api = useApi();
  const params = { id: interview.id };
  return useAutosaveOf<InterviewView, Changes>(interview, {
    name: 'interview',
    queryKey: keys.one(interview.id),
    read: async () => (await api(getInterview, { params })).body,
    patch: async (changes, revision) => (await api(patchInterview, { params, body: { revision, ...changes } })).body,
    words: wordsWith([]),
    onSaved: (_, queries) => refreshInterviews(queries),
  });
}

export type InterviewSaving = ReturnType<typeof useSaving>;

function Opened({ interview }: { readonly interview: InterviewView }) {
  const saving = useSaving(interview);
  const { application, kind, round } = interview;
  useTitle(`${texts.roundOf(texts.kinds[kind], round)}, ${application.company.name}`);
  return (
    <>
      <Head interview={interview} saving={saving} />
      <div className="interview-parts">
        <Prep interview={interview} saving={saving} />
        <Questions interview={interview} saving={saving} />
        <Sections place="questions" interview={interview} />
        <Words name="notes" hint={texts.notesHint} title={texts.notes} interview={interview} saving={saving} />
        <Words name="feedback" hint={texts.feedbackHint} title={texts.feedback} interview={interview} saving={saving} />
        <Sections place="end" interview={interview} />
        <Thanks interview={interview} saving={saving} />
      </div>
    </>
  );
}

/** What other features put at this place. */
function Sections({ place, interview }: InterviewPartProps & Pick<InterviewSection, 'place'>) {
  return interviewSections
    .parts()
    .filter((section) => section.place === place)
    .map(({ name, view: Section }) => <Section key={name} interview={interview} />);
}

interface PartProps {
  readonly interview: InterviewView;
  readonly saving: InterviewSaving;
}

function Head({ interview, saving }: PartProps) {
  const format = useFormat();
  const remove = useDeleteInterview();
  const { id, application, kind, round, status, contacts, people, place, link } = interview;
  const { day, time, here, city } = timeInWords(format, interview);
  // Left first: what is being deleted must not be asked for again.
  const deleteIt = () => {
    navigate(applicationLinks.application(application.id));
    remove.mutate(interview);
  };
  return (
    <header className="interview-head">
      <p className="faint">
        <Link {...applicationLinks.application(application.id)}>
          {application.title}, {application.company.name}
        </Link>
      </p>
      <h1>{texts.roundOf(texts.kinds[kind], round)}</h1>
      <p className="lead">
        {day}, {time}
        {here !== null && `, ${city} (${here})`}
        {status !== 'planned' && ` · ${texts.statuses[status]}`}
      </p>
      <p className="soft">{[...contacts.map(({ name }) => name), ...people, place].filter(Boolean).join(' · ')}</p>
      <div className="buttons">
        {link !== null && (
          <a className={buttonClass({ look: 'primary' })} href={link} target="_blank" rel="noreferrer noopener">
            {texts.join}
          </a>
        )}
        <Button onClick={() => openInterview({ interview })}>{texts.edit}</Button>
        <Link {...interviewLinks.sheet(id)} className={buttonClass({})}>
          <Printer className="icon" aria-hidden />
          {titles.sheet}
        </Link>
        <CalendarFileLink id={id} />
        <Menu
          label={texts.more}
          items={[{ id: 'delete', label: texts.remove, icon: Trash2, danger: true, run: deleteIt }]}
          trigger={(props) => <IconButton icon={Ellipsis} label={texts.more} look="plain" {...props} />}
        />
        <span className="push faint" role="status">
          {texts.state[saving.state]}
        </span>
      </div>
    </header>
  );
}

/** One per line, as they are typed. */
function Questions({ interview, saving }: PartProps) {
  const questions = saving.waiting.questions ?? interview.questions;
  return (
    <section>
      <div className="section-head">
        <h2 id="questions-head">{texts.questions}</h2>
      </div>
      <TextArea
        key={saving.drawn}
        aria-labelledby="questions-head"
        rows={4}
        placeholder={texts.questionsHint}
        defaultValue={questions.join('\n')}
        onChange={(event) => saving.change({ questions: event.target.value.split('\n').flatMap((line) => line.trim() || []) })}
        onBlur={saving.flush}
      />
    </section>
  );
}

interface WordsProps extends PartProps {
  readonly name: 'notes' | 'feedback';
  readonly title: string;
  readonly hint: string;
}

function Words({ name, title, hint, interview, saving }: WordsProps) {
  const waiting = saving.waiting[name];
  return (
    <section>
      <div className="section-head">
        <h2 id={`${name}-head`}>{title}</h2>
      </div>
      <TextArea
        aria-labelledby={`${name}-head`}
        rows={4}
        placeholder={hint}
        value={(waiting === undefined ? interview[name] : waiting) ?? ''}
        onChange={(event) => saving.change({ [name]: event.target.value || null })}
        onBlur={saving.flush}
      />
    </section>
  );
}

function Thanks({ interview, saving }: PartProps) {
  const format = useFormat();
  const { thankYouSentOn = null } = { ...interview, ...saving.waiting };
  // Saved with what is typed, one after the other: by itself it would name a revision that what is on its way makes old.
  const mark = (on: string | null) => saving.change({ thankYouSentOn: on });
  return (
    <section>
      <div className="section-head">
        <h2>{texts.thankYou}</h2>
        <span className="faint">{thankYouSentOn === null ? texts.notThanked : texts.thanked(format.day(thankYouSentOn))}</span>
        <button type="button" className="link" onClick={() => mark(thankYouSentOn === null ? format.today() : null)}>
          {thankYouSentOn === null ? texts.markThanked : texts.unmark}
        </button>
      </div>
    </section>
  );
}
