import type { Address } from '@sotto/ui/app';

export const feedLinks = {
  feeds: (): Address => ({ to: '/settings/calendar-feeds' }),
} as const;
