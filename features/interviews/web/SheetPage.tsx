/** The interview sheet: one page for the day, to read and to print. When, where, who, the posting, questions, notes, room for writing. */
import './interviews.css';
import { type ApplicationView, getApplication, getSnapshot } from '@sotto/features/applications/api';
import { useFormat } from '@sotto/features/settings/web';
import { Button, Empty, Skeleton, buttonClass } from '@sotto/ui';
import { Markdown } from '@sotto/ui/markdown';
import { Link, useApi, useParams, useTitle } from '@sotto/ui/app';
import { useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import type { InterviewView } from '../api.ts';
import { sheetSections } from './interview-slots.ts';
import { CalendarFileLink } from './CalendarFileLink.tsx';
import { interviewLinks } from './links.ts';
import { useInterview } from './queries.ts';
import { texts } from './texts.ts';
import { timeInWords } from './times.ts';
import { titles } from './titles.ts';

export function SheetPage() {
  const { interviewId = '' } = useParams();
  const interview = useInterview(interviewId);
  const behind = useBehind(interview.data);
  useTitle(titles.sheet);
  return (
    <div className="scroll sheet-scroll">
      <div className="sheet-bar">
        <Link {...interviewLinks.interview(interviewId)} className={buttonClass({ look: 'quiet' })}>
          {texts.back}
        </Link>
        <CalendarFileLink id={interviewId} />
        <Button icon={Printer} look="primary" onClick={() => print()}>
          {texts.print}
        </Button>
      </div>
      {interview.data && behind ? (
        <Sheet interview={interview.data} {...behind} />
      ) : (
        <div className="sheet-page">
          {interview.isError ? <Empty title={texts.gone}>{texts.goneLead}</Empty> : <Skeleton lines={8} />}
        </div>
      )}
    </div>
  );
}

interface Behind {
  readonly application: ApplicationView;
  /** The posting as it was saved, else as it was described; `null`: neither. */
  readonly posting: string | null;
  readonly capturedAt: string | null;
}

/** The application behind an interview, with its posting. */
function useBehind(interview: InterviewView | undefined): Behind | undefined {
  const api = useApi();
  const id = interview?.application.id ?? '';
  return useQuery({
    queryKey: ['interviews', 'behind', id],
    enabled: interview !== undefined,
    queryFn: async ({ signal }): Promise<Behind> => {
      const application = (await api(getApplication, { params: { id } }, signal)).body;
      if (application.snapshot === null) return { application, posting: application.description, capturedAt: null };
      const { text, capturedAt } = (await api(getSnapshot, { params: { id } }, signal)).body;
      return { application, posting: text, capturedAt };
    },
  }).data;
}

const postingLetters = 1_800;

function Sheet({ interview, application, posting, capturedAt }: Behind & { readonly interview: InterviewView }) {
  const format = useFormat();
  const { kind, round, place, link, contacts, people, prep, questions, notes } = interview;
  const { day, time, here, city } = timeInWords(format, interview);
  return (
    <article className="sheet-page">
      <header>
        <h1>{application.company.name}</h1>
        <p className="lead">{application.title}</p>
      </header>
      <dl className="sheet-facts">
        <Fact name={texts.when}>
          {day}, {time}, {city}
          {here !== null && ` (${here})`}
        </Fact>
        <Fact name={titles.interview}>{texts.roundOf(texts.kinds[kind], round)}</Fact>
        <Fact name={texts.where}>{[place, link].filter(Boolean).join(', ') || null}</Fact>
        <Fact name={texts.who}>{[...contacts.map(({ name }) => name), ...people].join(', ') || null}</Fact>
      </dl>
      <div className="sheet-columns">
        <SheetPart title={texts.prep}>
          {prep.length > 0 && (
            <ul className="ticks">
              {prep.map(({ text, done }) => (
                <li key={text} data-done={done}>
                  {text}
                </li>
              ))}
            </ul>
          )}
        </SheetPart>
        <SheetPart title={texts.questions}>
          {questions.length > 0 && (
            <ol>
              {questions.map((question) => (
                <li key={question}>{question}</li>
              ))}
            </ol>
          )}
        </SheetPart>
        {sheetSections.parts().map(({ name, view: Section }) => (
          <Section key={name} interview={interview} />
        ))}
        <SheetPart title={texts.notes}>{notes !== null && <Markdown text={notes} />}</SheetPart>
        <SheetPart title={texts.ownNotes}>{application.notes !== null && <Markdown text={application.notes} />}</SheetPart>
      </div>
      <section className="sheet-posting">
        <h2>
          {texts.posting} {capturedAt !== null && <small>{texts.postingAsOf(format.day(format.dateOf(capturedAt)))}</small>}
        </h2>
        <p className="as-written">{posting === null ? texts.noPosting : cut(posting)}</p>
      </section>
      <section className="sheet-room">
        <h2>{texts.room}</h2>
      </section>
    </article>
  );
}

/** A row of the facts; nothing when there is nothing to say. */
function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (children === null) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function SheetPart({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  if (children === false) return null;
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** As much of a posting as leaves room on one page, ended at a word. */
function cut(text: string): string {
  if (text.length <= postingLetters) return text;
  const end = text.lastIndexOf(' ', postingLetters);
  return `${text.slice(0, end > 0 ? end : postingLetters)}…`;
}
