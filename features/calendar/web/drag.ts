/** Dragging entries, loaded when a grid stands: pragmatic-drag-and-drop (mouse and touch) behind the three acts the calendar needs. */
import { draggable, dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { CalendarDate, ClockTime } from '@sotto/domain';

/** Where a dragged entry would land. `time`: absent in a month; `null` among what is due on the day. */
export interface Landing {
  readonly day: CalendarDate;
  readonly time?: ClockTime | null;
}

/** Makes an entry something to drag. Answers what ends it. */
export function dragEntry(element: HTMLElement, key: string): () => void {
  return draggable({
    element,
    getInitialData: ({ input }) => ({ entry: key, grabbed: input.clientY - element.getBoundingClientRect().top }),
  });
}

/** Makes a day a place to drop at. `part`: a whole day, what is due on it, or its hours. */
export function dropOnDay(element: HTMLElement, day: CalendarDate, part: 'day' | 'due' | 'hours'): () => void {
  return dropTargetForElements({
    element,
    getData: ({ input, source }) => {
      if (part === 'day') return { day };
      if (part === 'due') return { day, time: null };
      const box = element.getBoundingClientRect();
      const top = input.clientY - box.top - Number(source.data['grabbed']);
      return { day, time: timeAt(top / box.height) };
    },
  });
}

const stepMinutes = 15;
const dayMinutes = 1_440;

/** The quarter of an hour at a part of the day, from 0 to 1. */
function timeAt(part: number): ClockTime {
  const minutes = Math.round((part * dayMinutes) / stepMinutes) * stepMinutes;
  return new Date(Math.min(dayMinutes - stepMinutes, Math.max(0, minutes)) * 60_000).toISOString().slice(11, 16);
}

/** Tells what is dragged and where it would land; `drop` once it is let go over a day. */
export function watchDrags(watch: {
  move(entry: string | null, landing: Landing | null): void;
  drop(entry: string, landing: Landing): void;
}): () => void {
  return monitorForElements({
    canMonitor: ({ source }) => typeof source.data['entry'] === 'string',
    onDragStart: ({ source }) => watch.move(String(source.data['entry']), null),
    onDrag: ({ source, location }) => watch.move(String(source.data['entry']), landingOf(location.current.dropTargets)),
    onDrop: ({ source, location }) => {
      const landing = landingOf(location.current.dropTargets);
      watch.move(null, null);
      if (landing) watch.drop(String(source.data['entry']), landing);
    },
  });
}

function landingOf(targets: readonly { readonly data: Record<string | symbol, unknown> }[]): Landing | null {
  const data = targets[0]?.data;
  // Safe: every drop target of the calendar is made above.
  return data ? (data as unknown as Landing) : null;
}
