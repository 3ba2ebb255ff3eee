import { markedSite } from './marked-site.ts';

/** The same marks for every employer; the employer itself is named nowhere among them. */
export const workday = markedSite({
  label: 'Workday',
  hosts: ['myworkdayjobs.com', 'myworkdaysite.com', 'myworkdayjobs-impl.com'],
  list: /\/details\//,
  region: '[data-automation-id="jobPostingPage"], [data-automation-id="jobDetails"]',
  title: '[data-automation-id="jobPostingHeader"]',
  places: '[data-automation-id="locations"] dd',
  workMode: '[data-automation-id="remoteType"] dd',
  employmentType: '[data-automation-id="time"] dd',
  postedOn: '[data-automation-id="postedOn"] dd',
});
