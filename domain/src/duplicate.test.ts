import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { duplicatesOf, isSimilarTitle, similarTitle, titleSimilarity, type Known } from './duplicate.ts';

/** Pairs of titles as they stand in trackers and adverts, judged by hand: the same position in other words. */
const same: readonly (readonly [string, string])[] = [
  ['Senior Software Engineer', 'Sr. Software Engineer'],
  ['Senior Software Engineer (Backend)', 'Senior Backend Software Engineer'],
  ['Data Engineer', 'Data Engineer (m/w/d)'],
  ['Data Engineer', 'Data Engineer - Remote'],
  ['Frontend Developer', 'Front-End Developer'],
  ['Front end engineer, React', 'Frontend Engineer (React)'],
  ['Full Stack Developer', 'Fullstack Developer'],
  ['Software Engineer II', 'Software Engineer 2'],
  ['Product Manager, Growth', 'Growth Product Manager'],
  ['Site Reliability Engineer', 'SRE'],
  ['Machine Learning Engineer', 'ML Engineer'],
  ['UX Designer', 'User Experience Designer'],
  ['QA Engineer', 'Quality Assurance Engineer'],
  ['Analytics Engineer, Claims', 'Analytics engineer (claims)'],
  ['Marketing Manager', 'Marketing Mgr'],
  ['HR Business Partner', 'Human Resources Business Partner'],
  ['Softwareentwickler (m/w/d)', 'Softwareentwickler'],
  ['Entwickler:in Backend', 'Backend Entwickler'],
  ['Ingénieur logiciel', 'Ingenieur Logiciel'],
  ['Nurse Practitioner', 'Nurse Practitioner - Full Time'],
  ['Customer Success Manager - EMEA', 'Customer Success Manager EMEA'],
  ['Developer Advocate', 'Developer Advocate (Remote, US)'],
  ['Senior Data Analyst', 'Senior Data Analyst 4012345'],
  ['Account Executive', 'Account Exec'],
  ['Administrative Assistant', 'Administrative Asst.'],
  ['Software Developer', 'Software Engineer, Developer'],
  ['Technical Writer', 'Technical Writers'],
  ['Operations Analyst', 'Ops Analyst'],
];

/** Two positions, however close they sound. */
const different: readonly (readonly [string, string])[] = [
  ['Senior Software Engineer', 'Junior Software Engineer'],
  ['Software Engineer', 'Software Engineering Manager'],
  ['Data Engineer', 'Data Scientist'],
  ['Data Analyst', 'Data Engineer'],
  ['Frontend Engineer', 'Backend Engineer'],
  ['Product Manager', 'Product Designer'],
  ['Product Manager', 'Project Manager'],
  ['Software Engineer Intern', 'Senior Software Engineer'],
  ['Account Executive', 'Account Manager'],
  ['Marketing Manager', 'Marketing Assistant'],
  ['Head of Data', 'Data Analyst'],
  ['Software Engineer II', 'Software Engineer III'],
  ['UX Designer', 'UX Researcher'],
  ['Machine Learning Engineer', 'Mechanical Engineer'],
  ['Nurse Practitioner', 'Nursing Assistant'],
  ['Customer Success Manager', 'Customer Support Agent'],
  ['Security Engineer', 'Sales Engineer'],
  ['Staff Engineer, Payments', 'Staff Engineer, Search'],
  ['Android Developer', 'iOS Developer'],
  ['Java Developer', 'JavaScript Developer'],
  ['Operations Analyst', 'Business Analyst'],
  ['Teacher, Mathematics', 'Teacher, History'],
  ['Electrical Engineer', 'Civil Engineer'],
  ['DevOps Engineer', 'Data Engineer'],
  ['Financial Analyst', 'Credit Analyst'],
  ['Entwickler Backend', 'Entwickler Frontend'],
  ['Research Scientist', 'Research Assistant'],
  ['Associate Product Manager', 'Senior Product Manager'],
];

