/**
 * Long lists of rows of any height, of which only those in sight are in the page.
 *
 * Our own because it stands on the board: a hundred lines here weigh ten kilobytes gz less than a library. What is above
 * the sight and turns out higher or lower than thought does not move what is in sight.
 */
import { type RefCallback, type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
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

export function useListWindow({
  keys,
  usual,
  scroller,
  gap = 0,
  before = 0,
  after = 0,
  spare = 4,
}: ListWindowOptions): ListWindow {
  const { heights, measure } = useHeights(scroller, usual);
  const layout = useMemo<ListLayout>(
    () => ({ keys, heights, usual, gap, before, after }),
    [keys, heights, usual, gap, before, after],
  );
  const starts = useMemo(() => startsOf(layout), [layout]);
  const sight = useSight(scroller);

  const first = Math.max(0, rowAt(starts, sight.top) - spare);
  const last = Math.min(keys.length - 1, rowAt(starts, sight.top + sight.height) + spare);
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => ({
    index: first + offset,
    start: starts[first + offset] ?? 0,
  }));

  function bring(index: number) {
    const box = scroller.current;
    if (!box) return;
    const top = (starts[index] ?? 0) - before;
    const bottom = (starts[index + 1] ?? 0) - gap + after;
    if (top < box.scrollTop) box.scrollTo({ top });
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTo({ top: bottom - box.clientHeight });
  }
  return { total: totalOf(starts, layout), rows, measure, bring };
}

/** Scrolling by less is no news. */
const stepPx = 24;

/** What part of a scroller is seen. */
function useSight(scroller: RefObject<HTMLElement | null>): { readonly top: number; readonly height: number } {
  const [sight, setSight] = useState({ top: 0, height: 0 });
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const look = () => {
      const now = { top: box.scrollTop, height: box.clientHeight };
      setSight((seen) => (Math.abs(seen.top - now.top) < stepPx && seen.height === now.height ? seen : now));
    };
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

/** Watches the heights of drawn rows. A row above the sight that changes moves the scroll by as much, so that nothing jumps. */
function useHeights(
  scroller: RefObject<HTMLElement | null>,
  usual: number,
): { readonly heights: ReadonlyMap<string, number>; readonly measure: RefCallback<HTMLElement> } {
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const known = useRef(new Map<string, number>());
  const observer = useRef<ResizeObserver>(undefined);
  useEffect(() => () => observer.current?.disconnect(), []);

  const note = useCallback(
    (row: Element) => {
      if (!(row instanceof HTMLElement)) return false;
      const key = row.dataset['key'];
      const height = row.offsetHeight;
      // A row that is not laid out (hidden, or already gone) says nothing about its height.
      if (key === undefined || height === 0 || known.current.get(key) === height) return false;
      const box = scroller.current;
      const isAbove = box !== null && row.getBoundingClientRect().bottom < box.getBoundingClientRect().top;
      if (isAbove) box.scrollBy({ top: height - (known.current.get(key) ?? usual) });
      known.current.set(key, height);
      return true;
    },
    [scroller, usual],
  );
  const measure = useCallback<RefCallback<HTMLElement>>(
    (row) => {
      if (!row) return;
      observer.current ??= new ResizeObserver((entries) => {
        if (entries.map(({ target }) => note(target)).includes(true)) setHeights(new Map(known.current));
      });
      const watching = observer.current;
      watching.observe(row);
      return () => watching.unobserve(row);
    },
    [note],
  );
  return { heights, measure };
}
