import { markedSite } from './marked-site.ts';

export const adp = markedSite({
  label: 'ADP',
});
