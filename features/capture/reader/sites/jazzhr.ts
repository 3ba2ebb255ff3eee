import { markedSite } from './marked-site.ts';

export const jazzHr = markedSite({
  label: 'JazzHR',
  hosts: ['applytojob.com', 'theresumator.com'],
});
