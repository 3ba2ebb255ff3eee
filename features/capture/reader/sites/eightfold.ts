import { markedSite } from './marked-site.ts';

export const eightfold = markedSite({
  label: 'Eightfold',
  hosts: ['eightfold.ai'],
  list: /^\/careers\/?\?/,
  region: '.position-details',
  title: 'h1.position-title',
  places: 'h1.position-title + .position-location',
});
