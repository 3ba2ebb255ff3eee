/** All interviews: those to come, then those that were; found, narrowed, sorted, opened. What it shows is in its address. */
import { fold, interviewKinds, interviewStatuses } from '@sotto/domain';
import { type Format, useFormat } from '@sotto/features/settings/web';
import { Button, Empty, Menu, Skeleton, buttonClass } from '@sotto/ui';
import { Link, useListState } from '@sotto/ui/app';
import { Find, type RecordColumn, RecordTable } from '@sotto/ui/records';
import { ChevronDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { InterviewView } from '../api.ts';
import { interviewLinks } from './links.ts';
import { useInterviews } from './queries.ts';
import { texts } from './texts.ts';
import { timeInWords } from './times.ts';
import { titles } from './titles.ts';

const { list } = texts;
const none: readonly InterviewView[] = [];

/** What its address keeps. */
const names = ['q', 'sort', 'when', 'kind', 'status'] as const;
type InterviewsShown = Readonly<Record<(typeof names)[number], string>>;

export function InterviewsPage() {
  const { state, change } = useListState(names, interviewLinks.list);
  // Which of them are to come is told once: rows do not change places under the eyes.
  const [now] = useState(() => Date.now());
  const query = useInterviews();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(format), [format]);
  const all = useMemo(() => comingFirst(query.data ?? none, now), [query.data, now]);
  const shown = useMemo(() => matching(all, state, now), [all, state, now]);
  return (
    <>
      <header className="head">
        <h1>{titles.interviews}</h1>
        {all.length > 0 && <Find label={list.find} words={state.q} onChange={(q) => change({ q })} />}
      </header>
      {query.isPending && <Skeleton lines={12} />}
      {query.isError && (
        <Empty title={list.notLoaded} action={<Button onClick={() => void query.refetch()}>{list.tryAgain}</Button>} />
      )}
      {query.data?.length === 0 && <NoneYet />}
      {all.length > 0 && (
        <>
          <div className="filters">
            <Choice
              label={list.when}
              names={list.whens}
              any={list.anyTime}
              value={state.when}
              onChange={(when) => change({ when })}
            />
            <Choice
              label={texts.kind}
              names={kindNames}
              any={list.anyKind}
              value={state.kind}
              onChange={(kind) => change({ kind })}
            />
            <Choice
              label={texts.status}
              names={statusNames}
              any={list.anyStatus}
              value={state.status}
              onChange={(status) => change({ status })}
            />
          </div>
          <RecordTable
            label={titles.interviews}
            rows={shown}
            columns={columns}
            address={({ id }) => interviewLinks.interview(id)}
            beneath={(interview) => [roundOf(interview), whenOf(format, interview)].join(' · ')}
            sort={state.sort}
            onSort={(sort) => change({ sort })}
            keys={list.keys}
          />
          {shown.length === 0 && <p className="list-nothing">{list.nothing}</p>}
          <footer className="table-foot">
            <span role="status">
              {shown.length === all.length ? list.count(all.length) : list.shownOf(shown.length, all.length)}
            </span>
          </footer>
        </>
      )}
    </>
  );
}

function NoneYet() {
  return (
    <div className="list-empty">
      <Empty
        title={list.empty}
        action={
          <Link to="/board" className={buttonClass({ look: 'primary' })}>
            {list.toBoard}
          </Link>
        }
      >
        {list.emptyLead}
      </Empty>
    </div>
  );
}

/** Those to come, the next one first; then those that were, the last one first. */
function comingFirst(interviews: readonly InterviewView[], now: number): readonly InterviewView[] {
  const { coming = [], past = [] } = Object.groupBy(interviews, (interview) => whenIs(interview, now));
  return [...coming, ...past.toReversed()];
}

function whenIs({ end }: InterviewView, now: number): keyof typeof list.whens {
  return Date.parse(end) > now ? 'coming' : 'past';
}

function matching(
  all: readonly InterviewView[],
  { q, when, kind, status }: InterviewsShown,
  now: number,
): readonly InterviewView[] {
  const words = fold(q);
  return all.filter(
    (interview) =>
      (when === '' || whenIs(interview, now) === when) &&
      (kind === '' || interview.kind === kind) &&
      (status === '' || interview.status === status) &&
      (words === '' || textsOf(interview).some((text) => fold(text).includes(words))),
  );
}

function textsOf(interview: InterviewView): string[] {
  const { application, place, notes, feedback } = interview;
  return [application.company.name, application.title, roundOf(interview), peopleOf(interview), place, notes, feedback].map(
    (text) => text ?? '',
  );
}

const peopleOf = ({ contacts, people }: InterviewView) => [...contacts.map(({ name }) => name), ...people].join(', ');
const roundOf = ({ kind, round }: InterviewView) => texts.roundOf(texts.kinds[kind], round);

/** As it was agreed, and for this person's clock where that is another time. */
function whenOf(format: Format, interview: InterviewView): string {
  const { time, here } = timeInWords(format, interview);
  return [`${format.day(interview.startsAt.slice(0, 10))}, ${time}`, here].filter(Boolean).join(' · ');
}

function columnsOf(format: Format): readonly RecordColumn<InterviewView>[] {
  const { columns } = list;
  return [
    {
      name: 'company',
      label: columns.company,
      cell: ({ application }) => application.company.name,
      sortValue: ({ application }) => fold(application.company.name),
    },
    {
      name: 'title',
      label: columns.title,
      cell: ({ application }) => application.title,
      sortValue: ({ application }) => fold(application.title),
    },
    { name: 'round', label: columns.round, cell: roundOf, sortValue: roundOf },
    {
      name: 'when',
      label: list.when,
      cell: (interview) => whenOf(format, interview),
      sortValue: ({ start }) => Date.parse(start),
    },
    { name: 'people', label: texts.people, cell: peopleOf, sortValue: (interview) => peopleOf(interview) || null },
    {
      name: 'status',
      label: texts.status,
      cell: ({ status }) => texts.statuses[status],
      sortValue: ({ status }) => texts.statuses[status],
    },
  ];
}

const kindNames = Object.fromEntries(interviewKinds.map((kind) => [kind, texts.kinds[kind]]));
const statusNames = Object.fromEntries(interviewStatuses.map((status) => [status, texts.statuses[status]]));

interface ChoiceProps {
  readonly label: string;
  /** What each value is called, in order. */
  readonly names: Readonly<Record<string, string>>;
  readonly any: string;
  /** Empty: any. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Choice({ label, names: named, any, value, onChange }: ChoiceProps) {
  const chosen = named[value];
  return (
    <Menu
      label={label}
      items={[
        { id: 'any', label: any, chosen: chosen === undefined, run: () => onChange('') },
        ...Object.entries(named).map(([id, name]) => ({ id, label: name, chosen: id === value, run: () => onChange(id) })),
      ]}
      trigger={(props) => (
        <button type="button" className="chip" aria-pressed={chosen !== undefined} {...props}>
          {chosen ?? any}
          <ChevronDown className="icon small" aria-hidden />
        </button>
      )}
    />
  );
}
