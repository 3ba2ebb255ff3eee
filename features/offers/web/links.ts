import type { Address } from '@sotto/ui/app';

export const offerLinks = {
  compare: (): Address => ({ to: '/offers' }),
} as const;
