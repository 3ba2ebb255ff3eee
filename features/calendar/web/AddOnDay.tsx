/** Adds something on a day: a task at once, an interview once its application is chosen. */
import type { CalendarDate } from '@sotto/domain';
import { openTask } from '@sotto/features/tasks/web';
import { IconButton, Menu } from '@sotto/ui';
import { CalendarClock, CircleCheck, Plus } from 'lucide-react';
import { useCalendarActs } from './acts.ts';
import { texts } from './texts.ts';

export function AddOnDay({ day, reachable }: { readonly day: CalendarDate; readonly reachable: boolean }) {
  const acts = useCalendarActs();
  const label = texts.addOn(acts.words.day(day));
  return (
    <Menu
      label={label}
      align="end"
      items={[
        { id: 'task', label: texts.addTask, icon: CircleCheck, run: () => openTask({ on: day }) },
        { id: 'interview', label: texts.addInterview, icon: CalendarClock, run: () => acts.addInterview(day) },
      ]}
      trigger={(props) => (
        <IconButton icon={Plus} size="small" label={label} className="add-on-day" {...props} tabIndex={reachable ? 0 : -1} />
      )}
    />
  );
}
