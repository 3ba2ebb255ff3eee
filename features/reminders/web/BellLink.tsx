/** The bell: how many reminders are new, and the way to them. Said aloud once when there are more. */
import './reminders.css';
import { Tooltip } from '@sotto/ui';
import { Link } from '@sotto/ui/app';
import { Bell } from 'lucide-react';
import { reminderLinks } from './links.ts';
import { useReminders } from './queries.ts';
import { texts } from './texts.ts';

export default function BellLink() {
  const fresh = useReminders().data?.fresh ?? 0;
  return (
    <>
      <Tooltip text={texts.bell(fresh)}>
        <Link {...reminderLinks.all()} className="tool bell" aria-label={texts.bell(fresh)}>
          <Bell className="icon" aria-hidden />
          {fresh > 0 && <span className="bell-count">{fresh > 9 ? '9+' : fresh}</span>}
        </Link>
      </Tooltip>
      <span className="hidden-name" role="status" aria-live="polite">
        {fresh > 0 ? texts.fresh(fresh) : ''}
      </span>
    </>
  );
}
