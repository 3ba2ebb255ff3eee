import { markedSite } from './marked-site.ts';

export const xing = markedSite({
  label: 'XING',
  path: /^\/jobs\//,
  title: '[data-testid="job-details-title"]',
  company: '[data-testid="job-details-company-info-name"]',
  places: '[data-testid="job-details-company-info-location"]',
  chips: '[data-testid="job-details-header"] ul[aria-label] li',
  postedOn: '[data-testid="job-details-published-date"] time',
});
