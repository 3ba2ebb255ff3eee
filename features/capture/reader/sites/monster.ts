import { markedSite } from './marked-site.ts';

export const monster = markedSite({
  name: 'monster',
  label: 'Monster',
  hosts: ['monster.*'],
  list: /^\/jobs\/search/,
  region: '[data-testid="svx-job-view-wrapper"]',
  title: '[data-testid="jobTitle"]',
  company: '[data-testid="company"]',
  places: '[data-testid="jobDetailLocation"]',
  employmentType: '[data-testid="svx-jobview-employmenttype-value"]',
  pay: '[data-testid="svx-jobview-salary-value"]',
  postedOn: '[data-testid="jobDetailDateRecency"]',
});
