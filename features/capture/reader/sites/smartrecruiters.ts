import { markedSite } from './marked-site.ts';

export const smartRecruiters = markedSite({
  name: 'smartrecruiters',
  label: 'SmartRecruiters',
  hosts: ['smartrecruiters.com'],
  title: '.job-title',
  company: '[itemprop="hiringOrganization"] meta[itemprop="name"]',
  employmentType: '.job-details [itemprop="employmentType"]',
});
