import { expect, test } from 'vitest';
import { minorOf } from './PayInput.tsx';

test.for([
  ['85000', 'EUR', 8_500_000],
  ['85,000', 'USD', 8_500_000],
  ['85.000', 'EUR', 8_500_000],
  ['85 000,50', 'EUR', 8_500_050],
  ['1,234,567.89', 'USD', 123_456_789],
  ['41.5', 'USD', 4_150],
  ['85k', 'USD', 8_500_000],
  ['5000000', 'JPY', 5_000_000],
] as const)('an amount written %s in %s is %d minor units', ([text, currency, minor]) => {
  expect(minorOf(text, currency)).toBe(minor);
});

test.for(['', 'much', '-5', '1e9', '12 to 15'])('%o is not an amount', (text) => {
  expect(minorOf(text, 'EUR')).toBeNull();
});
