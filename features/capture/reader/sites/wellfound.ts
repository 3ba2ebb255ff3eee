import { markedSite } from './marked-site.ts';

export const wellfound = markedSite({
  name: 'wellfound',
  label: 'Wellfound',
  hosts: ['wellfound.com', 'angel.co'],
  heading: '{title} at {company} •.* \\| Wellfound',
});
