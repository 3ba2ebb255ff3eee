import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOf, foundAt } from './posting-address.ts';

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
      'https://jobs.lever.co/acme/2f1b3c4d-0000-4000-8000-abcdefabcdef',
      'lever:2f1b3c4d-0000-4000-8000-abcdefabcdef',
    ],
    [
      'https://jobs.ashbyhq.com/acme/2f1b3c4d-0000-4000-8000-abcdefabcdef',
      'https://jobs.ashbyhq.com/acme/2f1b3c4d-0000-4000-8000-abcdefabcdef',
      'ashby:2f1b3c4d-0000-4000-8000-abcdefabcdef',
    ],
    [
      'https://3m.wd1.myworkdayjobs.com/en-US/Search/job/US-Minnesota/Data-Engineer_R01101234',
      'https://3m.wd1.myworkdayjobs.com/Search/job/US-Minnesota/Data-Engineer_R01101234',
      'workday:3m/R01101234',
    ],
    [
      'https://3m.wd1.myworkdayjobs.com/Search/job/Maplewood/Data-Engineer_R01101234-1/apply?source=x',
      'https://3m.wd1.myworkdayjobs.com/Search/job/Maplewood/Data-Engineer_R01101234-1',
      'workday:3m/R01101234',
    ],
    [
      'https://acme.wd5.myworkdayjobs.com/de-DE/Careers/details/Data-Engineer_JR-1001?source=LinkedIn&q=data',
      'https://acme.wd5.myworkdayjobs.com/Careers/details/Data-Engineer_JR-1001',
      'workday:acme/JR-1001',
    ],
    [
      'https://wd3.myworkdaysite.com/recruiting/acme/Careers/job/Berlin/Data-Engineer_R7/apply/applyManually',
      'https://wd3.myworkdaysite.com/recruiting/acme/Careers/job/Berlin/Data-Engineer_R7',
      'workday:acme/R7',
    ],
    [
      'https://www.linkedin.com/jobs/collections/recommended/?currentJobId=3801234567&eBP=x&lipi=urn%3Ali',
      'https://www.linkedin.com/jobs/view/3801234567',
      'linkedin:3801234567',
    ],
    [
      'https://uk.indeed.com/jobs?q=engineer&l=Leeds&vjk=0123456789abcdef&advn=1',
      'https://uk.indeed.com/viewjob?jk=0123456789abcdef',
      'indeed:0123456789abcdef',
    ],
    [
      'https://www.indeed.com/rc/clk?jk=0123456789abcdef&fccid=x&vjs=3',
      'https://www.indeed.com/viewjob?jk=0123456789abcdef',
      'indeed:0123456789abcdef',
    ],
    [
      'https://www.indeed.com/cmp/Acme/jobs/Data-Engineer-0123456789abcdef',
      'https://www.indeed.com/viewjob?jk=0123456789abcdef',
      'indeed:0123456789abcdef',
    ],
    [
      'https://boards.greenhouse.io/embed/job_app?for=acme&token=4012345&gh_src=x',
      'https://boards.greenhouse.io/acme/jobs/4012345',
      'greenhouse:4012345',
    ],
    [
      'https://job-boards.eu.greenhouse.io/acme/jobs/4012345101?utm_medium=email#app',
      'https://job-boards.eu.greenhouse.io/acme/jobs/4012345101',
      'greenhouse:4012345101',
    ],
    [
      'https://jobs.eu.lever.co/acme/2f1b3c4d-0000-4000-8000-abcdefabcdef/thanks',
      'https://jobs.eu.lever.co/acme/2f1b3c4d-0000-4000-8000-abcdefabcdef',
      'lever:2f1b3c4d-0000-4000-8000-abcdefabcdef',
    ],
    [
      'https://jobs.ashbyhq.com/Acme%20Inc/2f1b3c4d-0000-4000-8000-abcdefabcdef/application?utm_source=x',
      'https://jobs.ashbyhq.com/Acme%20Inc/2f1b3c4d-0000-4000-8000-abcdefabcdef',
      'ashby:2f1b3c4d-0000-4000-8000-abcdefabcdef',
    ],
    [
      'https://acme.com/careers?ashby_jid=2f1b3c4d-0000-4000-8000-abcdefabcdef&utm_source=x',
      'https://acme.com/careers?ashby_jid=2f1b3c4d-0000-4000-8000-abcdefabcdef',
      'ashby:2f1b3c4d-0000-4000-8000-abcdefabcdef',
    ],
    ['https://acme.bamboohr.com/careers/12?source=aWQ9MTI%3D', 'https://acme.bamboohr.com/careers/12', 'bamboohr:acme/12'],
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

  test.for([
    [
      'https://acme.wd1.myworkdayjobs.com/Jobs/job/X/Engineer_R-100',
      'https://other.wd1.myworkdayjobs.com/Jobs/job/X/Engineer_R-100',
    ],
    ['https://careers-acme.icims.com/jobs/1234/engineer/job', 'https://careers-other.icims.com/jobs/1234/engineer/job'],
    ['https://acme.bamboohr.com/careers/12', 'https://other.bamboohr.com/careers/12'],
    ['https://acme.recruitee.com/o/engineer', 'https://other.recruitee.com/o/engineer'],
    [
      'https://acme.taleo.net/careersection/2/jobdetail.ftl?job=12',
      'https://other.taleo.net/careersection/2/jobdetail.ftl?job=12',
    ],
  ] as const)('%s and the same number at another employer are two', ([one, other]) => {
    expect(addressOf(one).externalJobId).not.toBeNull();
    expect(addressOf(one).externalJobId).not.toBe(addressOf(other).externalJobId);
  });

  const uuid = '2f1b3c4d-0000-4000-8000-abcdefabcdef';
  const shapes = [
    (id: number) => [`https://www.linkedin.com/jobs/view/${id}`, `https://uk.linkedin.com/jobs/view/title-at-acme-${id}`],
    (id: number) => [
      `https://www.linkedin.com/jobs/search?currentJobId=${id}&keywords=x`,
      `https://www.linkedin.com/jobs/view/${id}/`,
    ],
    (id: number) => [`https://boards.greenhouse.io/acme/jobs/${id}`, `https://acme.com/careers?gh_jid=${id}`],
    (id: number) => [
      `https://acme.wd1.myworkdayjobs.com/A/job/B/C_R${id}`,
      `https://acme.wd1.myworkdayjobs.com/fr-FR/A/job/B/C_R${id}-2/apply`,
    ],
    (id: number) => [`https://jobs.lever.co/acme/${uuid}`, `https://jobs.lever.co/acme/${uuid}/apply?lever-origin=${id}`],
    (id: number) => [`https://jobs.ashbyhq.com/acme/${uuid}`, `https://jobs.ashbyhq.com/acme/${uuid}/application?utm_id=${id}`],
  ];
  const noise = fc.array(
    fc.tuple(
      fc.constantFrom('utm_source', 'utm_campaign', 'gclid', 'trk', 'refId', 'gh_src'),
      fc.stringMatching(/^[a-z0-9]{1,8}$/),
    ),
    { maxLength: 4 },
  );

  test('is one however it was come to: by another page of the board, with tracking and a fragment', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...shapes),
        fc.integer({ min: 1_000_000, max: 4_000_000_000 }),
        noise,
        (shape, id, parameters) => {
          const [one = '', other = ''] = shape(id);
          const tracked = new URL(other);
          for (const [name, value] of parameters) tracked.searchParams.append(name, value);
          tracked.hash = 'top';
          expect(addressOf(tracked.href).externalJobId).toBe(addressOf(one).externalJobId);
          expect(addressOf(one).externalJobId).not.toBe(
            addressOf(shape(id + 1)[0]!.replace(uuid, uuid.replace('2f', '3f'))).externalJobId,
          );
        },
      ),
    );
  });

  test('of a known board is its own canonical form', () => {
    fc.assert(
      fc.property(fc.constantFrom(...shapes), fc.integer({ min: 1_000_000 }), (shape, id) => {
        for (const url of shape(id)) {
          const { canonicalUrl, externalJobId } = addressOf(url);
          expect(addressOf(canonicalUrl)).toEqual({ canonicalUrl, externalJobId });
        }
      }),
    );
  });

  test('with slashes without end before something else is read before long', () => {
    // Where the work grows with the square of the length, it takes minutes, longer than a test may.
    const slashes = '/'.repeat(400_000);
    expect(addressOf(`https://acme.example${slashes}x`).canonicalUrl).toBe(`https://acme.example${slashes}x`);
    expect(addressOf(`https://acme.example/x${slashes}`).canonicalUrl).toBe('https://acme.example/x');
    expect(addressOf(`https://acme.myworkdayjobs.com/job${slashes}Cook_R1`).externalJobId).toBe('workday:acme/R1');
  });

  test('names the source where the product has a word for it', () => {
    expect(foundAt('https://uk.linkedin.com/jobs/view/1234567')).toEqual({ source: 'linkedin', sourceDetail: null });
    expect(foundAt('https://www.stepstone.de/stellenangebote--Koch--123.html')).toEqual({
      source: 'other',
      sourceDetail: 'StepStone',
    });
    expect(foundAt('https://www.usajobs.gov/job/812345600')).toEqual({ source: 'public_service', sourceDetail: 'USAJOBS' });
    expect(foundAt('https://jobs.lever.co/acme')).toEqual({ source: 'company_site', sourceDetail: null });
    expect(foundAt('https://notlinkedin.com/jobs/view/1234567')).toBeNull();
  });
});
