import { markedSite } from './marked-site.ts';

export const dayforce = markedSite({
  label: 'Dayforce',
  hosts: ['dayforcehcm.com'],
});
