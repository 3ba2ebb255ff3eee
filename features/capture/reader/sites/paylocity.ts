import { markedSite } from './marked-site.ts';

export const paylocity = markedSite({
  label: 'Paylocity',
  hosts: ['recruiting.paylocity.com'],
  only: ['company'],
  title: '.job-preview-title',
  line: '.preview-location',
  heading: '{company} - {title}',
});
