import { readDay } from '../dates.ts';
import { factsNamed } from '../facts.ts';
import type { Page } from '../page.ts';
import { markedSite, type MarkedSite } from './marked-site.ts';

const marked = markedSite({
  label: 'USAJOBS',
  hosts: ['usajobs.gov'],
  title: '#job-title',
  company: '.usajobs-joa-banner__agency',
  places: '.usajobs-joa-locations__city',
});

export const usaJobs: MarkedSite = {
  ...marked,
  read: (page) => ({ ...marked.read(page), ...datesOf(page), workMode: modeOf(page) }),
};

const says = (page: Page, label: RegExp) => factsNamed(page, label)[0]?.value ?? '';

/** "Open & closing dates: 11/09/2026 to 12/01/2026" */
function datesOf(page: Page) {
  const [opens = '', closes = ''] = says(page, /^open (and )?closing dates$/).split(' to ');
  return { postedOn: readDay(opens, page), closesOn: readDay(closes, page, true) };
}

function modeOf(page: Page) {
  const [isRemote, isTelework] = [says(page, /^remote job$/), says(page, /^telework eligible$/)].map((value) =>
    /^yes\b/i.test(value),
  );
  if (isRemote) return 'remote';
  if (isTelework) return 'hybrid';
  return /^no\b/i.test(says(page, /^telework eligible$/)) ? 'onsite' : null;
}
