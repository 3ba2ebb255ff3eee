import { markedSite } from './marked-site.ts';

export const pinpoint = markedSite({
  label: 'Pinpoint',
  hosts: ['pinpointhq.com'],
});
