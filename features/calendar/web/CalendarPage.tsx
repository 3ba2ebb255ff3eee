/** The calendar: everything that has a day or a time, as a month, a week or a list; moved by hand. */
import '@sotto/ui/stage.css';
import './calendar.css';
import { Button, Empty, later, Skeleton } from '@sotto/ui';
import { openInterview } from '@sotto/features/interviews/web';
import { openTask } from '@sotto/features/tasks/web';
import { useTitle } from '@sotto/ui/app';
import type { CalendarDate } from '@sotto/domain';
import { useEffect, useMemo, useState } from 'react';
import { entryKinds, type CalendarItem, type CalendarView } from '../api.ts';
import { type CalendarActs, CalendarActsContext, keyOf } from './acts.ts';
import { CalendarHead } from './CalendarHead.tsx';
import { CalendarKeys } from './CalendarKeys.tsx';
import { itemsByDay } from './days.ts';
import { useDrops } from './drag-state.ts';
import { useLooks } from './looks.ts';
import { type Place, usePlace } from './place.ts';
import { useCalendar, useEntryActs } from './queries.ts';
import { texts } from './texts.ts';
import { titles } from './titles.ts';
import { useNow } from './use-now.ts';
import { useWords } from './words.ts';

const views = {
  month: later(() => import('./MonthView.tsx')),
  week: later(() => import('./WeekView.tsx')),
  agenda: later(() => import('./AgendaView.tsx')),
} as const;
const MoveDialog = later(() => import('./MoveDialog.tsx'));
const ForApplication = later(() => import('./ForApplication.tsx'));

/** What stands open over the calendar. */
type Asked = { readonly where: CalendarItem } | { readonly interviewOn: CalendarDate } | null;

export function CalendarPage() {
  const place = usePlace();
  const query = useCalendar(place);
  const words = useWords();
  const lookOf = useLooks();
  const entryActs = useEntryActs(place, words);
  const [asked, setAsked] = useState<Asked>(null);
  useTitle(titles.calendar);
  // Beside what stands on the days, not after it.
  useEffect(() => void Promise.allSettled([views[place.view].preload()]), [place.view]);
  const acts: CalendarActs = {
    ...entryActs,
    place,
    words,
    lookOf,
    askWhere: (where) => setAsked({ where }),
    addInterview: (interviewOn) => setAsked({ interviewOn }),
  };
  const close = () => setAsked(null);
  return (
    <CalendarActsContext value={acts}>
      <CalendarHead place={place} />
      {query.data && <Shown place={place} calendar={query.data} acts={acts} />}
      {!query.data && (query.isError ? <Failed again={() => void query.refetch()} /> : <Waiting />)}
      {asked !== null && 'where' in asked && (
        <MoveDialog item={asked.where} zone={place.zone} onMove={(target) => acts.move(asked.where, target)} onClose={close} />
      )}
      {asked !== null && 'interviewOn' in asked && (
        <ForApplication
          onClose={close}
          onChoose={({ id, company }) => {
            close();
            openInterview({ applicationId: id, company, day: asked.interviewOn });
          }}
        />
      )}
    </CalendarActsContext>
  );
}

interface ShownProps {
  readonly place: Place;
  readonly calendar: CalendarView;
  readonly acts: CalendarActs;
}

function Shown({ place, calendar: { items, more }, acts }: ShownProps) {
  const byDay = useMemo(() => itemsByDay(items), [items]);
  const moreByDay = useMemo(() => new Map(more.map(({ on, count }) => [on, count])), [more]);
  const now = useNow();
  useDrops((key, { day, time }) => {
    const item = items.find((one) => keyOf(one) === key);
    if (item) acts.move(item, time === undefined ? { day } : { day, time });
  });
  const View = views[place.view];
  const isEmpty = items.length === 0;
  if (isEmpty && place.view === 'agenda') return <NothingHere place={place} />;
  return (
    <>
      {isEmpty && <NothingNote place={place} />}
      <View byDay={byDay} more={moreByDay} now={now} />
      <CalendarKeys items={items} />
    </>
  );
}

/** Above an empty month or week, which still takes what one adds. */
function NothingNote({ place: { view, kinds, go } }: { readonly place: Place }) {
  return (
    <p className="calendar-empty" role="status">
      {view === 'month' ? texts.emptyMonth : texts.emptyWeek}{' '}
      {kinds.length < entryKinds.length ? (
        <button type="button" className="link" onClick={() => go({ only: null })}>
          {texts.showAll}
        </button>
      ) : (
        texts.emptyLead
      )}
    </p>
  );
}

function NothingHere({ place: { on, kinds, go } }: { readonly place: Place }) {
  const isNarrow = kinds.length < entryKinds.length;
  return (
    <>
      <Empty
        title={texts.emptyTitle}
        action={
          isNarrow ? (
            <Button onClick={() => go({ only: null })}>{texts.showAll}</Button>
          ) : (
            <Button onClick={() => openTask({ on })}>{texts.newTask}</Button>
          )
        }
      >
        {isNarrow ? texts.emptyShown : texts.emptyLead}
      </Empty>
      <CalendarKeys items={[]} />
    </>
  );
}

function Failed({ again }: { readonly again: () => void }) {
  return <Empty title={texts.failed} action={<Button onClick={again}>{texts.tryAgain}</Button>} />;
}

function Waiting() {
  return (
    <div className="calendar-waiting">
      <Skeleton lines={8} height="3rem" />
    </div>
  );
}
