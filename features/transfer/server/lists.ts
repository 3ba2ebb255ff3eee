/**
 * Records of one kind as CSV for a spreadsheet: one row each, one column for each field of its schema.
 *
 * For reading and sorting elsewhere, not for coming back: what another record is named by stands there as its name. The header follows
 * the schema, so a field that is added stands in it from its first day; it is never translated.
 */
import { type Id, instantOf, type Kind } from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';
import type { z } from 'zod';
import { csvLine } from './csv/write.ts';
import { nameOf } from './everything/document.ts';

/** Kinds that people have many of, each standing for itself: those of which a table makes sense. */
export function listedKinds(kinds: readonly Kind[]): Kind[] {
  return kinds.filter(({ apart, comingIn = {} }) => !apart && !comingIn.stays && !comingIn.single && !comingIn.part);
}

/** The file's text in pieces, header first, in order of creation. */
export async function* csvOfKind(
  workspace: Workspace,
  { kind, kinds }: { kind: Kind; kinds: readonly Kind[] },
): AsyncGenerator<string> {
  const columns = columnsOf(kind.schema, []);
  const named = namesIn(workspace, kinds);
  yield csvLine(['id', 'belongsTo', ...columns.map((path) => path.join('.')), 'createdAt', 'updatedAt']);
  for (const { id, parentId, content, createdAt, updatedAt } of workspace.all(kind)) {
    const cells = columns.map((path) => cellOf(valueAt(content, path), path.at(-1) ?? '', named));
    yield csvLine([id, parentId === null ? '' : nameFor(parentId, named), ...cells, instantOf(createdAt), instantOf(updatedAt)]);
  }
}

/** Where a record came from is no concern of a spreadsheet. */
const leftOut = new Set(['importRef', 'createdFrom']);

/** Paths to the fields of a schema, those of an object within it one by one. */
function columnsOf(schema: z.ZodType, path: readonly string[]): string[][] {
  const { shape } = bare(schema) as { shape?: Readonly<Record<string, z.ZodType>> };
  if (shape === undefined) return [[...path]];
  return Object.entries(shape).flatMap(([name, field]) => (leftOut.has(name) ? [] : columnsOf(field, [...path, name])));
}

/** A schema without what makes it optional. */
function bare(schema: z.ZodType): z.ZodType {
  const { innerType } = schema.def as { innerType?: z.ZodType };
  return innerType === undefined ? schema : bare(innerType);
}

function valueAt(content: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), content);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names of records by their ids. */
type Named = ReadonlyMap<unknown, string>;

function namesIn(workspace: Workspace, kinds: readonly Kind[]): Named {
  return new Map(
    kinds
      .filter(({ apart }) => !apart)
      .flatMap((kind) => workspace.all(kind).map(({ id, content }) => [id, nameOf(content)] as const)),
  );
}

function nameFor(id: Id, named: Named): string {
  return named.get(id) || id;
}

/** `field`: numbers of fields that end in `at` are moments. */
function cellOf(value: unknown, field: string, named: Named): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' && /^at$|At$/.test(field)) return instantOf(value);
  if (Array.isArray(value)) return value.map((entry) => cellOf(entry, field, named)).join('; ');
  if (!isRecord(value)) return named.get(value) || (typeof value === 'string' ? value : JSON.stringify(value));
  return Object.entries(value)
    .filter(([, part]) => part !== null && part !== undefined)
    .map(([name, part]) => cellOf(part, name, named))
    .join(' ');
}
