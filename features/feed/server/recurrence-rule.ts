/** A task that comes again, as calendars say it. Only the open one is a promise: the days after it are where the series would fall. */
import { addDays, dueAt, nextOccurrence, type CalendarDate, type Due, type Recurrence, type Task } from '@sotto/domain';
import { dateText, instantText, lastDate } from './calendar-file.ts';

/** Days of a series that are shown after its open task. */
const daysShown = 366;
/** The last day that every month has, and the last that any has. */
const [lastOfAll, lastOfAny] = [28, 31];

/**
 * RRULE of a task; `null`: it does not come again, was put on a day that its series does not have, or comes on a 29th or 30th,
 * which in February is another day: the rule that says so (BYSETPOS over days of the month) is read wrongly by Thunderbird.
 */
export function recurrenceRule({ repeat, due, seriesFrom }: Pick<Task, 'repeat' | 'due' | 'seriesFrom'>): string | null {
  if (repeat === null || due === null) return null;
  const from = seriesFrom ?? due.on;
  const rule = isOfSeries(repeat, from, due.on) ? ruleOf(repeat, from) : null;
  return rule && `${rule};UNTIL=${untilText(due)}`;
}

function isOfSeries(repeat: Recurrence, from: CalendarDate, on: CalendarDate): boolean {
  return on === from || (on > from && nextOccurrence(repeat, { from, after: addDays(on, -1) }) === on);
}

function ruleOf({ every, unit }: Recurrence, from: CalendarDate): string | null {
  if (unit === 'day') return `FREQ=DAILY;INTERVAL=${every}`;
  if (unit === 'week') return `FREQ=WEEKLY;INTERVAL=${every}`;
  const day = Number(from.slice(8));
  if (day > lastOfAll && day < lastOfAny) return null;
  // The 31st is the last day of a month that has none.
  return `FREQ=MONTHLY;INTERVAL=${every};BYMONTHDAY=${day === lastOfAny ? -1 : day}`;
}

/** Of the type of the beginning: a day, or UTC for a time. */
function untilText(due: Due): string {
  const far = addDays(due.on, daysShown);
  // Beyond the year 9999 dates are written longer, with a sign: then it stands once.
  const last = { ...due, on: far < lastDate && far.length === lastDate.length ? far : due.on };
  const at = dueAt(last);
  return at === null ? dateText(last.on) : instantText(at);
}
