import { markedSite } from './marked-site.ts';

export const jobvite = markedSite({
  name: 'jobvite',
  label: 'Jobvite',
  hosts: ['jobvite.com'],
  title: '.jv-header',
  company: '.jv-logo img',
  heading: '{company} Careers - {title}',
});
