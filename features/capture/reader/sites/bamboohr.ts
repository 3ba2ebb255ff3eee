import { markedSite } from './marked-site.ts';

export const bambooHr = markedSite({
  name: 'bamboohr',
  label: 'BambooHR',
  hosts: ['bamboohr.com'],
});
