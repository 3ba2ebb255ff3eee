import { markedSite } from './marked-site.ts';

export const jobvite = markedSite({
  label: 'Jobvite',
  title: '.jv-header',
  company: '.jv-logo img',
  line: '.jv-job-detail-meta:has(.jv-inline-separator)',
  beforePlace: 1,
  heading: '{company} Careers - {title}',
});
