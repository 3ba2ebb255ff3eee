/** What reminders need to run. */
import { accountFeature } from '@sotto/features/account/server';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { contactsFeature } from '@sotto/features/contacts/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { interviewsFeature } from '@sotto/features/interviews/server';
import { offersFeature } from '@sotto/features/offers/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { tasksFeature } from '@sotto/features/tasks/server';
import { todayFeature } from '@sotto/features/today/server';
import type { Feature } from '@sotto/runtime';
import { remindersFeature } from '../index.ts';

export const features: readonly Feature[] = [
  accountFeature,
  privacyFeature,
  policyFeature,
  settingsFeature,
  groupsFeature,
  stagesFeature,
  companiesFeature,
  contactsFeature,
  applicationsFeature,
  interviewsFeature,
  tasksFeature,
  offersFeature,
  todayFeature,
  remindersFeature,
];
