import { expect, test } from 'vitest';
import { secretBytes, stepOfCode, toKeyUri, toTypedSecret } from './totp.ts';

/** RFC 6238, appendix B, SHA-1: the last six of its eight digits. */
const vectors = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
] as const;
const ofRfc = Buffer.from('12345678901234567890');

test.each(vectors)('the code of RFC 6238 at second %i is %s', (second, code) => {
  expect(stepOfCode(ofRfc, code, second * 1000)).toBe(Math.floor(second / 30));
});

test('a code counts one step early and one step late, and not beyond', () => {
  const [, code] = vectors[3];
  const step = Math.floor(1234567890 / 30);
  const inStep = (away: number) => stepOfCode(ofRfc, code, (step + away) * 30_000);
  expect([-1, 0, 1].map(inStep)).toEqual([step, step, step]);
  expect([-2, 2].map(inStep)).toEqual([null, null]);
  expect(stepOfCode(ofRfc, code, (step + 2) * 30_000 - 1), 'to the last millisecond').toBe(step);
});

test.each(['', '00592', '0059240', '００５９２４', '005924 '])('%j is no code', (shown) => {
  expect(stepOfCode(ofRfc, shown, 1234567890_000)).toBeNull();
});

test('a secret is typed as 32 characters of Base32 without padding', () => {
  expect(ofRfc).toHaveLength(secretBytes);
  expect(toTypedSecret(ofRfc)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  const part = Buffer.concat([Buffer.from('before'), ofRfc, Buffer.from('after')]).subarray(6, 26);
  expect(toTypedSecret(part), 'of a part of a larger buffer').toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
});

test.each([
  ['ada@example.org', 'ada%40example.org'],
  ['ada+sotto@example.org', 'ada%2Bsotto%40example.org'],
  ["o'brien!#$%&*/=?^_`{|}~@example.org", "o'brien!%23%24%25%26*%2F%3D%3F%5E_%60%7B%7C%7D~%40example.org"],
  ['größe@bücher.example', 'gr%C3%B6%C3%9Fe%40b%C3%BCcher.example'],
  ['用户@例子.广告', '%E7%94%A8%E6%88%B7%40%E4%BE%8B%E5%AD%90.%E5%B9%BF%E5%91%8A'],
])('the address of the QR code for %s is byte for byte what authenticator apps read', (email, label) => {
  expect(toKeyUri(ofRfc, email)).toBe(
    `otpauth://totp/Sotto:${label}?issuer=Sotto&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30`,
  );
});
