import type { Address } from '@sotto/ui/app';

export const noticeLinks = { all: (): Address => ({ to: '/settings/notices' }) } as const;
