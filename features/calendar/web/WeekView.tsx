/** A week: what is due on each day, and beneath it the hours. */
import './week.css';
import { daysOfWeek, lanesOf, type CalendarDate } from '@sotto/domain';
import { classes } from '@sotto/ui';
import { useLayoutEffect, useRef } from 'react';
import type { CalendarItem } from '../api.ts';
import { useCalendarActs } from './acts.ts';
import { AddOnDay } from './AddOnDay.tsx';
import { isPast, noItems } from './days.ts';
import { useDayTarget, useLandingOn } from './drag-state.ts';
import { Entry } from './Entry.tsx';
import { texts } from './texts.ts';
import { useDayGrid } from './use-grid.ts';
import type { ViewProps } from './view.ts';
import { aboutOf, nameOf } from './words.ts';

const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
const dayMinutes = 1_440;
/** Where the day begins to be seen, unless something is earlier. */
const usualFirst = 8 * 60;

export default function WeekView({ byDay, more, now }: ViewProps) {
  const { place, words } = useCalendarActs();
  const { ref, reached, handlers } = useDayGrid(place, false);
  const days = daysOfWeek(place.span.from);
  const scroller = useRef<HTMLDivElement>(null);
  useScrollToDay(scroller, days, { byDay, on: place.on });
  return (
    <div ref={scroller} className="week-view">
      <div ref={ref} className="hours-grid" role="grid" aria-label={words.title(place)} {...handlers}>
        <div className="week-head" role="rowgroup">
          <div className="week-row" role="row">
            <span className="corner" role="gridcell" aria-label={texts.hours} />
            {days.map((day) => (
              <DayHead key={day} day={day} reachable={day === reached} />
            ))}
          </div>
          <div className="week-row" role="row">
            <span className="corner" role="rowheader">
              {texts.due}
            </span>
            {days.map((day) => (
              <Due
                key={day}
                day={day}
                items={byDay.get(day) ?? noItems}
                more={more.get(day) ?? 0}
                reachable={day === reached}
                now={now}
              />
            ))}
          </div>
        </div>
        <div role="rowgroup">
          <div className="week-row hours-row" role="row">
            <span className="hours" role="gridcell" aria-label={texts.hours}>
              {hours.map((hour) => (
                <span key={hour} aria-hidden>
                  {words.clock(`${place.on}T${hour}`)}
                </span>
              ))}
            </span>
            {days.map((day) => (
              <Hours key={day} day={day} items={byDay.get(day) ?? noItems} reachable={day === reached} now={now} />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

function DayHead({ day, reachable }: { readonly day: CalendarDate; readonly reachable: boolean }) {
  const { place, words } = useCalendarActs();
  return (
    <span className={classes('day-head', day === place.today && 'now')} role="columnheader" aria-label={words.day(day)}>
      <span>{words.format.weekday(day)}</span>
      <b>{Number(day.slice(8))}</b>
      <AddOnDay day={day} reachable={reachable} />
    </span>
  );
}

interface CellProps {
  readonly day: CalendarDate;
  readonly items: readonly CalendarItem[];
  readonly reachable: boolean;
  readonly now: string;
}

/** What has no time. */
function Due({ day, items, more, reachable, now }: CellProps & { readonly more: number }) {
  const cell = useRef<HTMLDivElement>(null);
  const { words } = useCalendarActs();
  const landing = useLandingOn(day) === null;
  useDayTarget(cell, day, 'due');
  const whole = items.filter(({ time }) => time === null);
  return (
    <div
      ref={cell}
      role="gridcell"
      className={classes('all-day', landing && 'landing')}
      data-day={day}
      data-part="due"
      tabIndex={reachable ? 0 : -1}
      aria-label={`${texts.due}, ${words.day(day)}, ${whole.length + more}`}
    >
      {whole.map((item) => (
        <Entry key={`${item.what} ${item.id}`} item={item} as="line" reachable={reachable} past={isPast(item, now)} />
      ))}
      {more > 0 && <span className="faint">{texts.more(more)}</span>}
    </div>
  );
}

/** What has a time, at its time; side by side where two overlap. */
function Hours({ day, items, reachable, now }: CellProps) {
  const cell = useRef<HTMLDivElement>(null);
  const { place, words } = useCalendarActs();
  const landing = useLandingOn(day);
  useDayTarget(cell, day, 'hours');
  const timed = items.flatMap((item) => (item.time === null ? [] : [{ item, ...stretchOn(day, item.time) }]));
  const lanes = lanesOf(timed);
  return (
    <div
      ref={cell}
      role="gridcell"
      className={classes('slots', isWeekend(day) && 'off', typeof landing === 'string' && 'landing')}
      data-day={day}
      data-part="hours"
      tabIndex={-1}
      aria-label={`${texts.hours}, ${words.day(day)}, ${timed.length}`}
    >
      {timed.map(({ item, start, end }, index) => {
        const { lane, of } = lanes[index] ?? { lane: 0, of: 1 };
        return (
          <Entry
            key={`${item.what} ${item.id}`}
            item={item}
            as="block"
            reachable={reachable}
            past={isPast(item, now)}
            style={{
              insetBlockStart: percent(start / dayMinutes),
              blockSize: percent((end - start) / dayMinutes),
              insetInlineStart: percent(lane / of),
              inlineSize: percent(1 / of),
            }}
          >
            <Told item={item} minutes={end - start} />
          </Entry>
        );
      })}
      {typeof landing === 'string' && landing !== 'day' && (
        <span className="landing-line" style={{ insetBlockStart: percent(minutesOf(landing) / dayMinutes) }}>
          {words.clock(`${day}T${landing}`)}
        </span>
      )}
      {day === place.today && (
        <span
          className="now-line"
          role="img"
          aria-label={texts.now(words.clock(now))}
          style={{ insetBlockStart: percent(minutesOf(now.slice(11)) / dayMinutes) }}
        />
      )}
    </div>
  );
}

/** Name, time and the rest; what is short has them on one line. */
function Told({ item, minutes }: { readonly item: CalendarItem; readonly minutes: number }) {
  const { words } = useCalendarActs();
  const isShort = minutes < fullMinutes;
  const time = item.time === null ? '' : words.clock(item.time.from);
  const rest = [time, words.elsewhere(item), aboutOf(item)].filter(Boolean).join(', ');
  return (
    <span className={classes('told', isShort && 'short')}>
      <b>{nameOf(item)}</b>
      <span style={{ WebkitLineClamp: Math.max(1, Math.floor((minutes - headMinutes) / lineMinutes)) }}>
        {isShort ? time : rest}
      </span>
    </span>
  );
}

// An hour is 48 pixels high: what the name with its edges takes, and a line beneath it.
const headMinutes = 38;
const lineMinutes = 19;
/** Two lines have room from this length on. */
const fullMinutes = 55;
const leastMinutes = 30;

/** The minutes of a day that something takes; what is shorter than half an hour is drawn as long. */
function stretchOn(day: CalendarDate, { from, to }: NonNullable<CalendarItem['time']>): { start: number; end: number } {
  const start = from.slice(0, 10) < day ? 0 : minutesOf(from.slice(11));
  const end = to.slice(0, 10) > day ? dayMinutes : minutesOf(to.slice(11));
  const from30 = Math.min(start, dayMinutes - leastMinutes);
  return { start: from30, end: Math.max(end, from30 + leastMinutes) };
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

const percent = (part: number) => `${part * 100}%`;

function isWeekend(day: CalendarDate): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

/** Begins at eight, or at the earliest entry before that; again for another week, not for what is moved. */
function useScrollToDay(
  scroller: React.RefObject<HTMLDivElement | null>,
  days: readonly CalendarDate[],
  { byDay, on }: Pick<ViewProps, 'byDay'> & { readonly on: CalendarDate },
): void {
  const shown = useRef<string | null>(null);
  useLayoutEffect(() => {
    const { current } = scroller;
    const hoursRow = current?.querySelector<HTMLElement>('.hours-row');
    if (!current || !hoursRow || shown.current === days[0]) return;
    shown.current = days[0] ?? null;
    const starts = days.flatMap((day) =>
      (byDay.get(day) ?? noItems).flatMap(({ time }) => (time ? stretchOn(day, time).start : [])),
    );
    const first = Math.min(usualFirst, ...starts);
    // On a phone the days go on to the right.
    const left = (days.indexOf(on) * (hoursRow.scrollWidth - (hoursRow.firstElementChild?.clientWidth ?? 0))) / days.length;
    current.scrollTo({ top: (hoursRow.offsetHeight * Math.max(0, first - 15)) / dayMinutes, left });
  });
}
