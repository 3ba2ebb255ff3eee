import { markedSite } from './marked-site.ts';

export const greenhouse = markedSite({
  label: 'Greenhouse',
  hosts: ['greenhouse.io'],
  title: '.job__title h1, .app-title',
  places: '.job__location, #header .location',
  pay: '.pay-range',
  heading: 'Job Application for {title} at {company}',
});
