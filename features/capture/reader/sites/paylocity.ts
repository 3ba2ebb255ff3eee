import { markedSite } from './marked-site.ts';

export const paylocity = markedSite({
  name: 'paylocity',
  label: 'Paylocity',
  hosts: ['recruiting.paylocity.com'],
  title: '.job-preview-title',
});
