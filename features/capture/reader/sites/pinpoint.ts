import { markedSite } from './marked-site.ts';

export const pinpoint = markedSite({
  name: 'pinpoint',
  label: 'Pinpoint',
  hosts: ['pinpointhq.com'],
});
