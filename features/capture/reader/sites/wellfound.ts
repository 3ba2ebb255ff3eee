import { markedSite } from './marked-site.ts';

export const wellfound = markedSite({
  label: 'Wellfound',
  hosts: ['wellfound.com', 'angel.co'],
  chips: 'h1 ~ ul li',
  heading: '{title} at (?<company>[^•]+?) •.* \\| Wellfound',
});
