import { markedSite } from './marked-site.ts';

export const adp = markedSite({
  name: 'adp',
  label: 'ADP',
  hosts: ['adp.com'],
});
