import { markedSite } from './marked-site.ts';

export const dayforce = markedSite({
  name: 'dayforce',
  label: 'Dayforce',
  hosts: ['dayforcehcm.com'],
});
