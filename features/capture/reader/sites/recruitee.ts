import { markedSite } from './marked-site.ts';

export const recruitee = markedSite({
  label: 'Recruitee',
});
