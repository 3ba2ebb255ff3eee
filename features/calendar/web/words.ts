/** How days, times and entries read. */
import type { CalendarDate, WallTime } from '@sotto/domain';
import { type Format, useFormat, useSettings } from '@sotto/features/settings/web';
import { isPhone } from '@sotto/ui';
import { useMemo } from 'react';
import type { CalendarItem } from '../api.ts';
import type { Place } from './place.ts';
import { texts } from './texts.ts';

export interface Words {
  readonly format: Format;
  /** `November 2026`, `9–15 November`; with the year when it is another. */
  title(place: Pick<Place, 'view' | 'on' | 'span' | 'today'>): string;
  /** `14:00`, as the person's language writes it. Takes a wall time of their own zone. */
  clock(wall: WallTime): string;
  /** `Thursday 12 November`. */
  day(date: CalendarDate): string;
  /** `14:00–15:00`; empty for a whole day. */
  span(item: CalendarItem): string;
  /** `20:00 in Berlin`, with the day where it is another; `null`: it was agreed in the person's own zone. */
  elsewhere(item: CalendarItem): string | null;
}

export function useWords(): Words {
  const format = useFormat();
  const locale = useSettings()?.locale ?? navigator.language;
  const zone = useSettings()?.zone ?? 'UTC';
  return useMemo(() => wordsOf(format, locale, zone), [format, locale, zone]);
}

function wordsOf(format: Format, locale: string, here: string): Words {
  const utc = { timeZone: 'UTC' } as const;
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', ...utc });
  const length = isPhone() ? 'short' : 'long';
  const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: length, ...utc });
  const daysOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: length, year: 'numeric', ...utc });
  const hour = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', ...utc });
  const clock = (wall: WallTime) => hour.format(Date.parse(`${wall}Z`));
  return {
    format,
    clock,
    day: (date) => format.fullDay(date),
    title: ({ view, on, span, today }) => {
      if (view === 'month') return month.format(Date.parse(on));
      const thisYear = [span.from, span.to].every((day) => day.slice(0, 4) === today.slice(0, 4));
      const range = thisYear ? days : daysOfYear;
      return range.formatRange(Date.parse(span.from), Date.parse(span.to)).replaceAll(/\s*–\s*/g, '–');
    },
    span: ({ what, time }) => {
      if (time === null) return '';
      return what === 'task' || time.from === time.to ? clock(time.from) : `${clock(time.from)}–${clock(time.to)}`;
    },
    elsewhere: ({ time }) => {
      if (time === null || time.zone === here || time.startsAt === time.from) return null;
      const day = time.startsAt.slice(0, 10);
      const there = clock(time.startsAt);
      return texts.elsewhere(day === time.from.slice(0, 10) ? there : `${format.weekday(day)} ${there}`, cityOf(time.zone));
    },
  };
}

/** `America/New_York`: `New York`. */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** What an entry is called: in the person's words, or by its company. */
export function nameOf({ what, title, application }: CalendarItem): string {
  const company = application?.company.name ?? '';
  if (what === 'closing') return texts.closes(company);
  if (what === 'respond_by') return texts.answer(company);
  return title ?? company;
}

/** What more there is to say of it: how an interview is held and with whom, whom a task is for. Empty where there is nothing. */
export function aboutOf({ what, title, sort, number, people, application, about, repeats }: CalendarItem): string {
  if (what === 'interview') {
    const held = texts.sorts[sort ?? ''] ?? texts.sorts['other'] ?? '';
    return texts.with(number === null ? held : texts.round(number, held), people);
  }
  const named = title === null ? application?.title : (application?.company.name ?? about);
  return [named, repeats ? texts.repeats : ''].filter(Boolean).join(', ');
}

/** Everything of it in a sentence, for who hears it. */
export function toldOf(words: Words, item: CalendarItem): string {
  const parts = [
    words.span(item),
    texts.kind[item.what],
    nameOf(item),
    aboutOf(item),
    words.elsewhere(item),
    texts.states[item.state],
  ];
  return parts.filter(Boolean).join(', ');
}
