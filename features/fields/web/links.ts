import type { Address } from '@sotto/ui/app';

export const fieldLinks = { manage: (): Address => ({ to: '/settings/fields' }) } as const;
