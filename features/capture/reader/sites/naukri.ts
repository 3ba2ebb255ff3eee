import { markedSite } from './marked-site.ts';

export const naukri = markedSite({
  label: 'Naukri',
  title: '[class*="jd-header-title"]',
  company: '[class*="jd-header-comp-name"] > a',
  places: '[class*="jhc__location"] a, [class*="jhc__location"]:not(:has(a))',
  workMode: '[class*="jhc__wfhmode"]',
  pay: '[class*="jhc__salary"]',
});
