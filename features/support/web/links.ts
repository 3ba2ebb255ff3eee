import type { Address } from '@sotto/ui/app';

export const supportLinks = {
  help: (): Address => ({ to: '/settings/help' }),
} as const;
