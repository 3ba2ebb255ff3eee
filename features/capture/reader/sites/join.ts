import { markedSite } from './marked-site.ts';

export const join = markedSite({
  label: 'JOIN',
  path: /^\/companies\//,
});
