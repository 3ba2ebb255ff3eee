import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findKeyFault } from './repeated-keys.ts';

test('any JSON that JSON.stringify writes is free of faults', () => {
  const anyJson = fc.jsonValue({ stringUnit: 'binary' });
  fc.assert(
    fc.property(
      anyJson,
      fc.nat(4),
      (value, indent) =>
        findKeyFault(JSON.stringify(value, null, indent)) === null || JSON.stringify(value).includes('__proto__'),
    ),
  );
});

test('a key written twice is found wherever it lies, by its path', () => {
  const key = fc.string({ maxLength: 8 }).filter((text) => text !== '__proto__');
  fc.assert(
    fc.property(fc.array(key, { maxLength: 4 }), key, fc.json(), fc.json(), (path, twice, one, other) => {
      const quoted = JSON.stringify(twice);
      const inner = `{${quoted}:${one.includes('__proto__') ? 1 : one}, ${quoted} : ${other}}`;
      const json = path.reduceRight((text, step) => `{${JSON.stringify(step)}:${text}}`, inner);
      expect(findKeyFault(json)).toEqual({ field: [...path, twice].join('.'), message: 'This is given twice.' });
    }),
  );
});

test('the same key in another object, as a value or in a list is none', () => {
  expect(findKeyFault('{"a":"a","b":{"a":1},"c":[{"a":1},{"a":2},"a","a"],"d":"\\"a\\":1,\\"a\\":2"}')).toBeNull();
});

test('an element of a list is named by its position', () => {
  expect(findKeyFault('{"rows":[1,{"a":1},{"x":[[]],"b":1,"b":2}]}')).toEqual({
    field: 'rows.2.b',
    message: 'This is given twice.',
  });
});

test('a megabyte is looked through quickly', () => {
  const json = JSON.stringify(Array.from({ length: 20_000 }, (_, at) => ({ [`key ${at}`]: '"\\'.repeat(5), nested: [{}] })));
  const began = process.cpuUsage();
  expect(findKeyFault(json)).toBeNull();
  // Quadratic work would take minutes. Of the processor: by the clock, a busy machine would be too slow.
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(10_000);
});

test('a megabyte that goes deep is looked through quickly, and its last key is still found by its path', () => {
  const depth = 100_000;
  const nested = (inner: string) => `${'{"a":'.repeat(depth)}${inner}${'}'.repeat(depth)}`;
  const began = process.cpuUsage();
  expect(findKeyFault(nested('1'))).toBeNull();
  expect(findKeyFault(nested('{"b":1,"b":2}'))?.field).toBe(`${'a.'.repeat(depth)}b`);
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(10_000);
});
