/** The features of the web app: this list and routes.tsx are its contents page. Removing a line removes a feature. */
import { accountWeb } from '@sotto/features/account/web';
import { activitiesWeb } from '@sotto/features/activities/web';
import { applicationsWeb } from '@sotto/features/applications/web';
import { calendarWeb } from '@sotto/features/calendar/web';
import { companiesWeb } from '@sotto/features/companies/web';
import { contactsWeb } from '@sotto/features/contacts/web';
import { documentsWeb } from '@sotto/features/documents/web';
import { fieldsWeb } from '@sotto/features/fields/web';
import { feedWeb } from '@sotto/features/feed/web';
import { groupsWeb } from '@sotto/features/groups/web';
import { interviewsWeb } from '@sotto/features/interviews/web';
import { privacyWeb } from '@sotto/features/privacy/web';
import { noticesWeb } from '@sotto/features/notices/web';
import { notesWeb } from '@sotto/features/notes/web';
import { offersWeb } from '@sotto/features/offers/web';
import { profileWeb } from '@sotto/features/profile/web';
import { remindersWeb } from '@sotto/features/reminders/web';
import { questionsWeb } from '@sotto/features/questions/web';
import { settingsWeb } from '@sotto/features/settings/web';
import { supportWeb } from '@sotto/features/support/web';
import { stagesWeb } from '@sotto/features/stages/web';
import { tasksWeb } from '@sotto/features/tasks/web';
import { templatesWeb } from '@sotto/features/templates/web';
import { todayWeb } from '@sotto/features/today/web';
import { transferWeb } from '@sotto/features/transfer/web';
import { welcomeWeb } from '@sotto/features/welcome/web';
import type { Finds, WebFeature } from '@sotto/ui/app';

export const features: readonly WebFeature[] = [
  todayWeb,
  applicationsWeb,
  interviewsWeb,
  tasksWeb,
  remindersWeb,
  calendarWeb,
  companiesWeb,
  contactsWeb,
  documentsWeb,
  groupsWeb,
  stagesWeb,
  fieldsWeb,
  settingsWeb,
  transferWeb,
  welcomeWeb,
  notesWeb,
  questionsWeb,
  offersWeb,
  templatesWeb,
  activitiesWeb,
  accountWeb,
  feedWeb,
  profileWeb,
  privacyWeb,
  noticesWeb,
  supportWeb,
];

// Before anything is drawn: what each adds to the views of the others.
for (const fill of features.flatMap((feature) => feature.fills ?? [])) fill();

/** Places in the rail, in order. */
export const places = features.flatMap((feature) => feature.places ?? []).toSorted((a, b) => a.order - b.order);

/** Pages of Settings, in order. */
export const settingsPlaces = features.flatMap((feature) => feature.settings ?? []).toSorted((a, b) => a.order - b.order);

/** How records of a kind are listed and opened; `undefined`: no feature shows that kind. */
export function findsOf(kind: string): Finds | undefined {
  return features.map((feature) => feature.finds?.[kind]).find((finds) => finds !== undefined);
}
