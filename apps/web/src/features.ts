/** The features of the web app: this list and routes.tsx are its contents page. Removing a line removes a feature. */
import { accountWeb } from '@sotto/features/account/web';
import { applicationsWeb } from '@sotto/features/applications/web';
import { groupsWeb } from '@sotto/features/groups/web';
import { privacyWeb } from '@sotto/features/privacy/web';
import { profileWeb } from '@sotto/features/profile/web';
import { settingsWeb } from '@sotto/features/settings/web';
import { stagesWeb } from '@sotto/features/stages/web';
import { transferWeb } from '@sotto/features/transfer/web';
import { welcomeWeb } from '@sotto/features/welcome/web';
import type { Address, WebFeature } from '@sotto/ui/app';

export const features: readonly WebFeature[] = [
  applicationsWeb,
  groupsWeb,
  stagesWeb,
  settingsWeb,
  transferWeb,
  welcomeWeb,
  accountWeb,
  profileWeb,
  privacyWeb,
];

/** Places in the rail, in order. */
export const places = features.flatMap((feature) => feature.places ?? []).toSorted((a, b) => a.order - b.order);

/** Pages of Settings, in order. */
export const settingsPlaces = features.flatMap((feature) => feature.settings ?? []).toSorted((a, b) => a.order - b.order);

/** Where a thing found by search opens; `undefined`: no feature shows that kind. */
export function addressOf(kind: string, id: string): Address | undefined {
  return features.map((feature) => feature.opens?.[kind]).find((opens) => opens !== undefined)?.(id);
}
