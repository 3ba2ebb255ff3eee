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
  type Snapshot,
  type StageChange,
  applicationFields,
  instantOf,
  minorUnitsToDecimal,
  msOf,
  toMinorUnits,
} from '@sotto/domain';
import { z } from 'zod';

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
}

/** A stage change in order of entering, its stage by name. */
export type ExportedStep = Omit<StageChange, 'to' | 'sequence'> & { readonly stage: string; readonly kind: KindOfStage };

interface OwnColumn {
  readonly name: string;
  readonly write: (application: ExportedApplication) => string;
}

const text = (value: string | number | null | undefined): string => (value === null || value === undefined ? '' : String(value));

type PlainField = Exclude<
  keyof typeof applicationFields,
  'location' | 'compensation' | 'compensationAsked' | 'compensationOffered' | 'nextAction' | 'tags'
>;

const plainColumn = (name: PlainField): OwnColumn => ({ name, write: ({ content }) => text(content[name]) });

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

function writePay(pay: Compensation | null, part: (typeof payParts)[number]): string {
  const value = pay?.[part];
  if (pay === null || value === null || value === undefined) return '';
  return (part === 'min' || part === 'max') && pay.currency ? minorUnitsToDecimal(Number(value), pay.currency) : String(value);
}

/** All columns in their order. */
export const ownColumns: readonly OwnColumn[] = [
  { name: 'id', write: ({ id }) => id },
  { name: 'company', write: ({ company }) => company },
  plainColumn('title'),
  { name: 'stage', write: ({ stage }) => stage.name },
  { name: 'stageKind', write: ({ stage }) => stage.kind },
  ...(
    [
      'appliedOn',
      'url',
      'source',
      'sourceDetail',
      'method',
      'externalJobId',
      'portalUrl',
      'referenceNumber',
      'workMode',
      'employmentType',
      'seniority',
    ] as const
  ).map(plainColumn),
  ...placeParts.map((part): OwnColumn => ({ name: part, write: ({ content }) => text(content.location?.[part]) })),
  ...payFields.flatMap(([prefix, field]) =>
    payParts.map((part): OwnColumn => ({
      name: payColumn(prefix, part),
      write: ({ content }) => writePay(content[field], part),
    })),
  ),
  ...(['postedOn', 'closesOn'] as const).map(plainColumn),
  { name: 'nextAction', write: ({ content }) => text(content.nextAction?.text) },
  { name: 'nextActionOn', write: ({ content }) => text(content.nextAction?.dueOn) },
  ...(['priority', 'excitement'] as const).map(plainColumn),
  { name: 'tags', write: ({ content }) => writeTags(content.tags) },
  ...(['outcome', 'outcomeReason', 'description', 'responsibilities', 'benefits', 'notes'] as const).map(plainColumn),
  { name: 'history', write: ({ history }) => writeHistory(history) },
  { name: 'boardRank', write: ({ content }) => content.rank },
  { name: 'snapshotCapturedAt', write: ({ snapshot }) => (snapshot ? instantOf(snapshot.capturedAt) : '') },
  { name: 'snapshotUrl', write: ({ snapshot }) => text(snapshot?.url) },
  { name: 'snapshotBy', write: ({ snapshot }) => text(snapshot?.by) },
  { name: 'snapshotText', write: ({ snapshot }) => text(snapshot?.text) },
  { name: 'createdAt', write: ({ createdAt }) => instantOf(createdAt) },
  { name: 'updatedAt', write: ({ updatedAt }) => instantOf(updatedAt) },
];

export const ownHeader: readonly string[] = ownColumns.map(({ name }) => name);

/** Whether a header row is ours, cell for cell. */
export function isOwnHeader(header: readonly string[]): boolean {
  return header.length === ownHeader.length && header.every((name, index) => name === ownHeader[index]);
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
  const steps = history.map(({ stage, kind, at, on, by, note, appliedOn, voidedAt }) => ({
    stage,
    kind,
    at: instantOf(at),
    ...(on !== null && { on }),
    by,
    ...(note !== null && { note }),
    ...(appliedOn !== null && { appliedOn }),
    ...(voidedAt !== null && { voidedAt: instantOf(voidedAt) }),
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
  readonly snapshot: {
    readonly capturedAt: number;
    readonly url: string | null;
    readonly by: string;
    readonly text: string;
  } | null;
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
  const capturedAt = of('snapshotCapturedAt');
  const snapshot =
    capturedAt === null
      ? null
      : { capturedAt: msOf(capturedAt), url: of('snapshotUrl'), by: of('snapshotBy') ?? 'paste', text: of('snapshotText') ?? '' };
  return {
    id: of('id') ?? '',
    company: of('company') ?? '',
    stage: { name: of('stage') ?? '', kind: of('stageKind') ?? '' },
    rank: of('boardRank') ?? '',
    values: values.data,
    history: history.data,
    snapshot,
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
