import { markedSite } from './marked-site.ts';

/** Pay that Glassdoor has estimated is not what the employer says: only a text that is not such a guess is taken. */
export const glassdoor = markedSite({
  name: 'glassdoor',
  label: 'Glassdoor',
  hosts: ['glassdoor.*'],
  list: /^\/Job\//,
  region: '[class*="JobDetails_jobDetailsContainer"]',
  title: '[id^="jd-job-title"], [data-test="job-details-header"] h1',
  company: '[class*="EmployerProfile_employerNameHeading"]',
  places: '[data-test="location"]',
});
