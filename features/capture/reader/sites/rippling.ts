import { markedSite } from './marked-site.ts';

export const rippling = markedSite({
  label: 'Rippling',
  hosts: ['ats.rippling.com'],
  company: '[data-testid="breadcrumb"] li:first-child a',
  places: '[data-icon="LOCATION_OUTLINE"] + p',
  heading: '{title} \\| {company}',
});
