import { markedSite } from './marked-site.ts';

export const personio = markedSite({
  label: 'Personio',
  hosts: ['jobs.personio.*'],
});
