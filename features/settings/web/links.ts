import type { Address } from '@sotto/ui/app';

export const settingsLinks = {
  appearance: (): Address => ({ to: '/settings/appearance' }),
} as const;
