import { markedSite } from './marked-site.ts';

/** For students; each school has a host of its own. */
export const handshake = markedSite({
  label: 'Handshake',
  hosts: ['joinhandshake.com', 'joinhandshake.co.uk'],
  list: /^\/job-search/,
  region: '[data-hook="job-details-page"], [data-hook="right-content"]',
  only: ['company'],
  title: 'h1',
  company: 'a[href^="/e/"]',
  postedOn: 'h1 + p',
  noise: /\s*∙.*$/,
  heading: '{title} \\| {company} \\| Handshake',
});
