import { markedSite } from './marked-site.ts';

export const zoho = markedSite({
  label: 'Zoho Recruit',
  name: 'zoho',
  hosts: ['zohorecruit.*', 'jobs.zoho.*'],
});
