import { markedSite } from './marked-site.ts';

/** The board closed in 2022; saved pages of it are still about. */
export const stackOverflow = markedSite({
  label: 'Stack Overflow',
  path: /^\/jobs\//,
  title: '.job-details--header h1',
  company: '.job-details--header .employer, .job-details--header a[href*="/jobs/companies/"]',
  places: '.job-details--header .fc-black-500',
  pay: '.job-details--header .-salary',
  noise: /^[–-]\s*|No office location$/,
});
