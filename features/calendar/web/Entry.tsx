/** An entry as every view shows it: a link to its record with its menu; picked up with the mouse or a finger. */
import { classes } from '@sotto/ui';
import { Link } from '@sotto/ui/app';
import { Check, Repeat } from 'lucide-react';
import { type CSSProperties, type ReactNode, useRef } from 'react';
import type { CalendarItem } from '../api.ts';
import { keyOf, useCalendarActs } from './acts.ts';
import { addressOf } from './addresses.ts';
import { useDraggable, useIsDragged } from './drag-state.ts';
import { EntryMenu } from './EntryMenu.tsx';
import { canMove } from './moves.ts';
import { nameOf, toldOf } from './words.ts';

export interface EntryProps {
  readonly item: CalendarItem;
  /** `line` in days and lists, `block` among hours. */
  readonly as: 'line' | 'block';
  /** Whether Tab comes here. */
  readonly reachable: boolean;
  /** Whether there are days to drag it to. @default true */
  readonly drags?: boolean;
  /** It is over. */
  readonly past?: boolean;
  readonly style?: CSSProperties;
  readonly children?: ReactNode;
}

export function Entry({ item, as, reachable, drags = true, past = false, style, children }: EntryProps) {
  const element = useRef<HTMLDivElement>(null);
  const { openTask, words, lookOf } = useCalendarActs();
  const key = keyOf(item);
  const dragged = useIsDragged(key);
  useDraggable(element, drags && canMove(item) ? key : null);
  return (
    <div
      ref={element}
      className={classes(
        'entry',
        `as-${as}`,
        // Not `task` alone: the list of tasks lays out what is called so, and its styles stay once they were loaded.
        `of-${item.what}`,
        item.state,
        past && 'past',
        drags && canMove(item) && 'movable',
        dragged && 'dragged',
      )}
      data-stage={lookOf(item)}
      style={style}
    >
      <Link
        {...addressOf(item)}
        className="entry-link"
        data-entry={key}
        draggable={false}
        tabIndex={reachable ? 0 : -1}
        aria-label={toldOf(words, item)}
        onClick={(event) => {
          if (item.what !== 'task' || event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          openTask(item);
        }}
      >
        {children ?? <EntryLine item={item} />}
      </Link>
      <EntryMenu item={item} reachable={reachable} />
    </div>
  );
}

/** Mark, time and name on one line. */
function EntryLine({ item }: { readonly item: CalendarItem }) {
  const { words } = useCalendarActs();
  return (
    <>
      <EntryMark item={item} />
      {item.time !== null && <span className="at">{words.clock(item.time.from)}</span>}
      <span className="name">{nameOf(item)}</span>
      {item.repeats && <Repeat className="icon small again" aria-hidden />}
    </>
  );
}

/** The bar of its stage; a tick when it is done. */
export function EntryMark({ item }: { readonly item: CalendarItem }) {
  return item.state === 'done' ? <Check className="icon small tick" aria-hidden /> : <i className="bar" aria-hidden />;
}
