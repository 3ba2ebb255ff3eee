import { markedSite } from './marked-site.ts';

/** The boards of the group share their pages: a list, and the open posting beside it or alone. */
const marks = {
  list: /[?&]jobId=/,
  region: '[data-automation="jobDetailsPage"], [data-automation="job-detail-page"]',
  title: '[data-automation="job-detail-title"]',
  company: '[data-automation="advertiser-name"]',
  places: '[data-automation="job-detail-location"]',
  employmentType: '[data-automation="job-detail-work-type"]',
  pay: '[data-automation="job-detail-salary"]',
  postedOn: '[data-automation="job-detail-date"]',
};

export const seek = markedSite({ label: 'SEEK', hosts: ['seek.com.au', 'seek.co.nz'], ...marks });

export const jobStreet = markedSite({ label: 'JobStreet', hosts: ['jobstreet.*'], ...marks });

export const jobsDb = markedSite({ label: 'JobsDB', ...marks });
