/** A plan → what the person is shown before anything is written. */
import { type Compensation, companyKey, instantOf, minorUnitsToDecimal } from '@sotto/domain';
import type { ImportCounts, ImportPreview, PreviewColumn, PreviewPerson, PreviewRow } from '../api.ts';
import type { ImportPlan, ListPlan } from './import-plan.ts';
import type { ListOutcome } from './mapping/list-plan.ts';
import type { PlannedPerson } from './mapping/people.ts';
import { type PlannedRow, leftOutWhy } from './mapping/plan.ts';

interface PreviewOf {
  readonly id: string;
  readonly groupId: string;
  readonly name: string;
  /** Epoch ms. */
  readonly keptUntil: number;
  readonly plan: ImportPlan;
  /** Whether a company of this key is there already. */
  readonly knowsCompany: (key: string) => boolean;
  /** Keys of companies one has applied to. */
  readonly tracked: ReadonlySet<string>;
}

export function previewOf({ id, groupId, name, keptUntil, plan, knowsCompany, tracked }: PreviewOf): ImportPreview {
  const [first] = plan.all;
  if (!first) throw new Error('a plan without a file');
  const keys = new Set([...tracked, ...plan.rows.map(({ companyKey: key }) => key)]);
  return {
    id,
    groupId,
    name,
    format: first.format?.name ?? null,
    contents: plan.list?.contents ?? 'applications',
    label: labelOf(plan),
    separator: first.table.separator,
    remarks: plan.all.flatMap(({ remarks }) => remarks),
    columns: columnsOf(plan),
    statuses: [...plan.statuses],
    ambiguousDates: plan.ambiguousDates,
    counts: countsOf(plan, knowsCompany),
    rows: plan.list ? plan.list.rows.map(entryOf) : plan.rows.map(rowOf),
    people: plan.people.map((person) => personOf(person, keys)),
    answers: plan.answers.map(({ key, question, answer, isHere }) => ({ key, question, answer, isHere })),
    keptUntil: instantOf(keptUntil),
  };
}

/** What the file is called by what is in it. */
export function labelOf({ all, list }: ImportPlan): string {
  if (list) return list.contents === 'contacts' ? 'Table of people' : 'Table of companies';
  const [first = 'Table', ...others] = new Set(all.map(({ format }) => format?.label ?? 'Table'));
  // Of one place: the place once, then what is in each.
  const place = first.slice(0, first.indexOf(',') + 1);
  const parts = [
    first,
    ...others.map((label) => (place !== '' && label.startsWith(place) ? label.slice(place.length + 1) : label)),
  ];
  return parts.length < 2 ? first : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

export function countsOf(plan: ImportPlan, knowsCompany: (key: string) => boolean): ImportCounts {
  if (plan.list) return countsOfList(plan.list, knowsCompany);
  const { rows, people, answers } = plan;
  const of = (type: PlannedRow['outcome']['type']) => rows.filter(({ outcome }) => outcome.type === type);
  const skipped = of('skipped');
  const employers = people.filter(({ picked }) => picked).flatMap(({ company }) => (company === null ? [] : companyKey(company)));
  const made = new Set([...of('new').map((row) => row.companyKey), ...employers]);
  return {
    new: of('new').length,
    update: of('update').length,
    same: of('same').length,
    skipped: skipped.length,
    questions: skipped.filter(isOpen).length,
    newCompanies: [...made].filter((key) => !knowsCompany(key)).length,
    ...(people.length > 0 && { people: people.filter(({ picked }) => picked).length }),
    ...(answers.length > 0 && { answers: answers.filter(({ picked }) => picked).length }),
  };
}

/** Companies of a list of companies are no new ones besides. */
function countsOfList({ contents, rows }: ListPlan, knowsCompany: (key: string) => boolean): ImportCounts {
  const of = (type: ListOutcome['type']) => rows.filter(({ outcome }) => outcome.type === type);
  const named = of('new').flatMap(({ reading }) => reading.companies);
  const filled = rows.flatMap(({ outcome }) => (outcome.type === 'update' ? (outcome.fill.companies ?? []) : []));
  const made = contents === 'contacts' ? new Set([...named, ...filled].map(companyKey)) : [];
  return {
    new: of('new').length,
    update: of('update').length,
    same: of('same').length,
    skipped: of('skipped').length,
    questions: 0,
    newCompanies: [...made].filter((key) => !knowsCompany(key)).length,
  };
}

/** Only an answer is missing. */
function isOpen({ reading, why }: PlannedRow): boolean {
  return reading.questions.length > 0 && why !== leftOutWhy;
}

/** Columns of all files, each name once: what a name becomes holds for every file it stands in. */
function columnsOf({ files }: ImportPlan): PreviewColumn[] {
  const byName = new Map<string, PreviewColumn>();
  for (const { file, columns } of files) {
    for (const [position, column] of columns.entries()) {
      if (!byName.has(column.name)) byName.set(column.name, { ...column, samples: samplesAt(file.table.rows, position) });
    }
  }
  return [...byName.values()];
}

function samplesAt(rows: readonly { readonly cells: readonly string[] }[], position: number): string[] {
  const samples = new Set<string>();
  for (const { cells } of rows) {
    const cell = (cells[position] ?? '').trim();
    if (cell !== '') samples.add(cell.length > 60 ? `${cell.slice(0, 59)}…` : cell);
    if (samples.size === 3) break;
  }
  return [...samples];
}

function personOf(person: PlannedPerson, tracked: ReadonlySet<string>): PreviewPerson {
  const { key, name, role, company, email, connectedOn, isHere, isNamesake } = person;
  const isTracked = company !== null && tracked.has(companyKey(company));
  return { key, name, role, company, email, connectedOn, isHere, isNamesake, isTracked };
}

function rowOf(planned: PlannedRow & { readonly key: string }): PreviewRow {
  const { reading, outcome, why, key } = planned;
  return {
    key,
    row: reading.row,
    outcome: outcome.type,
    why,
    company: reading.company,
    title: reading.values.title ?? '',
    stageId: reading.history.at(-1)?.stage.id ?? null,
    appliedOn: reading.values.appliedOn ?? null,
    pay: payText(reading.values.compensation ?? null),
    questions: isOpen(planned) ? [...reading.questions] : [],
  };
}

function entryOf({ key, reading, outcome, why }: ListPlan['rows'][number]): PreviewRow {
  const { row, name, companies } = reading;
  const ofApplications = { stageId: null, appliedOn: null, pay: null, questions: [] };
  return { key, row, outcome: outcome.type, why, company: companies.join(', '), title: name, ...ofApplications };
}

const spokenPeriods = {
  hour: 'an hour',
  day: 'a day',
  week: 'a week',
  two_weeks: 'every two weeks',
  half_month: 'twice a month',
  month: 'a month',
  year: 'a year',
  project: 'for the project',
} as const;

/** Pay on one line: `USD 90,000–98,000 a year`; what was written, where no figure was read. */
function payText(pay: Compensation | null): string | null {
  if (pay === null) return null;
  const { currency } = pay;
  const amounts = [pay.min, pay.max]
    .filter((amount) => amount != null)
    .map((amount) => (currency ? Number(minorUnitsToDecimal(amount, currency)).toLocaleString('en') : ''));
  if (!currency || amounts.length === 0) return pay.notes ?? null;
  const side = pay.kind === 'range' && amounts.length === 1 ? (pay.min == null ? 'up to ' : 'from ') : '';
  return `${side}${currency} ${amounts.join('–')}${pay.period ? ` ${spokenPeriods[pay.period]}` : ''}`;
}
