import { markedSite } from './marked-site.ts';

export const zipRecruiter = markedSite({
  label: 'ZipRecruiter',
  hosts: ['ziprecruiter.*'],
  list: /^\/(jobs-search|candidate\/search)|[?&]lvk=/,
  region: '[data-testid="job-details-scroll-container"], .job_details_page',
  title: '[data-testid="serp-job-details-title"] h2, h1.job_title',
  company: '[data-testid="serp-job-details-title"] a, .hiring_company_text',
  places: '.hiring_location [data-name="address"]',
  line: '[data-testid="serp-job-details-title"] + p',
});
