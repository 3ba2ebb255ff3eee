import { markedSite } from './marked-site.ts';

export const stackOverflow = markedSite({
  name: 'stackoverflow',
  label: 'Stack Overflow',
  hosts: ['stackoverflow.com'],
  path: /^\/jobs\//,
});
