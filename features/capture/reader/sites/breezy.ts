import { markedSite } from './marked-site.ts';

export const breezy = markedSite({
  label: 'Breezy',
  hosts: ['breezy.hr'],
});
