import { markedSite } from './marked-site.ts';

export const workable = markedSite({
  label: 'Workable',
  title: '[data-ui="job-title"]',
  company: '[data-ui="company-logo"] img',
  places: '[data-ui="job-location"]',
  workMode: '[data-ui="job-workplace"]',
  employmentType: '[data-ui="job-type"]',
  heading: '{title} - {company}',
});
