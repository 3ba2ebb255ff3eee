import { markedSite } from './marked-site.ts';

export const lever = markedSite({
  label: 'Lever',
  hosts: ['lever.co'],
  title: '.posting-headline h2',
  places: '.posting-categories .location',
  workMode: '.posting-categories .workplaceTypes',
  employmentType: '.posting-categories .commitment',
  pay: '[data-qa="salary-range"]',
  heading: '{company} - {title}',
});
