/** People who never lived, to try forms with: a form that lists the provinces of one country can only be filled by who lives there. */
import type { ProfileFields } from '@sotto/domain';

const ada: ProfileFields = {
  honorific: 'Ms',
  givenName: 'Ada',
  middleName: 'June',
  familyName: 'Morgan Reyes',
  email: 'ada.morgan@example.org',
  phoneCountryCode: '+1',
  phone: '415 555 0132',
  address: {
    street1: '12 Harbour Street',
    street2: 'Apt 4',
    city: 'Oakland',
    region: 'California',
    postalCode: '94607',
    country: 'US',
  },
  linkedinUrl: 'https://www.linkedin.com/in/ada-morgan-example',
  githubUrl: 'https://github.com/ada-morgan-example',
  websiteUrl: 'https://ada.example.org',
  otherLinks: [],
  currentCompany: 'Harbour Tools',
  currentTitle: 'Engineer',
  education: [{ school: 'Example University', degree: 'Bachelor of Science', field: 'Physics', startYear: 2010, endYear: 2014 }],
  noticePeriod: 'One month',
  expectedPay: { amount: 12_000_000, currency: 'USD', period: 'year' },
  rightToWork: [{ country: 'US', authorised: true, needsSponsorship: false }],
};

const lena: ProfileFields = {
  ...ada,
  honorific: 'Frau',
  givenName: 'Lena',
  familyName: 'Ortiz Brandt',
  phoneCountryCode: '+49',
  phone: '030 5550132',
  address: {
    street1: 'Hafenstrasse 12',
    street2: 'Hinterhaus',
    city: 'Berlin',
    region: 'Berlin',
    postalCode: '10115',
    country: 'DE',
  },
};

const noor: ProfileFields = {
  ...ada,
  givenName: 'Noor',
  familyName: 'Tremblay',
  address: {
    street1: '7 Rue du Port',
    street2: 'Unit 2',
    city: 'Toronto',
    region: 'Ontario',
    postalCode: 'M5V 2T6',
    country: 'CA',
  },
};

const owen: ProfileFields = {
  ...ada,
  honorific: 'Mr',
  givenName: 'Owen',
  familyName: 'Hale',
  phoneCountryCode: '+44',
  phone: '020 7946 0132',
  address: {
    street1: '3 Quay Road',
    street2: 'Flat 2',
    city: 'Bristol',
    region: 'Bristol',
    postalCode: 'BS1 4TR',
    country: 'GB',
  },
};

export const samplePeople: readonly ProfileFields[] = [ada, lena, noor, owen];
