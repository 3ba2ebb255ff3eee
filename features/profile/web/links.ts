import type { Address } from '@sotto/ui/app';
import { getResume } from '../api.ts';

export const profileLinks = {
  profile: (): Address => ({ to: '/settings/profile' }),
  /** The file itself. */
  resume: () => getResume.path,
} as const;
