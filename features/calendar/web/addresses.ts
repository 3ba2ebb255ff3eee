import { applicationLinks } from '@sotto/features/applications/web';
import { interviewLinks } from '@sotto/features/interviews/web';
import { taskLinks } from '@sotto/features/tasks/web';
import type { Address } from '@sotto/ui/app';
import type { CalendarItem } from '../api.ts';

/** Where the record of an entry opens; an offer stands on its application. */
export function addressOf({ what, id, application }: CalendarItem): Address {
  if (what === 'interview') return interviewLinks.interview(id);
  if (what === 'task') return taskLinks.task(id);
  return applicationLinks.application(application?.id ?? id);
}
