/** Where the calendar stands, as its address says: view, day, kinds. */
import { calendarViews, spanOf, type CalendarDate, type CalendarViewName, type DaySpan, type WeekStart } from '@sotto/domain';
import { useFormat, useSettings } from '@sotto/features/settings/web';
import { isPhone } from '@sotto/ui';
import { navigate, useSearch } from '@sotto/ui/app';
import { useMemo } from 'react';
import { entryKinds, type EntryKind } from '../api.ts';
import { calendarLinks, type Standing } from './links.ts';

export interface Place {
  readonly view: CalendarViewName;
  readonly on: CalendarDate;
  readonly today: CalendarDate;
  /** The person's zone. */
  readonly zone: string;
  readonly weekStart: WeekStart;
  /** The days that are shown. */
  readonly span: DaySpan;
  readonly kinds: readonly EntryKind[];
  /** Elsewhere; what is not said stays. Going on keeps no trace in the history, another view does. */
  go(standing: Standing): void;
}

export function usePlace(): Place {
  const search = useSearch();
  const format = useFormat();
  const settings = useSettings();
  const today = format.today();
  const zone = settings?.zone ?? 'UTC';
  const weekStart = settings?.weekStart ?? 'monday';
  const { view: saidView, on: saidOn, only } = search;
  return useMemo((): Place => {
    const view = calendarViews.find((one) => one === saidView) ?? (isPhone() ? 'agenda' : 'month');
    const on = isDay(saidOn) ? saidOn : today;
    const named = typeof only === 'string' ? entryKinds.filter((kind) => only.split(',').includes(kind)) : [];
    const text = (value: unknown) => (typeof value === 'string' ? value : null);
    const standing: Standing = { view: text(saidView), on: text(saidOn), only: text(only) };
    return {
      view,
      on,
      today,
      zone,
      weekStart,
      span: spanOf(view, on, weekStart),
      kinds: named.length === 0 ? entryKinds : named,
      go: (next) => navigate({ ...calendarLinks.calendar({ ...standing, ...next }), replace: next.view === undefined }),
    };
  }, [saidView, saidOn, only, today, zone, weekStart]);
}

/** A day that exists, as an address names it. */
function isDay(text: unknown): text is CalendarDate {
  if (typeof text !== 'string' || !/^(?:19|2\d)\d{2}-\d\d-\d\d$/.test(text)) return false;
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
