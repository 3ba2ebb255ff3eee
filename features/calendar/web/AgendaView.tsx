/** A list by day of what is to come: for phones, and for reading. */
import './agenda.css';
import type { CalendarDate } from '@sotto/domain';
import { classes } from '@sotto/ui';
import type { CalendarItem } from '../api.ts';
import { useCalendarActs } from './acts.ts';
import { AddOnDay } from './AddOnDay.tsx';
import { isPast } from './days.ts';
import { Entry, EntryMark } from './Entry.tsx';
import { texts } from './texts.ts';
import type { ViewProps } from './view.ts';
import { aboutOf, nameOf } from './words.ts';

export default function AgendaView({ byDay, more, now }: ViewProps) {
  const { place } = useCalendarActs();
  const { from, to } = place.span;
  const days = [...byDay].filter(([day]) => day >= from && day <= to).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return (
    <div className="scroll">
      <div className="agenda">
        {days.map(([day, items]) => (
          <section key={day} className={classes('agenda-day', day === place.today && 'today')}>
            <DayList day={day} items={items} more={more.get(day) ?? 0} now={now} />
          </section>
        ))}
      </div>
    </div>
  );
}

export interface DayListProps {
  readonly day: CalendarDate;
  readonly items: readonly CalendarItem[];
  readonly more: number;
  readonly now: string;
}

/** A day with everything on it. */
export function DayList({ day, items, more, now }: DayListProps) {
  const { words } = useCalendarActs();
  return (
    <>
      <header className="agenda-head">
        <h2>{words.day(day)}</h2>
        <AddOnDay day={day} reachable />
      </header>
      {items.length === 0 && <p className="faint">{texts.nothingOn}</p>}
      <ul className="agenda-items">
        {items.map((item) => (
          <li key={`${item.what} ${item.id}`}>
            <AgendaEntry item={item} past={isPast(item, now)} />
          </li>
        ))}
      </ul>
      {more > 0 && <p className="faint">{texts.andMore(more)}</p>}
    </>
  );
}

function AgendaEntry({ item, past }: { readonly item: CalendarItem; readonly past: boolean }) {
  const { words } = useCalendarActs();
  const state = texts.states[item.state];
  const beneath = [aboutOf(item), words.elsewhere(item), state].filter(Boolean).join(' · ');
  return (
    <Entry item={item} as="line" reachable drags={false} past={past}>
      <span className="at">{item.time === null ? '' : words.span(item)}</span>
      <span className="what">
        <EntryMark item={item} />
        <span className="name">{nameOf(item)}</span>
        {beneath !== '' && <span className="about">{beneath}</span>}
      </span>
    </Entry>
  );
}
