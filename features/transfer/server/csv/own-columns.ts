/**
 * Our own CSV: every column once, with how it is written and how it is read back.
 *
 * The header row is stable and never translated. Writing and reading are exact reverses: what is exported, imported into
 * an empty account and exported again is the same, column by column (but for `createdAt` and `updatedAt`, which the account sets).
 */
import {
  type Address,
  type Application,
  type Compensation,
  type Currency,
  type KindOfStage,
  Snapshot,
  type StageChange,
  applicationFields,
  instantOf,
  minorUnitsToDecimal,
  toMinorUnits,
} from '@sotto/domain';
import { z } from 'zod';
import { csvCell, csvCells } from './write.ts';

/** An application with everything that belongs to it, as it is written to a row. Long texts are in their fields. */
export interface ExportedApplication {
  readonly id: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly company: string;
  readonly stage: { readonly name: string; readonly kind: KindOfStage };
  readonly content: Pick<Application, keyof typeof applicationFields | 'rank'>;
  readonly history: readonly ExportedStep[];
  readonly snapshot: Snapshot | null;
  /** Values of the person's own fields, as cells in the order of the fields. */
  readonly custom?: readonly string[];
}

/** A stage change in order of entering, its stage by name. */
export type ExportedStep = Omit<StageChange, 'to' | 'sequence'> & { readonly stage: string; readonly kind: KindOfStage };

/** Columns that stand beside each other and are written together. */
interface Columns {
  readonly names: readonly string[];
  /** Their cells as they lie in a line, one for each name; `null`: all are empty, as most are in most rows. */
  readonly write: (application: ExportedApplication) => string | null;
}

const text = (value: string | number | null | undefined): string => (value === null || value === undefined ? '' : String(value));

type PlainField = Exclude<
  keyof typeof applicationFields,
  'location' | 'compensation' | 'compensationAsked' | 'compensationOffered' | 'nextAction' | 'tags'
>;

const plainCell = (value: Application[PlainField]): string => (value === null ? '' : csvCell(String(value)));

const plainColumns = (first: PlainField, ...others: PlainField[]): Columns => ({
  names: [first, ...others],
  // Half of a file's cells, and most of them empty: one string grows, and no list is made for each row.
  write: ({ content }) => {
    let cells = plainCell(content[first]);
    for (const name of others) cells += `,${plainCell(content[name])}`;
    return cells;
  },
});

const placeParts = [
  'street1',
  'street2',
  'city',
  'region',
  'postalCode',
  'country',
] as const satisfies readonly (keyof Address)[];
const payParts = [
  'kind',
  'min',
  'max',
  'currency',
  'period',
  'basis',
  'hoursPerWeek',
  'negotiable',
  'bonus',
  'equity',
  'notes',
] as const satisfies readonly (keyof Compensation)[];
const payFields = [
  ['pay', 'compensation'],
  ['payAsked', 'compensationAsked'],
  ['payOffered', 'compensationOffered'],
] as const;

const payColumn = (prefix: string, part: string): string => `${prefix}${part.charAt(0).toUpperCase()}${part.slice(1)}`;

function writePay(pay: Compensation, part: (typeof payParts)[number]): string {
  const value = pay[part];
  if (value === null || value === undefined) return '';
  return (part === 'min' || part === 'max') && pay.currency ? minorUnitsToDecimal(Number(value), pay.currency) : String(value);
}

