import { markedSite } from './marked-site.ts';

export const breezy = markedSite({
  name: 'breezy',
  label: 'Breezy',
  hosts: ['breezy.hr'],
  title: '.banner h1',
  company: 'meta[property="og:site_name"]',
  places: '.position-details .location',
  employmentType: '.position-details .type span:last-child',
  pay: '.position-details .salary-range',
});
