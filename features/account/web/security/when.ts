/** Days as Security says them: near ones by name, the others by date, without the year while it is this one. */
import { useFormat, useSettings } from '@sotto/features/settings/web';
import { useMemo } from 'react';
import { texts } from '../texts-security.ts';

export interface When {
  /** `today`, `on Monday`, `on 9 November`. Takes `YYYY-MM-DD`. */
  on(date: string): string;
  /** `9 November`, with the year when it is another. Takes an instant. */
  since(instant: string): string;
  /** `tomorrow`, `on 9 December`. Takes an instant. */
  ends(instant: string): string;
  /** `11:20` today, `yesterday`, else the date. Takes an instant. */
  lately(instant: string): string;
}

export function useWhen(): When {
  const format = useFormat();
  const settings = useSettings();
  const locale = settings?.locale ?? navigator.language;
  const zone = settings?.zone;
  return useMemo(() => {
    const near = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
    const thisYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
    const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', ...(zone && { timeZone: zone }) });
    const isThisYear = (date: string) => date.slice(0, 4) === format.today().slice(0, 4);
    const plain = (date: string) => (isThisYear(date) ? thisYear.format(Date.parse(date)) : format.longDay(date));
    const on = (date: string) => {
      const away = format.daysAway(date);
      if (Math.abs(away) <= 1) return near.format(away, 'day');
      return texts.on(away < 0 && away > -7 ? weekday.format(Date.parse(date)) : plain(date));
    };
    return {
      on,
      since: (instant) => plain(format.dateOf(instant)),
      ends: (instant) => on(format.dateOf(instant)),
      lately(instant) {
        const away = format.daysAway(format.dateOf(instant));
        if (away === 0) return clock.format(Date.parse(instant));
        return away === -1 ? near.format(-1, 'day') : plain(format.dateOf(instant));
      },
    };
  }, [format, locale, zone]);
}
