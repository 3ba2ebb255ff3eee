import { markedSite } from './marked-site.ts';

export const zoho = markedSite({
  name: 'zoho',
  label: 'Zoho Recruit',
  hosts: ['zohorecruit.*', 'jobs.zoho.*'],
  company: 'meta[property="og:site_name"]',
});
