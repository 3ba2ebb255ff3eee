/**
 * What became of a text, word by word: first the lines that differ, then the words within them.
 *
 * Source: Eugene W. Myers, An O(ND) Difference Algorithm and Its Variations, 1986. Its cost grows with the square of how much
 * differs, so that a part that has little in common is told as taken out and put in, whole.
 */

/** A stretch of text. `removed`: only in the one before; `added`: only in the one after. */
export interface Stretch {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Greatest number of differing pieces that are sought for one by one. */
const mostEdits = 1_000;

/** All of both texts, in order. Without `added` it is the text before, without `removed` the one after. */
export function differenceOf(before: string, after: string): Stretch[] {
  const byLine = compare(linesOf(before), linesOf(after));
  const stretches: Stretch[] = [];
  for (let at = 0; at < byLine.length; at++) {
    const [one, next] = [byLine[at]!, byLine[at + 1]];
    if (one.kind === 'removed' && next?.kind === 'added') {
      stretches.push(...compare(wordsOf(one.text), wordsOf(next.text)));
      at++;
    } else stretches.push(one);
  }
  return joined(stretches);
}

const linesOf = (text: string) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const wordsOf = (text: string) => text.match(/[\p{Letter}\p{Number}\p{Mark}]+|\s+|[^\p{Letter}\p{Number}\p{Mark}\s]/gu) ?? [];

function compare(before: readonly string[], after: readonly string[]): Stretch[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return joined([
    ...stretch('same', before.slice(0, start)),
    ...between(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...stretch('same', before.slice(before.length - end)),
  ]);
}

function stretch(kind: Stretch['kind'], pieces: readonly string[]): Stretch[] {
  return pieces.length === 0 ? [] : [{ kind, text: pieces.join('') }];
}

/** Neighbours of one kind become one; of a place that changed, what went stands before what came. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  let [removed, added] = ['', ''];
  const settle = () => {
    if (removed !== '') result.push({ kind: 'removed', text: removed });
    if (added !== '') result.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const { kind, text } of stretches) {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else {
      settle();
      const last = result.at(-1);
      if (last?.kind === 'same') result[result.length - 1] = { kind, text: last.text + text };
      else result.push({ kind, text });
    }
  }
  settle();
  return result;
}

/** The differences of two lists that begin and end differently. */
function between(before: readonly string[], after: readonly string[]): Stretch[] {
  const whole = [...stretch('removed', before), ...stretch('added', after)];
  if (before.length === 0 || after.length === 0) return whole;
  const trace = furthest(before, after);
  return trace === null ? whole : walkBack(before, after, trace);
}

/** For each number of edits, how far each diagonal comes; `null`: more edits than are sought for. */
function furthest(before: readonly string[], after: readonly string[]): Int32Array[] | null {
  const limit = Math.min(before.length + after.length, mostEdits);
  const reach = new Int32Array(2 * limit + 3);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= limit; edits++) {
    trace.push(reach.slice(limit + 1 - edits - 1, limit + 1 + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const place = limit + 1 + diagonal;
      const goesDown = diagonal === -edits || (diagonal !== edits && reach[place - 1]! < reach[place + 1]!);
      let x = goesDown ? reach[place + 1]! : reach[place - 1]! + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      reach[place] = x;
      if (x >= before.length && x - diagonal >= after.length) return trace;
    }
  }
  return null;
}

/** From the end of both lists to their beginning, along the way that was found. */
function walkBack(before: readonly string[], after: readonly string[], trace: readonly Int32Array[]): Stretch[] {
  const back: Stretch[] = [];
  let [x, y] = [before.length, after.length];
  for (let edits = trace.length - 1; edits > 0; edits--) {
    // Kept from one diagonal below the lowest on.
    const reach = (diagonal: number) => trace[edits]![diagonal + edits + 1]!;
    const diagonal = x - y;
    const goesDown = diagonal === -edits || (diagonal !== edits && reach(diagonal - 1) < reach(diagonal + 1));
    const from = goesDown ? diagonal + 1 : diagonal - 1;
    const startX = reach(from);
    const afterEdit = goesDown ? startX : startX + 1;
    while (x > afterEdit) back.push({ kind: 'same', text: before[(y--, --x)]! });
    if (goesDown) back.push({ kind: 'added', text: after[--y]! });
    else back.push({ kind: 'removed', text: before[--x]! });
  }
  while (x > 0) back.push({ kind: 'same', text: before[--x]! });
  return back.toReversed();
}