const columns: readonly Columns[] = [
  { names: ['id', 'company'], write: ({ id, company }) => csvCells([id, company]) },
  plainColumns('title'),
  { names: ['stage', 'stageKind'], write: ({ stage }) => csvCells([stage.name, stage.kind]) },
  plainColumns('appliedOn', 'url', 'source', 'sourceDetail', 'method', 'externalJobId', 'portalUrl', 'referenceNumber'),
  plainColumns('workMode', 'employmentType', 'seniority'),
  {
    names: placeParts,
    write: ({ content: { location } }) => location && csvCells(placeParts.map((part) => text(location[part]))),
  },
  ...payFields.map(([prefix, field]): Columns => ({
    names: payParts.map((part) => payColumn(prefix, part)),
    write: ({ content: { [field]: pay } }) => pay && csvCells(payParts.map((part) => writePay(pay, part))),
  })),
  plainColumns('postedOn', 'closesOn'),
  {
    names: ['nextAction', 'nextActionOn'],
    write: ({ content: { nextAction } }) => nextAction && csvCells([nextAction.text, text(nextAction.dueOn)]),
  },
  plainColumns('priority', 'excitement'),
  { names: ['tags'], write: ({ content: { tags } }) => (tags.length === 0 ? null : csvCell(writeTags(tags))) },
  plainColumns('outcome', 'outcomeReason', 'description', 'responsibilities', 'benefits', 'notes'),
  { names: ['history', 'boardRank'], write: ({ history, content }) => csvCells([writeHistory(history), content.rank]) },
  {
    names: ['snapshotCapturedAt', 'snapshotUrl', 'snapshotBy', 'snapshotText'],
    write: ({ snapshot }) =>
      snapshot && csvCells([instantOf(snapshot.capturedAt), text(snapshot.url), snapshot.by, snapshot.text]),
  },
  { names: ['createdAt', 'updatedAt'], write: writeStamps },
];

/** Names of all columns in their order. */
export const ownHeader: readonly string[] = columns.flatMap(({ names }) => names);

const parts = columns.map(({ names, write }) => ({ write, blank: ','.repeat(names.length - 1) }));

// What no column of ours begins with, so that a field named "title" is no title.
const ofField = 'field: ';

/** The column of one of the person's own fields, behind ours. */
export function fieldColumn(name: string): string {
  return ofField + name;
}

/** The field a column of this name is of; `null`: it is none. */
export function fieldOfHeader(name: string): string | null {
  return name.startsWith(ofField) ? name.slice(ofField.length) : null;
}

/** An application as a line of our own file, with its line end. */
export function ownLine(application: ExportedApplication): string {
  const own = (application.custom ?? []).map((cell) => `,${cell === '' ? '' : csvCell(cell)}`).join('');
  return `${parts.map(({ write, blank }) => write(application) ?? blank).join(',')}${own}\r\n`;
}

/** Whether a header row is ours, cell for cell; behind it columns of the person's own fields may stand. */
export function isOwnHeader(header: readonly string[]): boolean {
  return (
    header.length >= ownHeader.length &&
    header.every((name, index) => (index < ownHeader.length ? name === ownHeader[index] : fieldOfHeader(name) !== null))
  );
}

function writeStamps({ createdAt, updatedAt }: ExportedApplication): string {
  const created = instantOf(createdAt);
  return csvCells([created, updatedAt === createdAt ? created : instantOf(updatedAt)]);
}

function writeTags(tags: readonly string[]): string {
  return tags.map((tag) => tag.replaceAll(/[\\,]/g, (character) => `\\${character}`)).join(', ');
}

function readTags(cell: string): string[] {
  const tags = cell.match(/(?:\\.|[^\\,])+/gsu) ?? [];
  return tags.map((tag) => tag.trim().replaceAll(/\\(.)/gsu, '$1'));
}

/** One entry of the history cell. What is absent is left out. */
const Step = z.strictObject({
  stage: z.string(),
  kind: z.string(),
  at: z.iso.datetime(),
  on: z.iso.date().optional(),
  by: z.string(),
  note: z.string().optional(),
  appliedOn: z.iso.date().optional(),
  voidedAt: z.iso.datetime().optional(),
});

function writeHistory(history: readonly ExportedStep[]): string {
  // What is undefined, JSON leaves out.
  const steps = history.map(({ stage, kind, at, on, by, note, appliedOn, voidedAt }) => ({
    stage,
    kind,
    at: instantOf(at),
    on: on ?? undefined,
    by,
    note: note ?? undefined,
    appliedOn: appliedOn ?? undefined,
    voidedAt: voidedAt === null ? undefined : instantOf(voidedAt),
  }));
  return steps.length === 0 ? '' : JSON.stringify(steps);
}

