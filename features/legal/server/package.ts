/** The package of a demand: the named fields of one person, and nothing else of them or of anyone. */
import type { Platform } from '@sotto/runtime';
import type { CaseFile, Opening } from '@sotto/vault';
import { demandOf } from './demands.ts';
import { openingOfCase } from './opening.ts';
import { type Source, sourcesOf } from './sources.ts';

/** Names of everything a demand may name: `applications.title`. */
export function fieldNames(platform: Pick<Platform, 'workspaces'>): string[] {
  return sourcesOf(platform).flatMap(({ list, properties }) => properties.map((property) => `${list}.${property}`));
}

export interface Collected {
  /** By list; each item holds what was named of it and is there. */
  readonly values: Readonly<Record<string, readonly object[]>>;
  /** How many values there are of each named field, also of those that are empty. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Opens what a case names of its person. Throws a `TypeError` for a case that was not approved, `KeyShredded` when the person is erased. */
export async function collect(platform: Platform, file: CaseFile): Promise<Collected> {
  const { fields } = demandOf(file);
  const asked = sourcesOf(platform)
    .map((source) => ({ source, named: namedOf(source, fields) }))
    .filter(({ named }) => named.length > 0);
  const by = openingOfCase(file, (place) => asked.some(({ source, named }) => source.reaches(place, named)));
  const values: Record<string, object[]> = {};
  for (const { source, named } of asked) values[source.list] = await itemsOf(platform, by, { source, named });
  const counts = fields.map((field) => [field, countOf(values, field)] as const);
  return { values, counts: Object.fromEntries(counts) };
}

function namedOf({ list, properties }: Source, fields: readonly string[]): string[] {
  return properties.filter((property) => fields.includes(`${list}.${property}`));
}

async function itemsOf(
  platform: Platform,
  by: Opening,
  { source, named }: { source: Source; named: readonly string[] },
): Promise<object[]> {
  const items: object[] = [];
  for await (const item of source.read(platform, by, named)) {
    const there = named.filter((property) => item[property] !== undefined && item[property] !== null);
    if (there.length > 0) items.push(Object.fromEntries(there.map((property) => [property, item[property]])));
  }
  return items;
}

function countOf(values: Readonly<Record<string, readonly object[]>>, field: string): number {
  const [list = '', property = ''] = field.split('.');
  return (values[list] ?? []).filter((item) => Object.hasOwn(item, property)).length;
}
