/** The contents page: what Sotto does, one line per feature. A feature is removed by removing its line and its folder. */
import { accountFeature } from '@sotto/features/account/server';
import { applicationsFeature } from '@sotto/features/applications/server';
import { captureFeature } from '@sotto/features/capture/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { createPolicyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { profileFeature } from '@sotto/features/profile/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { transferFeature } from '@sotto/features/transfer/server';
import { published } from '@sotto/promises';
import type { Feature } from '@sotto/runtime';

export const features: readonly Feature[] = [
  accountFeature,
  settingsFeature,
  groupsFeature,
  stagesFeature,
  companiesFeature,
  applicationsFeature,
  captureFeature,
  profileFeature,
  transferFeature,
  privacyFeature,
  createPolicyFeature(published),
];
