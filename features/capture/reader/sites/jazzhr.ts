import { markedSite } from './marked-site.ts';

export const jazzHr = markedSite({
  name: 'jazzhr',
  label: 'JazzHR',
  hosts: ['applytojob.com', 'theresumator.com'],
  title: '.job_title',
  places: '#resumator-job-location, [title="Location"]',
  employmentType: '#resumator-job-employment',
  company: '.resumator-logo img',
});
