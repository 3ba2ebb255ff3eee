/**
 * A record of each kind, made from its schema, so that a kind that is added tomorrow has one without anyone thinking of it.
 *
 * Only what a schema cannot say stands here by hand: what contradicts nothing, and which bytes a hash is of. Everything that may be
 * absent is there, so that nothing is lost unseen.
 */
import type { Id, Kind, KindName } from '@sotto/domain';
import { sha256Of } from '@sotto/features/documents/server';
import type { z } from 'zod';

/** Ids that samples name: of the records made before. */
export interface SampleIds {
  readonly own: Id;
  of(kind: KindName): Id;
}

export interface Sample {
  readonly parentId: Id | null;
  readonly content: unknown;
}

export const sampleFile = Buffer.from('Ana Feld\nCook since 1.7.2019\n');

/** Kinds whose records lie below another, and what their schema does not say of them. */
const special: Partial<Record<KindName, (ids: SampleIds) => { parent?: KindName; fields?: object }>> = {
  application: ({ of }) => ({
    fields: {
      groupId: of('group'),
      companyId: of('company'),
      stageId: of('stage'),
      custom: { [of('customField')]: 'a value' },
      rank: 'a0',
      longTexts: { notes: of('text') },
      notes: null,
      snapshot: { id: of('snapshot'), capturedAt: 1_000, words: 3 },
    },
  }),
  stageChange: ({ of }) => ({ parent: 'application', fields: { to: of('stage'), voidedAt: null, sequence: 0 } }),
  text: () => ({ parent: 'application', fields: { field: 'notes', text: 'Soup, "bread"\r\nand =tea. '.repeat(100) } }),
  snapshot: () => ({ parent: 'application', fields: { text: 'The posting.', sha256: sha256Of('The posting.') } }),
  interview: ({ of }) => ({ parent: 'application', fields: { applicationId: of('application'), endsAt: '2026-10-01T11:00' } }),
  offer: ({ of }) => ({ parent: 'application', fields: { applicationId: of('application') } }),
  task: ({ of }) => ({ parent: 'interview', fields: { link: { kind: 'interview', id: of('interview') } } }),
  note: ({ of }) => ({ parent: 'application', fields: { link: { kind: 'application', id: of('application') } } }),
  documentVersion: ({ own }) => ({ parent: 'document', fields: { file: fileOf(own) } }),
  submission: () => ({ parent: 'application' }),
  profile: ({ of }) => ({ fields: { resume: fileOf(of('importPreview')) } }),
};

function fileOf(id: Id) {
  const { length: sizeBytes } = sampleFile;
  return { id, name: 'Resume.txt', type: 'text/plain', sizeBytes, sha256: sha256Of(sampleFile), uploadedAt: 5_000 };
}

/** A number from 0 to 1, below 1. */
export type Chance = () => number;

/**
 * With `chance`, any record of the kind; without, the one that lacks nothing. Throws, and names the kind, when its schema alone does not
 * say enough: then it needs an entry in `special`.
 */
export function sampleOf(kind: Kind, ids: SampleIds, chance?: Chance): Sample {
  const { parent, fields = {} } = special[kind.name]?.(ids) ?? {};
  const parsedBy = (by?: Chance) => kind.schema.safeParse({ ...(valueOf(kind.schema, ids, by) as object), ...fields });
  // What chance makes may contradict itself where the schema looks at two fields together: then it is made again.
  let parsed = parsedBy(chance);
  for (let tries = chance === undefined ? 4 : 0; !parsed.success && tries < 4; tries++) parsed = parsedBy(chance);
  if (!parsed.success) parsed = parsedBy();
  if (!parsed.success) throw new Error(`No sample of ${kind.name}: say in samples.testing.ts what fits. ${parsed.error.message}`);
  return { parentId: parent ? ids.of(parent) : null, content: parsed.data };
}

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly values?: readonly unknown[];
}

const strings = [
  'Words, "quoted"\nand more',
  'Words',
  '2026-10-01',
  '2026-10-01T10:00',
  '10:00',
  'Europe/Zurich',
  'EUR',
  'CH',
  'en',
  'a0',
  'a',
  'https://example.org/a',
  'ana@example.org',
  '+41',
  '44 123 45 67',
  'acme:17',
  'workMode:is:remote',
  '-appliedOn',
  'a'.repeat(64),
  '#aabbcc',
  '2026-10-01T10:00:00Z',
];
/** What spreadsheets calculate, what JSON and CSV must quote, and scripts of all directions. */
const awkward = [
  '=1+1',
  '+41 44',
  "'=cmd|' /C calc'!A0",
  '@SUM(A1)',
  '-2',
  'a,b;"c"',
  'two\nlines',
  'Ωmega שלום 日本 👩‍🍳',
  'x'.repeat(300),
];
const numbers = [3, 1, 0, 0.5, 7, 10, 30, 100, 1_000, 2_020, 1_790_000_000_000];

function valueOf(schema: z.ZodType, ids: SampleIds, chance?: Chance): unknown {
  // Safe: what is read of a definition is there for its type.
  const definition = schema.def as unknown as Definition;
  const { type, innerType, element, shape, options = [], keyType, valueType } = definition;
  if (shape) return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, valueOf(field, ids, chance)]));
  if (type === 'nullable' && chance !== undefined && chance() < 0.4) return null;
  if (innerType) return valueOf(innerType, ids, chance);
  if (element)
    return Array.from({ length: chance === undefined ? 1 : Math.floor(chance() * 3) }, () => valueOf(element, ids, chance));
  if (keyType && valueType) return { [String(valueOf(keyType, ids, chance))]: valueOf(valueType, ids, chance) };
  if (options[0]) return valueOf(options[Math.floor((chance?.() ?? 0) * options.length)] ?? options[0], ids, chance);
  const fitting = (chance === undefined ? firstFitting : anyFitting).get(schema) ?? fittingIn(schema, ids, chance !== undefined);
  if (fitting.length === 0)
    throw new Error(`samples.testing.ts knows no value for ${JSON.stringify(schema.meta() ?? definition)}.`);
  const found = fitting[Math.floor((chance?.() ?? 0) * fitting.length)];
  return found === anId ? ids.of('application') : found;
}

/** Stands for an id of the records made before. */
const anId = Symbol('an id');
/** Found once for each schema: most of the time goes into trying what fits. */
const firstFitting = new WeakMap<z.ZodType, unknown[]>();
const anyFitting = new WeakMap<z.ZodType, unknown[]>();

function fittingIn(schema: z.ZodType, ids: SampleIds, any: boolean): unknown[] {
  // Safe: what is read of a definition is there for its type.
  const { entries = {}, values = [] } = schema.def as unknown as Definition;
  const candidates = [
    ...Object.values(entries),
    ...values,
    true,
    anId,
    ...strings,
    ...(any ? [false, ...awkward] : []),
    ...numbers,
  ];
  const fitting = candidates.filter(
    (candidate) => schema.safeParse(candidate === anId ? ids.of('application') : candidate).success,
  );
  (any ? anyFitting : firstFitting).set(schema, fitting);
  return fitting;
}
