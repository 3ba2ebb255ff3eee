import type { HeldItem } from '../api.ts';

/** Pages on which records are seen, changed and deleted. A kind that is not here is in the download of everything. */
const pages: Readonly<Record<string, string>> = {
  application: '/table',
  stageChange: '/table',
  text: '/table',
  snapshot: '/table',
  submission: '/documents',
  company: '/companies',
  contact: '/contacts',
  interaction: '/contacts',
  interview: '/calendar',
  task: '/tasks',
  document: '/documents',
  documentVersion: '/documents',
  offer: '/offers',
  activity: '/work-search',
  question: '/questions',
  template: '/templates',
  note: '/notes',
  profile: '/settings/profile',
  group: '/settings/groups',
  stage: '/settings/stages',
  customField: '/settings/fields',
  settings: '/settings/appearance',
};

/** The address at which it is seen or ended; `null`: it shows nowhere by itself. */
export function seenAt({ name, heading, seenAt: said }: HeldItem): string | null {
  if (said !== null) return said;
  return heading === 'records' ? (pages[name] ?? '/settings/data') : null;
}
