import { markedSite } from './marked-site.ts';

export const join = markedSite({
  name: 'join',
  label: 'JOIN',
  hosts: ['join.com'],
  path: /^\/companies\//,
});
