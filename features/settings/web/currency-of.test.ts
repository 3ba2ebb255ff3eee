import { expect, test } from 'vitest';
import { currencyOf } from './currency-of.ts';

test('the currency goes by the region of a language, and is not guessed where none is named', () => {
  expect(['en-US', 'en-GB', 'de-CH', 'de-DE', 'en'].map(currencyOf)).toEqual([
    { currency: 'USD' },
    { currency: 'GBP' },
    { currency: 'CHF' },
    {},
    {},
  ]);
});
