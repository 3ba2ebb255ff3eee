import { markedSite } from './marked-site.ts';

export const ashby = markedSite({
  label: 'Ashby',
  hosts: ['ashbyhq.com'],
  title: '.ashby-job-posting-heading',
  heading: '{title} @ {company}',
});
