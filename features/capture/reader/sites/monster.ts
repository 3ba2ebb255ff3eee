import { markedSite } from './marked-site.ts';

export const monster = markedSite({
  label: 'Monster',
  hosts: ['monster.*'],
  list: /^\/jobs\/search/,
  region: '[data-testid="svx-job-view-wrapper"]',
  title: '#job-view-header [data-testid="jobTitle"]',
  company: '#job-view-header [data-testid="company"]',
  places: '#job-view-header [data-testid="jobDetailLocation"]',
  employmentType: '[data-testid="svx-jobview-employmenttype-value"]',
  pay: '[data-testid="svx-jobview-salary-value"]',
  postedOn: '[data-testid="jobDetailDateRecency"]',
});
