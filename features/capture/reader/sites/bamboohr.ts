import { markedSite } from './marked-site.ts';

export const bambooHr = markedSite({
  label: 'BambooHR',
});
