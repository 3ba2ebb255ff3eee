/** The log: what applications and interviews tell, with what the person said differently in its place. */
import {
  ActivityKind,
  ApplicationKind,
  blankActivity,
  claimPeriodOf,
  claimPeriods,
  CompanyKind,
  ContactKind,
  dateOf,
  hasTakenPlace,
  InterviewKind,
  keptUntil,
  StageKind,
  type Activity,
  type ActivityFields,
  type ActivitySource,
  type Application,
  type CalendarDate,
  type ClaimPeriod,
  type Id,
  type Settings,
  type Stored,
} from '@sotto/domain';
import { interviewsInOrder, peopleOf, type Timed } from '@sotto/features/interviews/server';
import type { Workspace } from '@sotto/workspace';
import type { ActivityView, LogView, PeriodView } from '../api.ts';

/** The entries from `from` to `to` with the periods they lie in, both latest first. */
export function logOf(workspace: Workspace, span: ClaimPeriod, { settings, now }: { settings: Settings; now: number }): LogView {
  const entries = entriesOf(workspace, now);
  const items = entries.filter(({ on }) => on >= span.from && on <= span.to);
  return { periods: periodsOf(items, span, settings), items, beginsOn: entries.at(-1)?.on ?? null };
}

/** The log as JSON. An entry is written once for as long as nothing it tells changes. */
export function writtenLog({ periods, items, beginsOn }: LogView): string {
  return `{"periods":${JSON.stringify(periods)},"items":[${items.map(writtenEntry).join(',')}],"beginsOn":${JSON.stringify(beginsOn)}}`;
}

// Entries stay the same objects until a record they are told from changes.
const written = new WeakMap<ActivityView, string>();

function writtenEntry(entry: ActivityView): string {
  const json = written.get(entry) ?? JSON.stringify(entry);
  written.set(entry, json);
  return json;
}

/** Every entry there is, latest first. */
function entriesOf(workspace: Workspace, now: number): readonly ActivityView[] {
  return inOrder(workspace).flatMap(({ entry, isPast }) => (isPast(now) ? [entry] : []));
}

/** What is told and what was said in its place, also what is still to come. In order once for as long as nothing changes: there may be thousands. */
function inOrder(workspace: Workspace): readonly Told[] {
  return workspace.derived('activities in order', [...toldBy, ActivityKind], () => {
    const records = workspace.all(ActivityKind);
    const over = new Set(records.map(({ content: { of } }) => of && keyOf(of)));
    const told = workspace.derived('activities told', toldBy, () => toldOf(workspace));
    const said = records.map((one): Told => ({ entry: activityView(workspace, one), isPast: () => true }));
    return [...said, ...told.filter(({ entry: { of } }) => of === null || !over.has(keyOf(of)))].toSorted(
      ({ entry: a }, { entry: b }) => (a.on === b.on ? byKey(a, b) : a.on < b.on ? 1 : -1),
    );
  });
}

const toldBy = [ApplicationKind, CompanyKind, StageKind, InterviewKind, ContactKind];

interface Told {
  readonly entry: ActivityView;
  /** An interview is in the log once it has taken place. */
  isPast(now: number): boolean;
}

function toldOf(workspace: Workspace): Told[] {
  const applications = workspace.all(ApplicationKind).flatMap((application) => ofApplication(workspace, application) ?? []);
  return [...applications, ...interviewsInOrder(workspace).map((timed) => ofInterview(workspace, timed))];
}

/** `null`: it was not sent yet. */
function ofApplication(workspace: Workspace, { id, content }: Stored<Application>): Told | null {
  if (content.appliedOn === null) return null;
  const entry = toldEntry(
    { kind: 'application', id },
    { on: content.appliedOn, kind: 'application', ...placeOf(workspace, content) },
  );
  return { entry, isPast: () => true };
}

function ofInterview(workspace: Workspace, { interview, start }: Timed): Told {
  const { content, id } = interview;
  const application = workspace.get(ApplicationKind, content.applicationId)?.content;
  const entry = toldEntry(
    { kind: 'interview', id },
    {
      on: dateOf(start, content.zone),
      kind: 'interview',
      ...(application && placeOf(workspace, application)),
      contact: peopleOf(workspace, content).join(', ').slice(0, 300) || null,
      method: methodOfInterview[content.kind] ?? null,
      result: null,
    },
  );
  return { entry, isPast: (now) => hasTakenPlace(content, now) };
}

const methodOfInterview: Readonly<Record<string, ActivityFields['method']>> = {
  phone: 'phone',
  video: 'online',
  onsite: 'in_person',
};

/** Where an application went, and how it stands. */
function placeOf(workspace: Workspace, { companyId, title, referenceNumber, method, stageId, url }: Application) {
  const company = workspace.get(CompanyKind, companyId)?.content;
  return {
    employer: company?.name ?? null,
    reachedAt: (url ?? company?.website ?? null)?.slice(0, 500) ?? null,
    position: title,
    reference: referenceNumber,
    method,
    result: workspace.get(StageKind, stageId)?.content.name ?? null,
  } satisfies Partial<ActivityFields>;
}

function toldEntry(of: ActivitySource, said: Partial<ActivityFields> & Pick<ActivityFields, 'on' | 'kind'>): Told['entry'] {
  return { id: null, revision: null, ...blankActivity, ...said, of, opens: true };
}

/** A record of the log in the form of the API. */
export function activityView(workspace: Workspace, { id, revision, content }: Stored<Activity>): ActivityView {
  const { importRef: _, createdFrom: __, of, ...fields } = content;
  return { id, revision, ...fields, of, opens: of !== null && workspace.has(of.id) };
}

function keyOf({ kind, id }: ActivitySource): string {
  return `${kind} ${id}`;
}

/** Of one day in an order that stays. */
function byKey(a: ActivityView, b: ActivityView): number {
  return idOf(a) < idOf(b) ? 1 : -1;
}

function idOf({ id, of }: ActivityView): Id {
  return id ?? of?.id ?? '';
}

function periodsOf(items: readonly ActivityView[], span: ClaimPeriod, { workSearch, weekStart }: Settings): PeriodView[] {
  const rules = workSearch ?? ({ period: 'week', weekStart } as const);
  const counted = new Map<CalendarDate, number>();
  // By day first: of thousands of entries many share one, and to which period a day belongs takes calculating with dates.
  for (const [on, ofDay] of Map.groupBy(items, (item) => item.on)) {
    const { from } = claimPeriodOf(on, rules);
    counted.set(from, (counted.get(from) ?? 0) + ofDay.filter(({ counts }) => counts).length);
  }
  return claimPeriods(span, rules).map((period) => ({
    ...period,
    counted: counted.get(period.from) ?? 0,
    least: workSearch?.least ?? null,
    keptUntil: workSearch && keptUntil(period, workSearch),
  }));
}
