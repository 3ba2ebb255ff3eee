/**
 * Two changes of one record, field by field: what only one side changed stands, what both changed is for the person to decide.
 *
 * Pure. No field that either side changed is ever left out: it is kept, to be sent, or contested.
 */

/** Fields by name. An absent field and `null` say the same: nothing. */
export type Fields = Readonly<Record<string, unknown>>;

export interface Sides {
  /** What both began with. */
  readonly base: object;
  /** What is changed here; fields it does not name were not touched. */
  readonly mine: object;
  /** What the record holds by now. */
  readonly theirs: object;
}

export interface Merged {
  /** What only this side changed: to be put on top of theirs. */
  readonly clear: Fields;
  /** What both changed, each to something else, in the order of `mine`. */
  readonly contested: readonly string[];
}

export function mergeChanges({ base, mine, theirs }: Sides): Merged {
  const was = new Map<string, unknown>(Object.entries(base));
  const is = new Map<string, unknown>(Object.entries(theirs));
  const open = Object.entries(mine).filter(([field, value]) => !isSame(value, is.get(field)) && !isSame(value, was.get(field)));
  const isTheirs = ([field]: readonly [string, unknown]) => !isSame(was.get(field), is.get(field));
  return {
    clear: Object.fromEntries(open.filter((one) => !isTheirs(one))),
    contested: open.filter(isTheirs).map(([field]) => field),
  };
}

/** What stays of a contested field. `both`: of two texts, theirs and then mine, a blank line between. */
export type Choice = 'mine' | 'theirs' | 'both';

/** What is to be put on top of theirs once it is decided; a field that is not in `choices` stays mine. */
export function settleChanges({ mine, theirs }: Pick<Sides, 'mine' | 'theirs'>, choices: ReadonlyMap<string, Choice>): Fields {
  const is = new Map<string, unknown>(Object.entries(theirs));
  return Object.fromEntries(
    Object.entries(mine).flatMap(([field, value]) => {
      const choice = choices.get(field) ?? 'mine';
      if (choice === 'theirs') return [];
      return [[field, choice === 'both' ? joined(is.get(field), value) : value]];
    }),
  );
}

/** What takes `sent` back: of its fields those that were another before, as they were `over` what it was put. */
export function wayBack(sent: object, over: object): Fields {
  const was = new Map<string, unknown>(Object.entries(over));
  return Object.fromEntries(
    Object.entries(sent).flatMap(([field, value]) => {
      const before = was.get(field) ?? null;
      return isSame(before, value) ? [] : [[field, before]];
    }),
  );
}

/** Whether both can stay: two texts, neither of them empty. */
export function canKeepBoth(mine: unknown, theirs: unknown): boolean {
  return typeof mine === 'string' && typeof theirs === 'string' && mine !== '' && theirs !== '';
}

function joined(theirs: unknown, mine: unknown): unknown {
  return canKeepBoth(mine, theirs) ? `${String(theirs)}\n\n${String(mine)}` : mine;
}

/** Whether two values of a field say the same, whatever the order of their parts. */
export function isSame(one: unknown, other: unknown): boolean {
  const [mine, theirs] = [one ?? null, other ?? null];
  if (mine === null || theirs === null) return mine === theirs;
  if (typeof mine !== 'object' || typeof theirs !== 'object') return mine === theirs;
  if (Array.isArray(mine) !== Array.isArray(theirs)) return false;
  const [parts, others] = [mine, theirs].map((value) => new Map<string, unknown>(Object.entries(value)));
  if (!parts || !others || (Array.isArray(mine) && parts.size !== others.size)) return false;
  return [...new Set([...parts.keys(), ...others.keys()])].every((name) => isSame(parts.get(name), others.get(name)));
}
