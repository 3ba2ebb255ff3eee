import { markedSite } from './marked-site.ts';

export const ultiPro = markedSite({
  name: 'ultipro',
  label: 'UKG',
  hosts: ['ultipro.com', 'ultipro.ca', 'rec.pro.ukg.net'],
  only: ['places'],
  title: '[data-automation="opportunity-title"]',
  company: '[data-automation="navbar-small-logo"], [data-automation="navbar-large-logo"]',
  places: '[data-automation="city-state-zip-country-label"]',
  employmentType: '[data-automation^="JobFullTime"], [data-automation^="JobPartTime"]',
  postedOn: '[data-automation="job-posted-date"]',
});