/** A row of our own file, read back. `id`: as exported. */
export interface OwnRow {
  readonly id: string;
  readonly company: string;
  readonly stage: { readonly name: string; readonly kind: string };
  readonly rank: string;
  readonly values: Pick<Application, keyof typeof applicationFields>;
  readonly history: readonly z.infer<typeof Step>[];
  readonly snapshot: Omit<Snapshot, 'sha256'> | null;
}

/**
 * Reads a row of our own file, its cells unguarded already.
 * A sentence instead, when someone has changed a cell so that it can no longer be read.
 */
export function readOwnRow(cells: readonly string[]): OwnRow | string {
  const cell = new Map(ownHeader.map((name, index) => [name, cells[index] ?? '']));
  const of = (name: string): string | null => cell.get(name) || null;
  const values = OwnValues.safeParse(valuesFrom(of));
  if (!values.success)
    return `${values.error.issues[0]?.path.join('.') ?? 'A cell'}: ${values.error.issues[0]?.message ?? 'cannot be read.'}`;
  const history = z.array(Step).safeParse(jsonIn(of('history') ?? '[]'));
  if (!history.success) return 'The history in this row cannot be read any more.';
  const snapshot =
    of('snapshotCapturedAt') === null ? { success: true as const, data: null } : UndigestedSnapshot.safeParse(snapshotFrom(of));
  if (!snapshot.success) return 'The saved posting in this row cannot be read any more.';
  return {
    id: of('id') ?? '',
    company: of('company') ?? '',
    stage: { name: of('stage') ?? '', kind: of('stageKind') ?? '' },
    rank: of('boardRank') ?? '',
    values: values.data,
    history: history.data,
    snapshot: snapshot.data,
  };
}

/** The digest is not in the file: it is made anew from the text. */
const UndigestedSnapshot = Snapshot.omit({ sha256: true });

function snapshotFrom(of: (name: string) => string | null): Record<string, unknown> {
  return {
    capturedAt: Date.parse(of('snapshotCapturedAt') ?? ''),
    url: of('snapshotUrl'),
    by: of('snapshotBy'),
    text: of('snapshotText'),
  };
}

const OwnValues = z.strictObject(applicationFields);

function valuesFrom(of: (name: string) => string | null): Record<string, unknown> {
  const nested = new Set(['location', 'nextAction', 'tags', 'excitement', ...payFields.map(([, field]) => field)]);
  const plain = Object.keys(applicationFields).filter((name) => !nested.has(name));
  const place = Object.fromEntries(placeParts.map((part) => [part, of(part)]));
  const action = of('nextAction');
  return {
    ...Object.fromEntries(plain.map((name) => [name, of(name)])),
    excitement: of('excitement') === null ? null : Number(of('excitement')),
    location: Object.values(place).every((part) => part === null) ? null : place,
    ...Object.fromEntries(payFields.map(([prefix, field]) => [field, payFrom((part) => of(payColumn(prefix, part)))])),
    nextAction: action === null ? null : { text: action, dueOn: of('nextActionOn') },
    tags: readTags(of('tags') ?? ''),
  };
}

function payFrom(of: (part: (typeof payParts)[number]) => string | null): Record<string, unknown> | null {
  if (of('kind') === null) return null;
  const currency = of('currency');
  return {
    ...Object.fromEntries(payParts.map((part) => [part, of(part)])),
    min: amountFrom(of('min'), currency),
    max: amountFrom(of('max'), currency),
    hoursPerWeek: of('hoursPerWeek') === null ? null : Number(of('hoursPerWeek')),
    negotiable: of('negotiable') === null ? null : of('negotiable') === 'true',
  };
}

function amountFrom(cell: string | null, currency: Currency | null): number | null {
  return cell === null || currency === null ? null : toMinorUnits(Number(cell), currency);
}

function jsonIn(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch (error) {
    // Someone has edited the cell: told as such by the caller.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
