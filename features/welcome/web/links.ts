import type { Address } from '@sotto/ui/app';

export const welcomeLinks = {
  welcome: (): Address => ({ to: '/welcome' }),
} as const;
