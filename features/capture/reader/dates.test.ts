import { expect, test } from 'vitest';
import { type DayContext, readDay } from './dates.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const at = (language: string, host = 'jobs.acme.com'): DayContext => ({ now, language, address: new URL(`https://${host}/`) });

test.for([
  ['2026-11-05T23:10:00Z', 'en', '2026-11-05'],
  ['Posted Nov 5, 2026', 'en', '2026-11-05'],
  ['5th November 2026', 'en-GB', '2026-11-05'],
  ['Thursday, November 05, 2026', 'en', '2026-11-05'],
  ['11/05/2026', 'en-US', '2026-11-05'],
  ['05/11/2026', 'en-GB', '2026-11-05'],
  ['25/11/2026', 'en-US', '2026-11-25'],
  ['5.11.2026', 'de', '2026-11-05'],
  ['5. März 2026', 'de', '2026-03-05'],
  ['5. července 2026', 'cs', '2026-07-05'],
  ['5. června 2026', 'cs', '2026-06-05'],
  ['5 мая 2026', 'ru', '2026-05-05'],
  ['5 août 2026', 'fr', '2026-08-05'],
  ['5 de enero de 2026', 'es', '2026-01-05'],
  ['5 października 2026', 'pl', '2026-10-05'],
  ['05-Nov-2026', 'en', '2026-11-05'],
  ['2026/11/5', 'en', '2026-11-05'],
  ['17 ноября', 'ru', '2026-11-17'],
  ['December 12', 'en', '2025-12-12'],
  ['today', 'en', '2026-11-20'],
  ['včera', 'cs', '2026-11-19'],
  ['3 days ago', 'en', '2026-11-17'],
  ['vor 2 Wochen', 'de', '2026-11-06'],
  ['il y a 5 jours', 'fr', '2026-11-15'],
  ['před 4 dny', 'cs', '2026-11-16'],
  ['6d ago', 'en', '2026-11-14'],
  ['16 hours ago', 'en', '2026-11-20'],
  ['30+ days ago', 'en', null],
  ['31 February 2026', 'en', null],
  ['Room 12/45/2026', 'en', null],
  ['40 hours a week', 'en', null],
  ['until filled', 'en', null],
] as const)('%s (%s) is the day %s', ([text, language, day]) => {
  expect(readDay(text, at(language))).toBe(day);
});

test('a closing day without a year is the next one', () => {
  expect(readDay('12 December', at('en'), true)).toBe('2026-12-12');
  expect(readDay('3 January', at('en'), true)).toBe('2027-01-03');
});
