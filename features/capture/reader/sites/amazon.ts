import { markedSite } from './marked-site.ts';

export const amazon = markedSite({
  label: 'Amazon',
  hosts: ['amazon.jobs'],
  only: ['places'],
  title: '.info h1.title',
  company: '.info .meta',
  places: '.location-icon .association-content > *',
  noise: /^Job ID:[^|]*\|\s*/,
});
