/** A month: whole weeks, each day with what stands on it, as much as fits. */
import './month.css';
import { daysOfWeek, type CalendarDate, weekOf, weeksOfMonth } from '@sotto/domain';
import { classes, isPhone, Popover } from '@sotto/ui';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { CalendarItem } from '../api.ts';
import { useCalendarActs } from './acts.ts';
import { AddOnDay } from './AddOnDay.tsx';
import { DayList } from './AgendaView.tsx';
import { isPast, noItems } from './days.ts';
import { useDayTarget, useLandingOn } from './drag-state.ts';
import { Entry, EntryMark } from './Entry.tsx';
import { texts } from './texts.ts';
import { useDayGrid } from './use-grid.ts';
import type { ViewProps } from './view.ts';

export default function MonthView({ byDay, more, now }: ViewProps) {
  const { place, words } = useCalendarActs();
  const { ref, reached, handlers } = useDayGrid(place, true);
  const weeks = weeksOfMonth(place.on, place.weekStart);
  const lines = useLinesThatFit(ref, weeks.length);
  return (
    <div className="month-view">
      <div ref={ref} className="month" role="grid" aria-label={words.title(place)} {...handlers}>
        <div className="month-head" role="row">
          {daysOfWeek(weekOf(place.on, place.weekStart).from).map((day) => (
            <span key={day} role="columnheader" aria-label={words.format.longWeekday(day)}>
              {words.format.weekday(day)}
            </span>
          ))}
        </div>
        {weeks.map((week) => (
          <div key={week[0]} className="month-week" role="row">
            {week.map((day) => (
              <Day
                key={day}
                day={day}
                items={byDay.get(day) ?? noItems}
                more={more.get(day) ?? 0}
                lines={lines}
                reachable={day === reached}
                now={now}
              />
            ))}
          </div>
        ))}
      </div>
      {isPhone() && (
        <section className="month-chosen" aria-label={words.day(reached)}>
          <DayList day={reached} items={byDay.get(reached) ?? noItems} more={more.get(reached) ?? 0} now={now} />
        </section>
      )}
    </div>
  );
}

interface DayProps {
  readonly day: CalendarDate;
  readonly items: readonly CalendarItem[];
  /** Of the day, beyond `items`. */
  readonly more: number;
  /** As many as fit. */
  readonly lines: number;
  readonly reachable: boolean;
  readonly now: string;
}

function Day({ day, items, more, lines, reachable, now }: DayProps) {
  const cell = useRef<HTMLDivElement>(null);
  const { place, words } = useCalendarActs();
  const landing = useLandingOn(day) !== undefined;
  useDayTarget(cell, day, 'day');
  const fits = items.length + more <= lines;
  const shown = fits ? items : items.slice(0, lines - 1);
  const isOther = day.slice(0, 7) !== place.on.slice(0, 7);
  return (
    <div
      ref={cell}
      role="gridcell"
      className={classes('month-day', isOther && 'other', landing && 'landing')}
      data-day={day}
      tabIndex={reachable ? 0 : -1}
      aria-label={`${words.day(day)}, ${items.length + more}`}
      aria-current={day === place.today ? 'date' : undefined}
    >
      <div className="day-line">
        <span className="date" aria-hidden>
          {Number(day.slice(8))}
        </span>
        <AddOnDay day={day} reachable={reachable} />
      </div>
      <div className="month-items">
        {shown.map((item) => (
          <Entry key={`${item.what} ${item.id}`} item={item} as="line" reachable={reachable} past={isPast(item, now)} />
        ))}
        {!fits && (
          <More day={day} count={items.length - shown.length + more} reachable={reachable}>
            <DayList day={day} items={items} more={more} now={now} />
          </More>
        )}
      </div>
      <Marks items={items} />
    </div>
  );
}

const mostMarks = 3;

/** What stands on a day where there is no room for words. */
function Marks({ items }: { readonly items: readonly CalendarItem[] }) {
  const { lookOf } = useCalendarActs();
  return (
    <span className="month-marks" aria-hidden>
      {items.slice(0, mostMarks).map((item) => (
        <span key={`${item.what} ${item.id}`} data-stage={lookOf(item)}>
          <EntryMark item={item} />
        </span>
      ))}
    </span>
  );
}

interface MoreProps {
  readonly day: CalendarDate;
  readonly count: number;
  readonly reachable: boolean;
  readonly children: React.ReactNode;
}

/** `+3 more`: opens the whole day. */
function More({ day, count, reachable, children }: MoreProps) {
  const { words } = useCalendarActs();
  return (
    <Popover
      label={words.day(day)}
      trigger={(props) => (
        <button
          type="button"
          className="month-more"
          aria-label={texts.moreOn(count, words.day(day))}
          {...props}
          tabIndex={reachable ? 0 : -1}
        >
          {texts.more(count)}
        </button>
      )}
    >
      {() => <div className="month-popover">{children}</div>}
    </Popover>
  );
}

const headHeight = 30;
const lineHeight = 21;
const usualLines = 4;

/** Lines that a day has room for, by the height of the grid. */
function useLinesThatFit(grid: RefObject<HTMLElement | null>, weeks: number): number {
  const [lines, setLines] = useState(usualLines);
  useEffect(() => {
    const { current } = grid;
    if (current === null) return;
    const watcher = new ResizeObserver(() => {
      const week = current.querySelector('.month-week');
      const room = (week?.clientHeight ?? 0) - headHeight;
      setLines(Math.max(2, Math.floor(room / lineHeight)));
    });
    watcher.observe(current);
    return () => watcher.disconnect();
    // A month of six weeks has lower days than one of four.
  }, [grid, weeks]); // oxlint-disable-line react/exhaustive-effect-dependencies -- as said above
  return lines;
}