describe('similar titles', () => {
  test(`are told from others in all of ${same.length} pairs that are one position and ${different.length} that are two`, () => {
    const missed = same.filter(([a, b]) => !isSimilarTitle(a, b));
    const wrong = different.filter(([a, b]) => isSimilarTitle(a, b));
    expect({ missed: missed.map(show), wrong: wrong.map(show) }).toEqual({ missed: [], wrong: [] });
  });

  test('are judged with room on both sides of the threshold', () => {
    const lowest = Math.min(...same.map(([a, b]) => titleSimilarity(a, b)));
    const highest = Math.max(...different.map(([a, b]) => titleSimilarity(a, b)));
    // Measured: 0.80 and 0.70.
    expect(lowest).toBeGreaterThan(similarTitle + 0.05);
    expect(highest).toBeLessThan(similarTitle - 0.05);
  });

  test('are so both ways round, and every title is like itself', () => {
    const anyTitle = fc.oneof(fc.constantFrom(...same.flat(), ...different.flat()), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(anyTitle, anyTitle, (a, b) => {
        expect(titleSimilarity(a, b)).toBeCloseTo(titleSimilarity(b, a), 10);
        expect(titleSimilarity(a, a)).toBeCloseTo(1, 10);
        expect(titleSimilarity(a, b)).toBeGreaterThanOrEqual(0);
        expect(titleSimilarity(a, b)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

function show([a, b]: readonly [string, string]): string {
  return `${a} | ${b}: ${titleSimilarity(a, b).toFixed(2)}`;
}

describe('duplicates', () => {
  const today = '2026-11-21';
  const known = (id: string, more: Partial<Known> = {}): Known => ({
    id,
    title: 'Backend Engineer',
    companyKeys: ['acme'],
    doNotApply: false,
    canonicalUrl: null,
    externalJobId: null,
    on: '2026-10-01',
    ...more,
  });
  const nothing = { company: null, title: null, url: null };
  const levels = (candidate: Parameters<typeof duplicatesOf>[0], ...all: Known[]) =>
    duplicatesOf(candidate, all, today).map(({ level, known: { id } }) => `${id}: ${level}`);

  test('with the same job id or address are the same posting, whatever the company is called', () => {
    const url = 'https://www.linkedin.com/jobs/view/3801234567?trk=x';
    expect(levels({ ...nothing, url }, known('a', { externalJobId: 'linkedin:3801234567' }), known('b'))).toEqual([
      'a: same_posting',
    ]);
    expect(
      levels(
        { ...nothing, url: 'http://www.acme.com/jobs/1/?utm_source=x' },
        known('a', { canonicalUrl: 'https://acme.com/jobs/1' }),
      ),
    ).toEqual(['a: same_posting']);
  });

  test('at the same company with a similar title are similar, however long ago', () => {
    expect(
      levels({ ...nothing, company: 'ACME, Inc.', title: 'Back-end Engineer (m/f/d)' }, known('a', { on: '2019-01-01' })),
    ).toEqual(['a: similar']);
  });

  test('at the same company are told of for six months', () => {
    const candidate = { ...nothing, company: 'Acme', title: 'Accountant' };
    expect(levels(candidate, known('a', { on: '2026-05-21' }), known('b', { on: '2026-05-20' }))).toEqual(['a: same_company']);
  });

  test('are found by an alias of the company', () => {
    expect(levels({ ...nothing, company: 'Google LLC' }, known('a', { companyKeys: ['alphabet', 'google'] }))).toEqual([
      'a: same_company',
    ]);
  });

  test('come strongest first, then latest', () => {
    const candidate = { company: 'Acme', title: 'Backend Engineer', url: 'https://acme.com/1' };
    const found = levels(
      candidate,
      known('a', { title: 'Cook', on: '2026-11-01' }),
      known('b', { on: '2026-01-01' }),
      known('c', { on: '2026-02-01' }),
      known('d', { canonicalUrl: 'https://acme.com/1', on: '2020-01-01' }),
    );
    expect(found).toEqual(['d: same_posting', 'c: similar', 'b: similar', 'a: same_company']);
  });

  test('are found for titles of words that every object knows', () => {
    for (const title of ['Constructor', 'toString valueOf', '__proto__', 'Senior hasOwnProperty'])
      expect(levels({ ...nothing, company: 'Acme', title }, known('a', { title }), known('b', { title: 'Cook' }))).toEqual([
        'a: similar',
        'b: same_company',
      ]);
  });

  test('of nothing are none', () => {
    expect(levels(nothing, known('a'))).toEqual([]);
    expect(levels({ company: 'Other', title: 'Backend Engineer', url: 'https://other.com' }, known('a'))).toEqual([]);
  });
});
