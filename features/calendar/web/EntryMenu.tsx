/** The acts on an entry for who does not drag: to another day, done, open. */
import { addDays } from '@sotto/domain';
import { applicationLinks } from '@sotto/features/applications/web';
import { IconButton, MenuAt, type MenuItem, preloadMenus } from '@sotto/ui';
import { navigate } from '@sotto/ui/app';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { CalendarItem } from '../api.ts';
import { type CalendarActs, useCalendarActs } from './acts.ts';
import { addressOf } from './addresses.ts';
import { canMove } from './moves.ts';
import { texts } from './texts.ts';
import { nameOf } from './words.ts';

export function EntryMenu({ item, reachable }: { readonly item: CalendarItem; readonly reachable: boolean }) {
  /** The button, while its menu is open. */
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const acts = useCalendarActs();
  const label = texts.actsOf(nameOf(item));
  return (
    <>
      <IconButton
        icon={Ellipsis}
        size="small"
        label={label}
        className="entry-menu"
        tabIndex={reachable ? 0 : -1}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onPointerEnter={preloadMenus}
        onFocus={preloadMenus}
        onClick={(event) => setAnchor(event.currentTarget)}
      />
      {anchor && (
        <MenuAt label={label} items={itemsOf(item, acts)} open onClose={() => setAnchor(null)} anchor={anchor} align="end" />
      )}
    </>
  );
}

function itemsOf(item: CalendarItem, acts: CalendarActs): MenuItem[] {
  const { application, on, what, state } = item;
  const items: MenuItem[] = [
    { id: 'open', label: texts.open, run: () => (what === 'task' ? acts.openTask(item) : navigate(addressOf(item))) },
  ];
  if (application !== null && (what === 'interview' || what === 'task'))
    items.push({
      id: 'application',
      label: texts.openApplication,
      run: () => navigate(applicationLinks.application(application.id)),
    });
  if (what === 'task')
    items.push({ id: 'tick', label: state === 'open' ? texts.markDone : texts.markOpen, run: () => acts.tick(item) });
  if (!canMove(item)) return items;
  return [
    ...items,
    { kind: 'rule', id: 'rule' },
    { id: 'move', label: texts.moveTo, run: () => acts.askWhere(item) },
    { id: 'day', label: texts.dayLater, keys: 'Alt+ArrowRight', run: () => acts.move(item, { day: addDays(on, 1) }) },
    { id: 'week', label: texts.weekLater, run: () => acts.move(item, { day: addDays(on, 7) }) },
  ];
}
