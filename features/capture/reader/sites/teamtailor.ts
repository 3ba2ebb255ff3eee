import { markedSite } from './marked-site.ts';

export const teamtailor = markedSite({
  label: 'Teamtailor',
});
