import { markedSite } from './marked-site.ts';

export const oracle = markedSite({
  label: 'Oracle',
  hosts: ['oraclecloud.com'],
  title: '.job-details__title',
  places: '.job-details__subtitle',
  heading: '{title} - {company} Careers',
});
