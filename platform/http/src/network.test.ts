import { expect, test } from 'vitest';
import { networkReader, networkSubject } from './network.ts';

test('an IPv6 address counts as its /64, an IPv4 address as itself', () => {
  expect(networkSubject('192.0.2.7')).toBe('192.0.2.7');
  expect(networkSubject('2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2::/64');
  expect(networkSubject('2001:0DB8:1:2::ffff')).toBe('2001:db8:1:2::/64');
  expect(networkSubject('::1')).toBe('0:0:0:0::/64');
  expect(networkSubject('2001:db8::')).toBe('2001:db8:0:0::/64');
  expect(networkSubject('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
});

test('without a trusted proxy a forwarded address is not believed', () => {
  expect(networkReader([])('192.0.2.1', '198.51.100.9')).toBe('192.0.2.1');
});

test('a trusted proxy is believed, and only for the hop it saw itself', () => {
  const networkOf = networkReader(['10.0.0.0/8', '::1']);
  expect(networkOf('10.1.2.3', '203.0.113.9, 198.51.100.9')).toBe('198.51.100.9');
  expect(networkOf('::ffff:10.1.2.3', '198.51.100.9, 10.9.9.9')).toBe('198.51.100.9');
  expect(networkOf('::1', '2001:db8:1:2::9')).toBe('2001:db8:1:2::/64');
  expect(networkOf('192.0.2.1', '198.51.100.9')).toBe('192.0.2.1');
});

test('a trusted proxy that says nothing, or nonsense, is the address itself', () => {
  const networkOf = networkReader(['10.0.0.0/8']);
  for (const header of [null, '', 'unknown', '<script>']) expect(networkOf('10.1.2.3', header)).toBe('10.1.2.3');
});
