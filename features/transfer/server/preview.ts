/** A plan → what the person is shown before anything is written. */
import { type Compensation, instantOf, minorUnitsToDecimal } from '@sotto/domain';
import type { ImportCounts, ImportPreview, PreviewColumn, PreviewRow } from '../api.ts';
import type { ImportPlan } from './import-plan.ts';
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
}

export function previewOf({ id, groupId, name, keptUntil, plan, knowsCompany }: PreviewOf): ImportPreview {
  const [first] = plan.files;
  if (!first) throw new Error('a plan without a file');
  return {
    id,
    groupId,
    name,
    format: first.file.format?.name ?? null,
    label: labelOf(plan),
    separator: first.file.table.separator,
    remarks: plan.files.flatMap(({ file }) => file.remarks),
    columns: columnsOf(plan),
    statuses: [...plan.statuses],
    ambiguousDates: plan.ambiguousDates,
    counts: countsOf(plan.rows, knowsCompany),
    rows: plan.rows.map(rowOf),
    keptUntil: instantOf(keptUntil),
  };
}

/** What the file is called by what is in it. */
export function labelOf({ files }: ImportPlan): string {
  return [...new Set(files.map(({ file }) => file.format?.label ?? 'Table'))].join(' and ');
}

export function countsOf(rows: readonly PlannedRow[], knowsCompany: (key: string) => boolean): ImportCounts {
  const of = (type: PlannedRow['outcome']['type']) => rows.filter(({ outcome }) => outcome.type === type);
  const skipped = of('skipped');
  const made = new Set(of('new').map(({ companyKey }) => companyKey));
  return {
    new: of('new').length,
    update: of('update').length,
    same: of('same').length,
    skipped: skipped.length,
    questions: skipped.filter(isOpen).length,
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
