import { markedSite } from './marked-site.ts';

export const amazon = markedSite({
  name: 'amazon',
  label: 'Amazon',
  hosts: ['amazon.jobs'],
  title: '.info h1.title',
});
