import type { Address } from '@sotto/ui/app';

export const todayLinks = {
  today: (): Address => ({ to: '/today' }),
  rules: (): Address => ({ to: '/settings/follow-up' }),
} as const;
