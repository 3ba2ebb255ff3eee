import { markedSite } from './marked-site.ts';

export const freshteam = markedSite({
  name: 'freshteam',
  label: 'Freshteam',
  hosts: ['freshteam.com'],
  only: ['company'],
  title: 'h1.brand-color',
  heading: '{title} \\| {company}',
});
