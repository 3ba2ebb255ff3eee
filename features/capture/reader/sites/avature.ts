import { markedSite } from './marked-site.ts';

export const avature = markedSite({
  name: 'avature',
  label: 'Avature',
  hosts: ['avature.net'],
  title: '.banner__text__title',
});
