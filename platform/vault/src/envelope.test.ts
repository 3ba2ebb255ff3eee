import { createCipheriv, createSecretKey, randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIds } from '@sotto/domain';
import { DidNotOpen, type Place } from './door.ts';
import { envelopeFormat, isEnvelope, openEnvelope, sealEnvelope } from './envelope.ts';
import { createNonces } from './key-tree.ts';
import { makeOpening } from './opening.ts';
import { createSealer, KeyExhausted, sealsToRefuse } from './sealer.ts';
import { start } from './testing.ts';

const ids = createIds(() => start, randomBytes);
const key = createSecretKey(randomBytes(32));
const binding = ['user', 'record:2', 'id', 1, 'key'];
const seal = (plaintext: Uint8Array, under = { key, binding }) => sealEnvelope(under, plaintext, randomBytes(12));
const opens = (sealed: Uint8Array, under: { key: typeof key; binding: readonly (string | number)[] } = { key, binding }) => {
  try {
    openEnvelope(under, sealed);
    return true;
  } catch (error) {
    if (error instanceof DidNotOpen) return false;
    throw error;
  }
};

test('an envelope gives back what was sealed, in steps of 64 bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (plaintext) => {
      const sealed = seal(plaintext);
      expect(Buffer.from(openEnvelope({ key, binding }, sealed))).toEqual(Buffer.from(plaintext));
      expect((sealed.length - 1 - 12 - 16) % 64).toBe(0);
      expect(sealed[0]).toBe(envelopeFormat);
      expect(isEnvelope(sealed)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('a flipped bit opens nothing: 0 of 100,000, and unflipped every one opens', () => {
  const sealed = seal(randomBytes(200));
  const bits = sealed.length * 8;
  let opened = 0;
  let tried = 0;
  for (let run = 0; run < 100_500; run++) {
    const changed = Buffer.from(sealed);
    // First every single bit in turn, then pairs of them.
    const flipped = run < bits ? [run] : [(run * 7919) % bits, (run * 104_729 + 1) % bits];
    if (flipped[0] === flipped[1]) continue;
    for (const bit of flipped) changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    tried += 1;
    if (opens(changed)) opened += 1;
  }
  expect(tried).toBeGreaterThanOrEqual(100_000);
  expect(opened).toBe(0);
  expect(opens(Buffer.from(sealed))).toBe(true);
});

test('a shortened or lengthened envelope opens nothing', () => {
  const sealed = seal(randomBytes(300));
  const shorter = Array.from({ length: sealed.length }, (_, length) => sealed.subarray(0, length));
  const fromFront = Array.from({ length: sealed.length }, (_, length) => sealed.subarray(length + 1));
  const longer = Array.from({ length: 130 }, (_, more) => Buffer.concat([sealed, randomBytes(more + 1)]));
  expect([...shorter, ...fromFront, ...longer].filter((changed) => opens(changed))).toEqual([]);
});

test.each([4, 8, 12, 13, 14, 15])('a tag of %i bytes opens nothing, even where the cipher would take it', (authTagLength) => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength });
  cipher.setAAD(Buffer.from(JSON.stringify([envelopeFormat, ...binding])));
  const body = cipher.update(Buffer.concat([Buffer.from([0x80]), Buffer.alloc(63)]));
  cipher.final();
  const short = Buffer.concat([Buffer.from([envelopeFormat]), nonce, body, cipher.getAuthTag()]);
  expect(opens(short)).toBe(false);
  expect(opens(Buffer.concat([short, Buffer.alloc(16 - authTagLength)]))).toBe(false);
});

test('a value moved to another user, table, row, revision or key does not open: 0 of 5,000', () => {
  const parts = fc.tuple(fc.string(), fc.string(), fc.string(), fc.nat(), fc.string());
  fc.assert(
    fc.property(parts, parts, (from, to) => {
      const sealed = seal(Buffer.from('moved'), { key, binding: [...from] });
      expect(opens(sealed, { key, binding: from })).toBe(true);
      expect(opens(sealed, { key, binding: to })).toBe(JSON.stringify(from) === JSON.stringify(to));
    }),
    {
      numRuns: 5000,
      examples: [
        [
          ['a', 'b', 'c', 1, 'd'],
          ['ab', '', 'c', 1, 'd'],
        ],
      ],
    },
  );
});

const purposes = ['track', 'account'] as const;
const newSealer = (earlier = 0) => {
  const sealing = { userId: ids.user(), keyId: 'key', key: createSecretKey(randomBytes(32)), earlier };
  return { ...sealing, sealer: createSealer(sealing, { purposes, nonces: createNonces(randomBytes) }) };
};
const place: Place = { table: 'record:2', id: ids.record(), revision: 3 };

test('a sealer opens at its place only, by an opening that was made for this person and purpose', () => {
  const { sealer, userId } = newSealer();
  const by = makeOpening(userId, 'user', 'track');
  const sealed = sealer.seal(place, Buffer.from('here'));
  expect(Buffer.from(sealer.open(place, sealed, by)).toString()).toBe('here');
  const elsewhere: Place[] = [
    { ...place, table: 'record:3' },
    { ...place, id: ids.record() },
    { ...place, revision: 4 },
  ];
  for (const other of elsewhere) expect(() => sealer.open(other, sealed, by)).toThrow(DidNotOpen);
  expect(() => newSealer().sealer.open(place, sealed, by)).toThrow(TypeError);
  expect(() => sealer.open(place, sealed, makeOpening(ids.user(), 'user', 'track'))).toThrow('someone else');
  expect(() => sealer.open(place, sealed, makeOpening(userId, 'job', 'legal'))).toThrow('purpose');
  // What only looks like an opening.
  expect(() => sealer.open(place, sealed, { ...by })).toThrow('not made by');
});

test('failures say nothing but that it did not open', () => {
  const { sealer, userId } = newSealer();
  const sealed = Buffer.from(sealer.seal(place, Buffer.from('here')));
  const by = makeOpening(userId, 'user', 'track');
  const messages = [
    sealed.subarray(5),
    Buffer.alloc(0),
    Buffer.alloc(200, 1),
    Buffer.concat([Buffer.from([9]), sealed.subarray(1)]),
  ].map((damaged) => {
    try {
      sealer.open(place, damaged, by);
      return 'opened';
    } catch (error) {
      return String(error);
    }
  });
  expect(new Set(messages)).toEqual(new Set(['DidNotOpen: The value did not open.']));
});

test('nonces do not repeat: 0 of 200,000 seals under one key', () => {
  const { sealer } = newSealer();
  const nonces = new Set<string>();
  for (let run = 0; run < 200_000; run++)
    nonces.add(Buffer.from(sealer.seal(place, Buffer.alloc(0)).subarray(1, 13)).toString('latin1'));
  expect(nonces.size).toBe(200_000);
  expect(sealer.seals()).toBe(200_000);
});

test('a key that has sealed as often as is safe seals no more', () => {
  const { sealer } = newSealer(sealsToRefuse - 1);
  sealer.seal(place, Buffer.alloc(0));
  expect(() => sealer.seal(place, Buffer.alloc(0))).toThrow(KeyExhausted);
});
