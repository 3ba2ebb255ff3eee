/** What the fields of an application say. */
export const fieldTexts = {
  payFrom: 'From, or exactly',
  payTo: 'To',
  currency: 'Currency',
  period: 'Per',
  unreadableAmount: 'An amount is digits, such as 85,000 or 85k.',
  city: 'City',
  region: 'Region or state',
  country: 'Country',
  postalCode: 'Postal code',
  street: 'Street',
  notSaid: 'Not said',
  what: 'What to do',
  dueOn: 'By when',
  notAddress: 'An address begins with http:// or https://.',
  rating: (value: number) => `${value} of 5`,
  noRating: 'Not rated',
} as const;
