import { markedSite } from './marked-site.ts';

export const personio = markedSite({
  name: 'personio',
  label: 'Personio',
  hosts: ['jobs.personio.*'],
});
