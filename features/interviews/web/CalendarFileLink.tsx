import { interviewFilePath } from '@sotto/features/feed/api';
import { Tooltip, buttonClass } from '@sotto/ui';
import { CalendarPlus } from 'lucide-react';
import { texts } from './texts.ts';

interface CalendarFileLinkProps {
  readonly id: string;
  /** Its icon alone. */
  readonly bare?: boolean;
}

/** The interview as a file for the calendar of this computer or phone. */
export function CalendarFileLink({ id, bare = false }: CalendarFileLinkProps) {
  const icon = <CalendarPlus className="icon" aria-hidden />;
  const href = interviewFilePath(id);
  if (!bare) {
    return (
      <a className={buttonClass({})} href={href} download>
        {icon}
        {texts.toCalendar}
      </a>
    );
  }
  return (
    <Tooltip text={texts.toCalendar}>
      <a className={buttonClass({ look: 'quiet' }, 'only')} href={href} download aria-label={texts.toCalendar}>
        {icon}
      </a>
    </Tooltip>
  );
}
