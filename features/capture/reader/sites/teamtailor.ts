import { markedSite } from './marked-site.ts';

export const teamtailor = markedSite({
  name: 'teamtailor',
  label: 'Teamtailor',
  hosts: ['teamtailor.com'],
  company: 'meta[property="og:site_name"]',
});
