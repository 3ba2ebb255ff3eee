import { describe, expect, test } from 'vitest';
import { blankProfile, Profile, ProfileFields, ProfileKind, rightToWorkIn } from './profile.ts';

const filled: ProfileFields = {
  honorific: 'Dr',
  givenName: 'Ana',
  middleName: 'Lucía',
  familyName: 'Ferrer i Vidal',
  email: 'ana@example.org',
  phoneCountryCode: '+34',
  phone: '(612) 345-678',
  address: { street1: 'Carrer Nou 3', city: 'Girona', postalCode: '17001', country: 'ES' },
  linkedinUrl: 'https://www.linkedin.com/in/ana',
  githubUrl: 'https://github.com/ana',
  websiteUrl: 'https://ana.example',
  otherLinks: [{ name: 'Portfolio', url: 'https://ana.example/work' }],
  currentCompany: 'ACME',
  currentTitle: 'Engineer',
  education: [{ school: 'UdG', degree: 'MSc', field: 'Physics', startYear: 2010, endYear: 2015 }],
  noticePeriod: 'two months',
  expectedPay: { amount: 6_000_000, currency: 'EUR', period: 'year' },
  rightToWork: [{ country: 'ES', authorised: true, needsSponsorship: false }],
};

describe('a profile', () => {
  test('holds every field of the product, and nothing else', () => {
    expect(ProfileFields.parse(filled)).toEqual(filled);
    expect(ProfileFields.safeParse({ ...filled, birthday: '1990-01-01' }).success).toBe(false);
    expect(Object.keys(blankProfile).toSorted()).toEqual(Object.keys(filled).toSorted());
  });

  test('says nothing until someone does', () => {
    expect(ProfileFields.parse(blankProfile)).toEqual(blankProfile);
    expect(Object.values(blankProfile).every((value) => value === null || (Array.isArray(value) && value.length === 0))).toBe(
      true,
    );
    expect(ProfileKind.schema.parse({ ...blankProfile, resume: null })).toEqual({ ...blankProfile, resume: null });
  });

  test('has no answer about the right to work that was not given', () => {
    expect(rightToWorkIn(blankProfile, 'US')).toEqual({ authorised: null, needsSponsorship: null });
    expect(rightToWorkIn(filled, 'US')).toEqual({ authorised: null, needsSponsorship: null });
    expect(rightToWorkIn(filled, 'ES')).toMatchObject({ authorised: true, needsSponsorship: false });
    const half = { ...filled, rightToWork: [{ country: 'US', authorised: true, needsSponsorship: null }] };
    expect(rightToWorkIn(ProfileFields.parse(half), 'US')).toMatchObject({ authorised: true, needsSponsorship: null });
  });

  test('asks for the answers about a country to be there, if only as none', () => {
    expect(ProfileFields.safeParse({ ...filled, rightToWork: [{ country: 'US' }] }).success).toBe(false);
  });

  test.for([
    [{ phoneCountryCode: '49' }, 'phoneCountryCode'],
    [{ phone: 'call me' }, 'phone'],
    [{ phone: '+49 170 1234567' }, 'phone'],
    [{ email: 'ana' }, 'email'],
    [{ linkedinUrl: 'javascript:alert(1)' }, 'linkedinUrl'],
    [{ otherLinks: [{ name: 'x', url: 'data:text/html,x' }] }, 'otherLinks.0.url'],
    [{ education: [{ school: 'UdG', degree: null, field: null, startYear: 2015, endYear: 2010 }] }, 'education.0.endYear'],
    [{ expectedPay: { amount: 60_000.5, currency: 'EUR', period: 'year' } }, 'expectedPay.amount'],
    [{ expectedPay: { amount: 1, currency: 'EUR', period: 'decade' } }, 'expectedPay.period'],
    [{ rightToWork: [{ country: 'Spain', authorised: null, needsSponsorship: null }] }, 'rightToWork.0.country'],
    [
      {
        rightToWork: [
          { country: 'es', authorised: true, needsSponsorship: null },
          { country: 'ES', authorised: false, needsSponsorship: null },
        ],
      },
      'rightToWork',
    ],
    [{ givenName: '' }, 'givenName'],
  ] as const)('refuses %j', ([wrong, where]) => {
    const parsed = ProfileFields.safeParse({ ...filled, ...wrong });
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([where]);
  });

  test('keeps what is known of its resume', () => {
    const resume = {
      id: '01929f10-0000-7000-8000-000000000001',
      name: 'Ana.pdf',
      type: 'application/pdf',
      sizeBytes: 1,
      sha256: 'a'.repeat(64),
      uploadedAt: 0,
    };
    expect(Profile.parse({ ...filled, resume })).toEqual({ ...filled, resume });
    expect(Profile.safeParse({ ...filled, resume: { ...resume, type: 'text/html' } }).success).toBe(false);
    expect(Profile.safeParse({ ...filled, resume: { ...resume, sizeBytes: 6 * 1024 * 1024 } }).success).toBe(false);
  });
});
