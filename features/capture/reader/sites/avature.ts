import { markedSite } from './marked-site.ts';

export const avature = markedSite({
  label: 'Avature',
  hosts: ['avature.net'],
});
