/** The contents page: what Sotto does, one line per feature. A feature is removed by removing its line and its folder. */
import { accountFeature } from '@sotto/features/account/server';
import { activitiesFeature } from '@sotto/features/activities/server';
import { applicationsFeature } from '@sotto/features/applications/server';
import { calendarFeature } from '@sotto/features/calendar/server';
import { captureFeature } from '@sotto/features/capture/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { contactsFeature } from '@sotto/features/contacts/server';
import { documentsFeature } from '@sotto/features/documents/server';
import { feedFeature } from '@sotto/features/feed/server';
import { fieldsFeature } from '@sotto/features/fields/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { interviewsFeature } from '@sotto/features/interviews/server';
import { legalFeature } from '@sotto/features/legal/server';
import { notesFeature } from '@sotto/features/notes/server';
import { createNoticesFeature } from '@sotto/features/notices/server';
import { offersFeature } from '@sotto/features/offers/server';
import { createPolicyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { profileFeature } from '@sotto/features/profile/server';
import { questionsFeature } from '@sotto/features/questions/server';
import { remindersFeature } from '@sotto/features/reminders/server';
import { searchFeature } from '@sotto/features/search/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { supportFeature } from '@sotto/features/support/server';
import { tasksFeature } from '@sotto/features/tasks/server';
import { templatesFeature } from '@sotto/features/templates/server';
import { todayFeature } from '@sotto/features/today/server';
import { transferFeature } from '@sotto/features/transfer/server';
import { viewsFeature } from '@sotto/features/views/server';
import { archive, published, standing } from '@sotto/promises';
import type { Feature } from '@sotto/runtime';

export const features: readonly Feature[] = [
  accountFeature,
  settingsFeature,
  groupsFeature,
  stagesFeature,
  companiesFeature,
  contactsFeature,
  applicationsFeature,
  fieldsFeature,
  viewsFeature,
  documentsFeature,
  interviewsFeature,
  tasksFeature,
  todayFeature,
  remindersFeature,
  calendarFeature,
  feedFeature,
  captureFeature,
  profileFeature,
  searchFeature,
  offersFeature,
  notesFeature,
  questionsFeature,
  templatesFeature,
  activitiesFeature,
  transferFeature,
  createNoticesFeature(published, archive),
  privacyFeature,
  legalFeature,
  supportFeature,
  createPolicyFeature({ published, archive, standing }),
];
