/** The calendar without a mouse: back and on, views, and Alt with an arrow for what is focused. */
import { addDays, stepOf } from '@sotto/domain';
import { useShortcut } from '@sotto/ui/app';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { CalendarItem } from '../api.ts';
import { keyOf, useCalendarActs } from './acts.ts';
import { canHaveTime, canMove, type Target } from './moves.ts';
import { texts } from './texts.ts';

const halfHour = 30;

export function CalendarKeys({ items }: { readonly items: readonly CalendarItem[] }) {
  const acts = useCalendarActs();
  const { view, on, go } = acts.place;
  const follow = useFollowedEntry();

  function moveBy(days: number, minutes = 0): void {
    const key = document.activeElement?.closest<HTMLElement>('[data-entry]')?.dataset['entry'];
    const item = items.find((one) => keyOf(one) === key);
    if (!item || !canMove(item)) return;
    follow(keyOf(item));
    acts.move(item, targetOf(item, days, minutes));
  }
  const isWeek = view === 'week';
  useShortcut('ArrowLeft', texts.keys.before, () => go({ on: stepOf(view, on, -1) }));
  useShortcut('ArrowRight', texts.keys.after, () => go({ on: stepOf(view, on, 1) }));
  useShortcut('t', texts.keys.today, () => go({ on: null }));
  useShortcut('m', texts.keys.month, () => go({ view: 'month' }));
  useShortcut('w', texts.keys.week, () => go({ view: 'week' }));
  useShortcut('a', texts.keys.agenda, () => go({ view: 'agenda' }));
  useShortcut('Alt+ArrowLeft', texts.keys.move, () => moveBy(-1));
  useShortcut('Alt+ArrowRight', texts.keys.move, () => moveBy(1), true);
  useShortcut('Alt+ArrowUp', texts.keys.move, () => (isWeek ? moveBy(0, -halfHour) : moveBy(-7)), true);
  useShortcut('Alt+ArrowDown', texts.keys.move, () => (isWeek ? moveBy(0, halfHour) : moveBy(7)), true);
  return null;
}

/** Keeps the focus on an entry that stands in another day after its move, as another element, until the person goes elsewhere. */
function useFollowedEntry(): (key: string) => void {
  const followed = useRef<string | null>(null);
  const linkOf = (key: string) => document.querySelector<HTMLElement>(`[data-entry="${key}"]`);
  useLayoutEffect(() => {
    const link = followed.current === null ? null : linkOf(followed.current);
    if (link && link !== document.activeElement) link.focus();
  });
  useEffect(() => {
    const leave = ({ target }: Event) => {
      if (!(target instanceof HTMLElement) || target.dataset['entry'] !== followed.current) followed.current = null;
    };
    document.addEventListener('focusin', leave);
    document.addEventListener('pointerdown', leave);
    return () => {
      document.removeEventListener('focusin', leave);
      document.removeEventListener('pointerdown', leave);
    };
  }, []);
  return (key) => {
    followed.current = key;
  };
}

/** By days, keeping its time; or by minutes, which may lead into another day. */
function targetOf(item: CalendarItem, days: number, minutes: number): Target {
  if (minutes === 0 || item.time === null || !canHaveTime(item)) return { day: addDays(item.on, days) };
  const at = new Date(Date.parse(`${item.time.from}Z`) + minutes * 60_000).toISOString();
  return { day: at.slice(0, 10), time: at.slice(11, 16) };
}
