/**
 * A grid of days by keys: Tab comes to one day, arrows go to the days beside it and on into the days before and after, Tab
 * goes on to what stands on it. Alt with an arrow moves what is focused.
 */
import { addDays, daysBetween, type CalendarDate } from '@sotto/domain';
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Place } from './place.ts';

export interface DayGrid {
  readonly ref: RefObject<HTMLDivElement | null>;
  /** The day that Tab comes to. */
  readonly reached: CalendarDate;
  /** On the element around all days. */
  readonly handlers: {
    onKeyDown(event: KeyboardEvent): void;
    onFocus(event: { readonly target: EventTarget }): void;
  };
}

const stepOf: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** `hasRows`: days stand in weeks beneath each other. */
export function useDayGrid({ on, span, go }: Place, hasRows: boolean): DayGrid {
  const ref = useRef<HTMLDivElement>(null);
  const wanted = useRef<{ day: CalendarDate; part: string } | null>(null);
  const [said, setSaid] = useState<CalendarDate | null>(null);
  const reached = said !== null && said >= span.from && said <= span.to ? said : on;
  useLayoutEffect(() => {
    const cell = wanted.current === null ? null : cellOf(ref.current, wanted.current.day, wanted.current.part);
    if (cell === null) return;
    wanted.current = null;
    cell.focus();
  });

  function reach(day: CalendarDate, part: string): void {
    wanted.current = { day, part };
    setSaid(day);
    if (day < span.from || day > span.to) go({ on: day });
  }
  return {
    ref,
    reached,
    handlers: {
      onFocus: ({ target }) => {
        const day = cellAround(target)?.dataset['day'];
        if (day !== undefined && day !== reached) setSaid(day);
      },
      onKeyDown(event) {
        const cell = cellAround(event.target);
        const day = cell?.dataset['day'];
        if (!cell || day === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
        const part = cell.dataset['part'] ?? '';
        const step = stepOf[event.key] ?? 0;
        const isUpOrDown = Math.abs(step) === 7;
        const inWeek = daysBetween(span.from, day) % 7;
        if (isUpOrDown && event.target !== cell) stepWithin(event.target, cell, step);
        else if (isUpOrDown && !hasRows) cellOf(ref.current, day, step < 0 ? 'due' : 'hours')?.focus();
        else if (step !== 0) reach(addDays(day, step), part);
        else if (event.key === 'Home') reach(addDays(day, -inWeek), part);
        else if (event.key === 'End') reach(addDays(day, 6 - inWeek), part);
        else if (event.key === 'Enter' && event.target === cell) entriesIn(cell)[0]?.focus();
        else if (event.key === 'Escape' && event.target !== cell) cell.focus();
        else return;
        event.preventDefault();
      },
    },
  };
}

function cellOf(grid: HTMLElement | null, day: CalendarDate, part: string): HTMLElement | null {
  return grid?.querySelector<HTMLElement>(`[data-day="${day}"]${part === '' ? '' : `[data-part="${part}"]`}`) ?? null;
}

function cellAround(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-day]') : null;
}

function entriesIn(cell: HTMLElement): HTMLElement[] {
  return [...cell.querySelectorAll<HTMLElement>('[data-entry]')];
}

/** Up and down among the entries of a day, and from the first to the day itself. */
function stepWithin(target: EventTarget, cell: HTMLElement, step: number): void {
  const entries = entriesIn(cell);
  const index = entries.findIndex(
    (entry) => entry === target || (target instanceof Node && entry.parentElement?.contains(target)),
  );
  const next = entries[index + Math.sign(step)];
  if (next) next.focus();
  else if (step < 0) cell.focus();
}
