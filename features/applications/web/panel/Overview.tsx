/** What one wants to know at a glance: the posting, the way so far, notes, and the facts at the side. */
import { useFields, valueShown } from '@sotto/features/fields/web';
import { type Format, useFormat } from '@sotto/features/settings/web';
import { Button, Tags, TextArea, classes } from '@sotto/ui';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ApplicationView } from '../../api.ts';
import { choiceInWords } from '../fields/choice-words.ts';
import { fieldTexts } from '../fields/texts.ts';
import { dueInWords, payInWords } from '../in-words.ts';
import { panelSections, type PanelSection } from '../panel-slots.ts';
import type { TabName } from './ApplicationPanel.tsx';
import type { Autosave } from './autosave.ts';
import { Paragraphs, useSnapshot } from './Posting.tsx';
import { panelTexts } from './texts.ts';
import { Timeline } from './Timeline.tsx';

export interface OverviewProps {
  readonly application: ApplicationView;
  readonly saving: Autosave;
  readonly onTab: (tab: TabName) => void;
}

const stepsShown = 8;

export function Overview({ application, saving, onTab }: OverviewProps) {
  return (
    <div className="panel-body">
      <div>
        <Sections place="lead" application={application} />
        <PostingExcerpt application={application} onTab={onTab} />
        <Timeline application={application} most={stepsShown} />
        <Sections place="main" application={application} />
        <section>
          <div className="section-head">
            <h3 id="notes-head">{panelTexts.notes}</h3>
          </div>
          <TextArea
            aria-labelledby="notes-head"
            className="notes"
            rows={5}
            placeholder={panelTexts.notesHint}
            disabled={application.readOnly}
            value={(saving.waiting.notes === undefined ? application.notes : saving.waiting.notes) ?? ''}
            onChange={(event) => saving.change({ notes: event.target.value || null })}
            onBlur={saving.flush}
          />
        </section>
      </div>
      <aside>
        <section>
          <div className="section-head">
            <h3>{panelTexts.facts}</h3>
            <button type="button" className="link" onClick={() => onTab('details')}>
              {panelTexts.edit}
            </button>
          </div>
          <Facts application={application} onTab={onTab} />
        </section>
        <Sections place="aside" application={application} />
      </aside>
    </div>
  );
}

/** What other features put at this place. */
function Sections({ place, application }: { readonly place: PanelSection['place']; readonly application: ApplicationView }) {
  return panelSections
    .parts()
    .filter((section) => section.place === place)
    .map(({ name, view: Section }) => <Section key={name} application={application} />);
}

const excerptLetters = 600;

function PostingExcerpt({ application, onTab }: Omit<OverviewProps, 'saving'>) {
  const format = useFormat();
  const snapshot = useSnapshot(application).data;
  const text = snapshot?.text ?? application.description;
  return (
    <section>
      <div className="section-head">
        <h3>{panelTexts.posting}</h3>
        {application.snapshot !== null && (
          <>
            <span className="faint">{panelTexts.asItWas(format.day(format.dateOf(application.snapshot.capturedAt)))}</span>
            <button type="button" className="link" onClick={() => onTab('posting')}>
              {panelTexts.readAll(format.number(application.snapshot.words))}
            </button>
          </>
        )}
      </div>
      {text == null ? (
        <Button look="quiet" icon={Plus} onClick={() => onTab('posting')}>
          {panelTexts.noPosting}
        </Button>
      ) : (
        <article className="paper excerpt">
          <Paragraphs text={text.slice(0, excerptLetters)} />
        </article>
      )}
    </section>
  );
}

function Facts({ application, onTab }: Omit<OverviewProps, 'saving'>) {
  const format = useFormat();
  const fields = useFields() ?? [];
  const ownFacts = fields.flatMap((field): [string, ReactNode][] =>
    application.custom[field.id] === undefined ? [] : [[field.name, valueShown(field, application.custom[field.id], format)]],
  );
  const facts = [...factsOf(application, format), ...ownFacts];
  if (facts.length === 0) {
    return (
      <p className="faint">
        {panelTexts.nothingYet}{' '}
        <button type="button" className="link" onClick={() => onTab('details')}>
          {panelTexts.addFacts}
        </button>
      </p>
    );
  }
  return (
    <dl className="facts-list">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What is known, in the order in which one asks. */
function factsOf(application: ApplicationView, format: Format): [label: string, value: ReactNode][] {
  const { labels } = panelTexts;
  const day = (date: string | null) => date && format.longDay(date);
  const choice = (value: string | null) => value && choiceInWords[value];
  const next = application.nextAction;
  const due = next?.dueOn ? dueInWords(format, next.dueOn) : null;
  const all: [string, ReactNode][] = [
    [
      labels.next,
      next && (
        <>
          {next.text} {due && <span className={classes(due.tone)}>{due.text}</span>}
        </>
      ),
    ],
    [labels.pay, payInWords(format, application.compensation)],
    [labels.asked, payInWords(format, application.compensationAsked)],
    [labels.offered, payInWords(format, application.compensationOffered)],
    [labels.type, choice(application.employmentType)],
    [labels.seniority, application.seniority],
    [labels.applied, day(application.appliedOn)],
    [labels.source, [choice(application.source), application.sourceDetail].filter(Boolean).join(', ')],
    [labels.closes, day(application.closesOn)],
    [labels.jobId, application.externalJobId],
    [labels.reference, application.referenceNumber],
    [labels.priority, choice(application.priority)],
    [labels.like, application.excitement && fieldTexts.rating(application.excitement)],
    [labels.outcome, choice(application.outcome)],
    [labels.tags, application.tags.length > 0 && <Tags tags={application.tags} most={12} />],
  ];
  return all.filter(([, value]) => Boolean(value));
}
