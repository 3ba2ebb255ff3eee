import { markedSite } from './marked-site.ts';

/** The boards of the group share their pages. */
const marks = {
  title: '[data-at="header-job-title"]',
  company: '[data-at="metadata-company-name"]',
  places: '[data-at="metadata-location"]',
  workMode: '[data-at="metadata-work-from-home"]',
  employmentType: '[data-at="metadata-work-type"], [data-at="metadata-contract-type"]',
  pay: '[data-at="metadata-salary"]',
  postedOn: '[data-at="metadata-online-date"]',
};

export const stepStone = markedSite({ label: 'StepStone', hosts: ['stepstone.*'], ...marks });

export const totaljobs = markedSite({
  label: 'Totaljobs',
  hosts: ['totaljobs.com', 'cwjobs.co.uk', 'jobsite.co.uk'],
  ...marks,
});
