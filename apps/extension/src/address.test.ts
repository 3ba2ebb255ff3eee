import { expect, test } from 'vitest';
import { readAddress } from './address.ts';

test.for([
  ['sotto.example.org', 'https://sotto.example.org'],
  [' https://sotto.example.org/board/1?x#y ', 'https://sotto.example.org'],
  ['https://sotto.example.org:8443', 'https://sotto.example.org:8443'],
  ['localhost:4747', 'http://localhost:4747'],
  ['http://127.0.0.1:4747/', 'http://127.0.0.1:4747'],
  ['https://localhost', 'https://localhost'],
  ['SOTTO.EXAMPLE.ORG', 'https://sotto.example.org'],
] as const)('“%s” means %s', ([text, origin]) => {
  expect(readAddress(text)).toEqual({ origin });
});

test.for([
  '',
  '   ',
  'https://',
  'so tto',
  'hello there',
  'sotto example.org',
  'ftp://x.example',
  'javascript:alert(1)',
  'https://me:word@sotto.example.org',
])('“%s” is no address', (text) => {
  expect(readAddress(text)).toEqual({ failure: { kind: 'no-address' } });
});

test.for([
  'http://sotto.example.org',
  'http://192.168.1.7:4747',
  'http://localhost.example.org',
  'http://localhost@evil.example',
])('no key goes over plain HTTP to another machine: %s', (text) => {
  expect(readAddress(text)).toHaveProperty('failure');
});
