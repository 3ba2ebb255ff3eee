import { markedSite } from './marked-site.ts';

export const rippling = markedSite({
  name: 'rippling',
  label: 'Rippling',
  hosts: ['ats.rippling.com'],
  places: '[data-icon="LOCATION_OUTLINE"] + p',
  heading: '{title} \\| {company}',
});
