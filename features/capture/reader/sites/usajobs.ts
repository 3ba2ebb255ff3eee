import { markedSite } from './marked-site.ts';

export const usaJobs = markedSite({
  name: 'usajobs',
  label: 'USAJOBS',
  hosts: ['usajobs.gov'],
  title: '#job-title',
  company: '.usajobs-joa-banner__agency, .usajobs-joa-banner__dept',
  places: '.usajobs-joa-locations__city',
});
