/**
 * The export of everything, read back: its head, then record by record, each brought up to the present version of its kind.
 *
 * What a record says is checked here by the schema of its kind alone; whether it fits into the account says the plan.
 */
import { FileRef, Id, Instant, type Kind, msOf } from '@sotto/domain';
import { fieldErrors } from '@sotto/http';
import { z } from 'zod';
import { documentVersion } from '../export-json.ts';
import { Unreadable } from '../reading/failure.ts';
import type { Member } from './members.ts';

/** A record as it is to be kept. `createdAt`: epoch ms. */
export interface Arrived {
  readonly kind: Kind;
  readonly id: Id;
  readonly parentId: Id | null;
  readonly createdAt: number;
  readonly content: unknown;
}

/** `base64`: `null` where the bytes lie beside the document, at `path`, or where the export had none. */
const FileEntry = z.object({
  ...FileRef.omit({ uploadedAt: true }).shape,
  base64: z.string().nullable(),
  path: z.string().max(1_000).optional(),
});
/** `bytesOf`: its bytes, unpacked when they are asked for; `null` where the export had none. */
export type ArrivedFile = Pick<z.infer<typeof FileEntry>, 'id'> & { readonly bytesOf: () => Promise<Uint8Array | null> };

export type Part =
  | { readonly type: 'record'; readonly record: Arrived }
  /** `name`: what it may be known by. */
  | { readonly type: 'broken'; readonly kind: Kind | null; readonly name: string; readonly why: string }
  | { readonly type: 'file'; readonly file: ArrivedFile };

type FileAt = (path: string) => Promise<Uint8Array | null>;

/** Lists beside those of records: read by nobody. */
const passedOver = new Set(['account', 'activity']);
/** What the document says of itself. Everything else that is no list is passed over, however much of it there is. */
const headNames = new Set(['format', 'version', 'kinds']);

/** Records and files in the order of the document. Throws `Unreadable` for what is no export of ours, or one of a newer Sotto. */
export async function* partsOf(members: AsyncIterable<Member>, kinds: readonly Kind[], fileAt: FileAt): AsyncGenerator<Part> {
  const byPlural = new Map(kinds.map((kind) => [kind.plural, kind]));
  const head = new Map<string, unknown>();
  let versions: Versions | null = null;
  const ownerOf = new Map<string, Id>();
  for await (const { name, inList, text } of members) {
    if (!inList) {
      if (headNames.has(name)) head.set(name, jsonIn(text));
    } else if (!passedOver.has(name)) {
      versions ??= versionsIn(head, byPlural);
      const kind = byPlural.get(name);
      if (name === 'files') yield fileIn(text, { fileAt, ownerOf });
      else if (kind === undefined) throw new Unreadable(newer(`It holds “${name}”, which this Sotto does not know.`));
      else yield recordIn(text, kind, versions[name]);
    }
  }
  versions ??= versionsIn(head, byPlural);
}

/** By plural. A kind that is not there: of an export that did not say yet. */
type Versions = Readonly<Record<string, number>>;

const Versions = z.record(z.string(), z.int().min(1));

function versionsIn(head: ReadonlyMap<string, unknown>, byPlural: ReadonlyMap<string, Kind>): Versions {
  const version = head.get('version');
  if (head.get('format') !== 'sotto' || typeof version !== 'number')
    throw new Unreadable('This is JSON, but no export of everything from Sotto.');
  if (version > documentVersion) throw new Unreadable(newer('Its form is newer than this Sotto.'));
  const versions = Versions.safeParse(head.get('kinds') ?? {});
  if (!versions.success) throw new Unreadable('This is not a file that Sotto has written, or it is damaged.');
  for (const [plural, of] of Object.entries(versions.data)) {
    if (of > (byPlural.get(plural)?.version ?? of)) throw new Unreadable(newer(`Its “${plural}” are newer than this Sotto.`));
  }
  return versions.data;
}

function newer(what: string): string {
  return `This file was written by a newer version of Sotto. ${what} Update Sotto, then import it again.`;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON has no other way to say so.
    throw new Unreadable('This is not a file that Sotto has written, or it is damaged.');
  }
}

/** `ownerOf`: by path, the file that lies there. One that others name as well would be unpacked for each of them; ours never is. */
function fileIn(text: string, { fileAt, ownerOf }: { fileAt: FileAt; ownerOf: Map<string, Id> }): Part {
  const value = jsonIn(text);
  const parsed = FileEntry.safeParse(value);
  if (!parsed.success) return { type: 'broken', kind: null, name: nameOf(value), why: sentenceOf(parsed.error, value) };
  const { id, base64, path, name } = parsed.data;
  if (path !== undefined && (ownerOf.get(path) ?? id) !== id)
    return { type: 'broken', kind: null, name, why: 'Another file of the export lies in its place.' };
  if (path !== undefined) ownerOf.set(path, id);
  const bytesOf = async () => {
    if (base64 !== null) return Buffer.from(base64, 'base64');
    return path === undefined ? null : fileAt(path);
  };
  return { type: 'file', file: { id, bytesOf } };
}

const Envelope = z.object({ id: Id, parentId: Id.nullable(), createdAt: Instant, content: z.unknown() });

function recordIn(text: string, kind: Kind, version: number | undefined): Part {
  const value = jsonIn(text);
  const envelope = Envelope.safeParse(value);
  if (!envelope.success) return { type: 'broken', kind, name: '', why: sentenceOf(envelope.error, value) };
  const { id, parentId, createdAt, content: older } = envelope.data;
  const content = broughtUp(kind, older, version);
  if (!content.success) return { type: 'broken', kind, name: nameOf(older), why: sentenceOf(content.error, older) };
  return { type: 'record', record: { kind, id, parentId, createdAt: msOf(createdAt), content: content.data } };
}

/** Content in the present version. An export that did not say its versions: the latest that it can be. */
function broughtUp(kind: Kind, content: unknown, version: number | undefined) {
  if (version !== undefined) return kind.schema.safeParse(upgraded(kind, content, version));
  const present = kind.schema.safeParse(content);
  if (present.success) return present;
  const older = Object.keys(kind.upgrades).map((from) => kind.schema.safeParse(upgraded(kind, content, Number(from))));
  return older.find(({ success }) => success) ?? present;
}

function upgraded(kind: Kind, content: unknown, from: number): unknown {
  let current = content;
  // A step may take for granted what a forged record lacks; then the schema says what is wrong.
  for (let version = from; version < kind.version && typeof current === 'object' && current !== null; version++)
    current = kind.upgrades[version]?.(current) ?? current;
  return current;
}

function sentenceOf({ issues }: z.ZodError, value: unknown): string {
  const [first] = fieldErrors(issues, value);
  return first === undefined ? 'It cannot be read.' : `${first.field}: ${first.message}`;
}

/** What someone may know a record by; empty: nothing. */
export function nameOf(content: unknown): string {
  if (typeof content !== 'object' || content === null) return '';
  const fields = content as Readonly<Record<string, unknown>>;
  const name = ['name', 'title', 'subject', 'text', 'employer']
    .map((field) => fields[field])
    .find((value) => typeof value === 'string');
  return typeof name === 'string' ? name.slice(0, 120) : '';
}
