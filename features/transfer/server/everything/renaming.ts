/**
 * References that lead somewhere else here than in the file they came from.
 *
 * An id is 36 characters that nothing else looks like, so a reference is found by what it is and not by where it stands: a kind
 * need not say where it names others, and one that is added tomorrow is read like all others.
 */
import type { Id } from '@sotto/domain';

/** By the id in the file: the id here. */
export type Renamed = ReadonlyMap<string, Id>;

/** The same content with every renamed id in its place: alone, within a text (a link, a filter), as the name of a field. */
export function renamedIn(content: unknown, renamed: Renamed): unknown {
  if (renamed.size === 0) return content;
  if (typeof content === 'string') return inText(content, renamed);
  if (Array.isArray(content)) return content.map((entry) => renamedIn(entry, renamed));
  if (typeof content !== 'object' || content === null) return content;
  return Object.fromEntries(Object.entries(content).map(([name, value]) => [inText(name, renamed), renamedIn(value, renamed)]));
}

const anyId = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

function inText(text: string, renamed: Renamed): string {
  return text.length < 36 ? text : text.replaceAll(anyId, (id) => renamed.get(id) ?? id);
}
