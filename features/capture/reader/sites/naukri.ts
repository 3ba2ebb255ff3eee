import { markedSite } from './marked-site.ts';

export const naukri = markedSite({
  name: 'naukri',
  label: 'Naukri',
  hosts: ['naukri.com'],
  title: '[class*="jd-header-title"]',
  company: '[class*="jd-header-comp-name"] > a',
  places: '[class*="jhc__location"] a, [class*="jhc__location"]:not(:has(a))',
  workMode: '[class*="jhc__wfhmode"]',
  pay: '[class*="jhc__salary"]',
  payAs: inRupees,
});

/** "6-9 Lacs P.A.": a lakh is a hundred thousand. */
function inRupees(text: string): string {
  if (!/\bla(c|kh)s?\b/i.test(text)) return text;
  return `INR ${text.replace(/[\d.]+/g, (amount) => String(Math.round(Number(amount) * 100_000)))} per year`.replace(
    /la(c|kh)s?.*(?= per)/i,
    '',
  );
}
