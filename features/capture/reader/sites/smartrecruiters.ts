import { markedSite } from './marked-site.ts';

export const smartRecruiters = markedSite({
  label: 'SmartRecruiters',
  title: '.job-title',
  company: '[itemprop="hiringOrganization"] meta[itemprop="name"]',
  employmentType: '.job-details [itemprop="employmentType"]',
});
