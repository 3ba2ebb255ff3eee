import { markedSite } from './marked-site.ts';

/** A list with the open posting beside it, the posting alone, and the newer design (`vj-`). */
export const indeed = markedSite({
  label: 'Indeed',
  hosts: ['indeed.*'],
  list: /^\/(?!viewjob|rc\/|pagead\/|job\/).*[?&]v?jk=|^\/(jobs|q-)/,
  region: '#jobsearch-ViewjobPaneWrapper, .jobsearch-ViewJobLayout, [data-testid="viewjob-main-content"]',
  title: '[data-testid="jobsearch-JobInfoHeader-title"], .jobsearch-JobInfoHeader-title, [data-testid="vj-job-title"]',
  company: '[data-testid="inlineHeader-companyName"], [data-testid="company-info-metadata"] a[href*="/cmp/"]',
  places:
    '[data-testid="inlineHeader-companyLocation"] > :first-child, [data-testid="job-location"], [data-testid="jobsearch-JobInfoHeader-companyLocation"], [data-testid="company-info-metadata"] div:has(a[href*="/cmp/"]) + div > :first-child',
  workMode: '[data-testid="company-info-metadata"] div:has(a[href*="/cmp/"]) + div',
  employmentType: '[aria-label="Job type"] li, #salaryInfoAndJobType, [data-testid="structured-job-summary"]',
  pay: '[aria-label="Pay"] li, #salaryInfoAndJobType, [data-testid="structured-job-summary"]',
  closed: '.jobsearch-JobInfoHeader-expiredHeader',
  noise: /\s+-\s+job post$/i,
});
