import { markedSite } from './marked-site.ts';

export const simplyHired = markedSite({
  label: 'SimplyHired',
  hosts: ['simplyhired.*'],
  list: /^\/search/,
  region: 'aside:has([data-testid="viewJobTitle"])',
  only: ['company'],
  title: '[data-testid="viewJobTitle"]',
  company: '[data-testid="viewJobCompanyName"]',
  places: '[data-testid="viewJobCompanyLocation"]',
  employmentType: '[data-testid="viewJobBodyJobDetailsJobType"]',
  pay: '[data-testid="viewJobBodyJobCompensation"]',
  postedOn: '[data-testid="viewJobBodyJobPostingTimestamp"]',
});
