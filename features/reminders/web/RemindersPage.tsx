/** The list of reminders: open one, put it away, put all away. */
import './reminders.css';
import { applicationLinks } from '@sotto/features/applications/web';
import { interviewLinks } from '@sotto/features/interviews/web';
import { type Format, useFormat, useSettings } from '@sotto/features/settings/web';
import { taskLinks } from '@sotto/features/tasks/web';
import { Button, Empty, IconButton, PageTitle, Skeleton, classes } from '@sotto/ui';
import { type Address, Link } from '@sotto/ui/app';
import { X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ReminderItem } from '../api.ts';
import { reminderLinks } from './links.ts';
import { useMarkReminders, useReminders } from './queries.ts';
import { texts } from './texts.ts';
import { titles } from './titles.ts';

export function RemindersPage() {
  const query = useReminders();
  return (
    <div className="scroll">
      <div className="reminders">
        <PageTitle lead={texts.lead} outermost>
          {titles.reminders}
        </PageTitle>
        {query.data && <Items items={query.data.items} />}
        {query.isPending && <Skeleton lines={4} />}
        {query.isError && !query.data && (
          <Empty title={texts.failed} action={<Button onClick={() => void query.refetch()}>{texts.tryAgain}</Button>} />
        )}
        <p className="reminders-foot">
          <Link {...reminderLinks.settings()}>{texts.settings}</Link>
        </p>
      </div>
    </div>
  );
}

function Items({ items }: { readonly items: readonly ReminderItem[] }) {
  const format = useFormat();
  const isOff = useSettings()?.reminders.inApp === false;
  const mark = useMarkReminders();
  const fresh = useSeen(items, (seen) => mark.mutate({ seen }));
  const list = useRef<HTMLUListElement>(null);
  /** The line goes: the focus is on the one after it by then, or before it when it was the last. */
  function putAwayAt(index: number): void {
    const buttons = list.current?.querySelectorAll('button');
    (buttons?.[index + 1] ?? buttons?.[index - 1])?.focus();
    mark.mutate({ away: [items[index]!.key] });
  }
  if (items.length === 0) return <Empty title={isOff ? texts.off : texts.none}>{isOff ? undefined : texts.noneLead}</Empty>;
  return (
    <>
      <ul ref={list} className="reminder-list">
        {items.map((item, index) => (
          <Row key={item.key} item={item} format={format} isNew={fresh.has(item.key)} onAway={() => putAwayAt(index)} />
        ))}
      </ul>
      {items.length > 1 && (
        <Button size="small" onClick={() => mark.mutate({ away: items.map(({ key }) => key) })}>
          {texts.putAwayAll}
        </Button>
      )}
    </>
  );
}

/** What was new when it came to be shown stays marked as long as one looks; for the server it is seen at once. */
function useSeen(items: readonly ReminderItem[], onSeen: (keys: string[]) => void): ReadonlySet<string> {
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const unseen = items.filter(({ key, isNew }) => isNew && !fresh.has(key)).map(({ key }) => key);
  const see = useEffectEvent((keys: string[]) => onSeen(keys));
  const asked = unseen.join('\n');
  if (unseen.length > 0) setFresh(new Set([...fresh, ...unseen]));
  const [told, setTold] = useState('');
  if (asked !== '' && asked !== told) setTold(asked);
  useEffect(() => {
    if (told !== '') see(told.split('\n'));
  }, [told]);
  return fresh;
}

interface RowProps {
  readonly item: ReminderItem;
  readonly format: Format;
  readonly isNew: boolean;
  readonly onAway: () => void;
}

function Row({ item, format, isNew, onAway }: RowProps) {
  const { application, about } = item;
  const name = item.title ?? texts.sorts[item.what];
  const parts = [
    when(item, format),
    application && `${application.company.name}, ${application.title}`,
    about && (about.detail || about.title),
  ].filter(Boolean);
  return (
    <li className={classes('reminder', isNew && 'fresh')}>
      <span>
        <Link {...addressOf(item)} className="name">
          {name}
        </Link>
        {isNew && <span className="hidden-name"> ({texts.isNew})</span>}
        <span className="sub">{parts.join(' · ')}</span>
      </span>
      <IconButton icon={X} size="small" label={texts.putAway(name)} onClick={onAway} />
    </li>
  );
}

function when({ on, at }: ReminderItem, format: Format): string {
  return at === null ? format.day(on) : texts.at(format.day(on), format.time(at));
}

function addressOf({ what, id, application }: ReminderItem): Address {
  if (what === 'interview') return interviewLinks.interview(id);
  if (what === 'task') return taskLinks.task(id);
  if (what === 'copy') return { to: '/settings/data' };
  return applicationLinks.application(application?.id ?? id);
}
