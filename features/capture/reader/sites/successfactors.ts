import { markedSite } from './marked-site.ts';

export const successFactors = markedSite({
  label: 'SuccessFactors',
  hosts: ['successfactors.com', 'successfactors.eu', 'sapsf.com', 'sapsf.eu', 'jobs2web.com'],
  title: '[data-careersite-propertyid="title"]',
  places: '[data-careersite-propertyid="location"], .jobGeoLocation',
  postedOn: '[data-careersite-propertyid="date"]',
});
