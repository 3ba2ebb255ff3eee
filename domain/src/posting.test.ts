import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOf, sourceOf } from './posting.ts';

describe('the address of a posting', () => {
  test.for([
    [
      'https://www.linkedin.com/jobs/view/3801234567/?refId=abc&trackingId=x#top',
      'https://www.linkedin.com/jobs/view/3801234567',
      'linkedin:3801234567',
    ],
    [
      'https://de.linkedin.com/jobs/view/data-engineer-at-acme-3801234567?trk=public',
      'https://www.linkedin.com/jobs/view/3801234567',
      'linkedin:3801234567',
    ],
    [
      'https://www.linkedin.com/jobs/search/?currentJobId=3801234567&keywords=x',
      'https://www.linkedin.com/jobs/view/3801234567',
      'linkedin:3801234567',
    ],
    [
      'https://www.linkedin.com/comm/jobs/view/3801234567',
      'https://www.linkedin.com/jobs/view/3801234567',
      'linkedin:3801234567',
    ],
    [
      'https://de.indeed.com/viewjob?jk=0123456789abcdef&from=serp&vjs=3',
      'https://de.indeed.com/viewjob?jk=0123456789abcdef',
      'indeed:0123456789abcdef',
    ],
    [
      'https://boards.greenhouse.io/acme/jobs/4012345?gh_src=abc',
      'https://boards.greenhouse.io/acme/jobs/4012345',
      'greenhouse:4012345',
    ],
    [
      'https://job-boards.greenhouse.io/acme/jobs/4012345',
      'https://job-boards.greenhouse.io/acme/jobs/4012345',
      'greenhouse:4012345',
    ],
    ['https://acme.com/careers?gh_jid=4012345&utm_source=x', 'https://acme.com/careers?gh_jid=4012345', 'greenhouse:4012345'],
    [
      'https://jobs.lever.co/acme/2f1b3c4d-0000-4000-8000-abcdefabcdef/apply?lever-source=LinkedIn',
      'https://jobs.lever.co/acme/2f1b3c4d-0000-4000-8000-abcdefabcdef/apply',
      'lever:2f1b3c4d-0000-4000-8000-abcdefabcdef',
    ],
    [
      'https://jobs.ashbyhq.com/acme/2f1b3c4d-0000-4000-8000-abcdefabcdef',
      'https://jobs.ashbyhq.com/acme/2f1b3c4d-0000-4000-8000-abcdefabcdef',
      'ashby:2f1b3c4d-0000-4000-8000-abcdefabcdef',
    ],
    [
      'https://3m.wd1.myworkdayjobs.com/en-US/Search/job/US-Minnesota/Data-Engineer_R01101234',
      'https://3m.wd1.myworkdayjobs.com/en-US/Search/job/US-Minnesota/Data-Engineer_R01101234',
      'workday:R01101234',
    ],
    [
      'https://3m.wd1.myworkdayjobs.com/Search/job/Maplewood/Data-Engineer_R01101234-1/apply?source=x',
      'https://3m.wd1.myworkdayjobs.com/Search/job/Maplewood/Data-Engineer_R01101234-1/apply',
      'workday:R01101234',
    ],
    ['http://WWW.Acme.com/jobs/17/?b=2&a=1&utm_campaign=z&fbclid=q#apply', 'https://acme.com/jobs/17?a=1&b=2', null],
    ['https://acme.com/', 'https://acme.com', null],
    ['https://acme.com/job?id=5&position=9', 'https://acme.com/job?id=5&position=9', null],
  ] as const)('%s is known by its canonical form', ([url, canonicalUrl, externalJobId]) => {
    expect(addressOf(url)).toEqual({ canonicalUrl, externalJobId });
  });

  test('is its own canonical form, for any address', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const { canonicalUrl } = addressOf(url);
        expect(addressOf(canonicalUrl).canonicalUrl).toBe(canonicalUrl);
        expect(canonicalUrl).not.toContain('#');
      }),
    );
  });

  test('does not change with tracking added anywhere', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.constantFrom('utm_source', 'gclid', 'fbclid', 'trk', 'gh_src'), (url, parameter) => {
        expect(addressOf(`${url}?${parameter}=x`).canonicalUrl).toBe(addressOf(url).canonicalUrl);
      }),
    );
  });

  test('names the source where the product has a word for it', () => {
    expect(sourceOf('https://uk.linkedin.com/jobs/view/1234567')).toBe('linkedin');
    expect(sourceOf('https://notlinkedin.com/jobs/view/1234567')).toBeNull();
  });
});
