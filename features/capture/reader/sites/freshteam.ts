import { markedSite } from './marked-site.ts';

export const freshteam = markedSite({
  label: 'Freshteam',
  only: ['company'],
  title: 'h1.brand-color',
  heading: '{title} \\| {company}',
});
