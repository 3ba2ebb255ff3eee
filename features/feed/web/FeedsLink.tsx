/** In the calendar's head: where one's own calendar program gets all this. Under a narrow window its sign alone. */
import './feeds-link.css';
import { buttonClass, Tooltip } from '@sotto/ui';
import { Link } from '@sotto/ui/app';
import { CalendarSync } from 'lucide-react';
import { feedLinks } from './links.ts';
import { titles } from './titles.ts';

export default function FeedsLink() {
  return (
    <Tooltip text={titles.feeds}>
      <Link to={feedLinks.feeds().to} className={buttonClass({}, 'feeds-link')}>
        <CalendarSync className="icon" aria-hidden />
        <span className="feeds-label">{titles.feeds}</span>
      </Link>
    </Tooltip>
  );
}
