import { markedSite } from './marked-site.ts';

export const recruitee = markedSite({
  name: 'recruitee',
  label: 'Recruitee',
  hosts: ['recruitee.com'],
  places: '[data-testid="styled-location-list-item"]',
});
