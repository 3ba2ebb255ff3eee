/**
 * What may be named in a demand, and where it is read from: every property of every kind of record, and what is known of an
 * account. A new kind can be named from its first day. Never: what lets anyone in, such as hashes, secrets, keys and codes.
 */
import { instantOf, type Kind, type Stored } from '@sotto/domain';
import { listKeysOf, listSessionsOf, readAddress } from '@sotto/features/account/server';
import { listFeedsOf } from '@sotto/features/feed/server';
import { readActivity } from '@sotto/features/privacy/server';
import type { Platform } from '@sotto/runtime';
import type { Opening, Place } from '@sotto/vault';
import { z } from 'zod';

type Item = Readonly<Record<string, unknown>>;

/** One list of a package: `applications`, `account`. */
export interface Source {
  readonly list: string;
  /** What may be named of its items. */
  readonly properties: readonly string[];
  /** Whether it is read from this place; `named`: the properties that were named. */
  reaches(place: Place, named: readonly string[]): boolean;
  read(platform: Platform, by: Opening, named: readonly string[]): AsyncIterable<Item>;
}

/** In the order of a package. */
export function sourcesOf({ workspaces }: Pick<Platform, 'workspaces'>): Source[] {
  return [...accountSources, ...workspaces.kinds.map(sourceOfKind)];
}

/** A record's own names come first; these are added where the kind has none of the name. */
const ofEveryRecord = ['id', 'parentId', 'createdAt', 'updatedAt'] as const;
const fileBytes = 'fileBytes';

function sourceOfKind(kind: Kind): Source {
  const files = kind.filesOf ? [fileBytes] : [];
  return {
    list: kind.plural,
    properties: [...new Set([...ofEveryRecord, ...propertiesOf(kind.schema), ...files])],
    reaches: ({ table }, named) => table === `record:${kind.number}` || (table === 'chunk' && named.includes(fileBytes)),
    async *read({ workspaces }, by, named) {
      for await (const stored of workspaces.openAll(by, kind)) {
        const item = itemOf(stored);
        yield named.includes(fileBytes) ? { ...item, [fileBytes]: await bytesOf(workspaces, by, { kind, stored }) } : item;
      }
    },
  };
}

function itemOf({ id, parentId, createdAt, updatedAt, content }: Stored<unknown>): Item {
  // Safe: the content of every kind is an object.
  return { id, parentId, createdAt: instantOf(createdAt), updatedAt: instantOf(updatedAt), ...(content as Item) };
}

/** In base64, without the names of the files: those are fields of their own. `null`: one that is gone. */
async function bytesOf(
  { files }: Platform['workspaces'],
  by: Opening,
  { kind, stored }: { kind: Kind; stored: Stored<unknown> },
): Promise<(string | null)[]> {
  const refs = kind.filesOf?.(stored.content) ?? [];
  return Promise.all(
    refs.map(async ({ id }) => {
      const bytes = await files.open(by, id);
      return bytes ? Buffer.from(bytes).toString('base64') : null;
    }),
  );
}

/** As much of JSON Schema as zod writes of a kind's schema. */
interface Shape {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
}

function propertiesOf(schema: z.ZodType): string[] {
  // Safe: zod writes JSON Schema, of which `Shape` is the part that is read.
  return namesIn(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any', reused: 'inline' }) as Shape);
}

function namesIn({ properties = {}, anyOf = [], oneOf = [], allOf = [] }: Shape): string[] {
  return [...Object.keys(properties), ...[...anyOf, ...oneOf, ...allOf].flatMap(namesIn)];
}

const activityPage = 500;

const accountSources: readonly Source[] = [
  accountSource('account', 'credential', ['email'], async function* (platform, by) {
    yield { email: await readAddress(platform, by) };
  }),
  accountSource('sessions', 'session', ['label', 'createdAt', 'usedAt'], async function* (platform, by) {
    yield* await listSessionsOf(platform, by, '');
  }),
  accountSource(
    'accessKeys',
    'access_key',
    ['name', 'scopes', 'createdAt', 'usedOn', 'expiresOn'],
    async function* (platform, by) {
      yield* await listKeysOf(platform, by);
    },
  ),
  accountSource('calendarFeeds', 'calendar_feed', ['name', 'createdAt', 'fetchedAt'], async function* (platform, by) {
    yield* await listFeedsOf(platform, by);
  }),
  accountSource('activity', 'activity', ['at', 'happening', 'by', 'about', 'count'], async function* (platform, by) {
    for (let before: number | undefined; ;) {
      const page = await readActivity(platform, by, { limit: activityPage, before });
      yield* page;
      if (page.length < activityPage) return;
      before = page.at(-1)?.position;
    }
  }),
];

function accountSource(
  list: string,
  table: string,
  properties: readonly string[],
  read: (platform: Platform, by: Opening) => AsyncIterable<Item>,
): Source {
  return { list, properties, reaches: (place) => place.table === table, read };
}
