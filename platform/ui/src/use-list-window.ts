/**
 * Long lists of rows of any height, of which only those in sight are in the page.
 *
 * Our own because it stands on the board: a hundred lines here weigh ten kilobytes gz less than a library. What is above
 * the sight and turns out higher or lower than thought does not move what is in sight.
 */
import { type RefCallback, type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react';
import { type ListLayout, rowAt, startsOf, totalOf } from './list-window.ts';

export interface ListWindowOptions extends Pick<ListLayout, 'keys' | 'usual'> {
  /** What scrolls. */
  readonly scroller: RefObject<HTMLElement | null>;
  /** @default 0 */
  readonly gap?: number;
  readonly before?: number;
  readonly after?: number;
  /** Rows drawn beyond the sight on either side. @default 4 */
  readonly spare?: number;
}

export interface ListWindow {
  /** For the list's own height. */
  readonly total: number;
  /** Rows to draw, each moved down by `start` pixels. */
  readonly rows: readonly { readonly index: number; readonly start: number }[];
  /** Ref of every drawn row, which carries `data-key`. */
  readonly measure: RefCallback<HTMLElement>;
  /** Brings a row into sight, if it is not, by as little as needed. */
  readonly bring: (index: number) => void;
}

export function useListWindow({ keys, usual, scroller, gap = 0, before = 0, after = 0, spare = 4 }: ListWindowOptions): ListWindow {
  const heights = useRef(new Map<string, number>()).current;
  const [measured, remeasured] = useReducer((times: number) => times + 1, 0);
  // `measured` says that the heights have changed; the map itself stays the same object.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const layout = useMemo<ListLayout>(() => ({ keys, heights, usual, gap, before, after }), [keys, heights, usual, gap, before, after, measured]);
  const starts = useMemo(() => startsOf(layout), [layout]);
  const sight = useSight(scroller);
  const measure = useMeasure(heights, scroller, usual, remeasured);

  const first = Math.max(0, rowAt(starts, sight.top) - spare);
  const last = Math.min(keys.length - 1, rowAt(starts, sight.top + sight.height) + spare);
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => ({ index: first + offset, start: starts[first + offset] ?? 0 }));

  function bring(index: number) {
    const box = scroller.current;
    if (!box) return;
    const top = (starts[index] ?? 0) - before;
    const bottom = (starts[index + 1] ?? 0) - gap + after;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
  }
  return { total: totalOf(starts, layout), rows, measure, bring };
}

/** What part of a scroller is seen. Rendered anew only after moving by a fraction of a row's height. */
function useSight(scroller: RefObject<HTMLElement | null>): { readonly top: number; readonly height: number } {
  const [sight, setSight] = useState({ top: 0, height: 0 });
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const look = () => setSight((seen) => (Math.abs(seen.top - box.scrollTop) < step && seen.height === box.clientHeight ? seen : { top: box.scrollTop, height: box.clientHeight }));
    const observer = new ResizeObserver(look);
    observer.observe(box);
    box.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, [scroller]);
  return sight;
}

const step = 24;

/** Watches the heights of drawn rows. A row above the sight that changes moves the scroll by as much, so that nothing jumps. */
function useMeasure(heights: Map<string, number>, scroller: RefObject<HTMLElement | null>, usual: number, changed: () => void): RefCallback<HTMLElement> {
  const observer = useRef<ResizeObserver>(undefined);
  const note = useCallback(
    (row: HTMLElement) => {
      const key = row.dataset['key'];
      const height = row.offsetHeight;
      // A row that is not laid out (hidden, or already gone) says nothing about its height.
      if (key === undefined || height === 0 || heights.get(key) === height) return false;
      const box = scroller.current;
      const grown = height - (heights.get(key) ?? usual);
      if (box && row.getBoundingClientRect().bottom < box.getBoundingClientRect().top) box.scrollTop += grown;
      heights.set(key, height);
      return true;
    },
    [heights, scroller, usual],
  );
  useEffect(() => () => observer.current?.disconnect(), []);
  return useCallback(
    (row) => {
      if (!row) return;
      observer.current ??= new ResizeObserver((entries) => {
        if (entries.map(({ target }) => note(target as HTMLElement)).includes(true)) changed();
      });
      const watching = observer.current;
      watching.observe(row);
      return () => watching.unobserve(row);
    },
    [note, changed],
  );
}
