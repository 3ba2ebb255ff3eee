import type { Address } from '@sotto/ui/app';

export const taskLinks = {
  all: (): Address => ({ to: '/tasks' }),
  /** The list, with this task open. */
  task: (task: string): Address => ({ to: '/tasks', search: { task } }),
} as const;
