import { expect, test } from 'vitest';
import { linkTo } from './link.ts';

test.for([
  ['https://www.acme.example/jobs/17/?utm_source=x&lang=de#apply', 'https://www.acme.example/jobs/17/?lang=de'],
  ['http://jobs.acme.example/17?gclid=1', 'http://jobs.acme.example/17'],
  ['https://de.linkedin.com/jobs/view/engineer-at-acme-3801234567?trk=x', 'https://www.linkedin.com/jobs/view/3801234567'],
  ['https://acme.example/', 'https://acme.example/'],
] as const)('%s is shared as %s', ([address, link]) => {
  expect(linkTo(address)).toBe(link);
});
