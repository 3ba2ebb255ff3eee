import { defineKind, type Kind, type StageChange, StageChangeKind } from '@sotto/domain';
import { makeOpening } from '@sotto/vault/opening';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openRow, recordRow } from './record.ts';
import { createSealer, ids } from './testing.ts';

const sealer = createSealer(ids.user());
const by = makeOpening(sealer.userId, 'user', 'track');
const place = (id: string, kind: Kind) => ({ table: `record:${kind.number}`, id, revision: 1 });

const change: StageChange = {
  to: ids.record(),
  at: 1,
  on: null,
  sequence: 0,
  by: 'user',
  note: 'by phone',
  appliedOn: null,
  voidedAt: null,
};

/** The row of a new record, what is sealed in it, and its content as it is opened again. */
function sealedAndOpened(kind: Kind, content: unknown, openedAs: Kind = kind) {
  const stored = { id: ids.record(), parentId: null, revision: 1, createdAt: 1, updatedAt: 1, readOnly: false, content };
  const { row } = recordRow(sealer.userId, sealer, { kind, sequence: 1, stored });
  const sealed: unknown = JSON.parse(Buffer.from(sealer.open(place(row.id, kind), row.sealed, by)).toString());
  return { sealed, opened: openRow({ sealer, by }, openedAs, row).stored.content };
}

test('fields that are null are not sealed, and are there when opened', () => {
  const { sealed, opened } = sealedAndOpened(StageChangeKind, change);
  expect(sealed).toEqual({ v: 1, c: { to: change.to, at: 1, sequence: 0, by: 'user', note: 'by phone' } });
  expect(opened).toEqual(change);
});

test('whatever fields are null, what is opened is what was sealed', () => {
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
  const parts = { on: maybe(fc.constant('2026-11-21')), note: maybe(fc.string()), voidedAt: maybe(fc.nat()) };
  fc.assert(
    fc.property(fc.record(parts), (some) => {
      expect(sealedAndOpened(StageChangeKind, { ...change, ...some }).opened).toEqual({ ...change, ...some });
    }),
  );
});

test('a row that holds its nulls is opened alike', () => {
  const id = ids.record();
  const plaintext = Buffer.from(JSON.stringify({ v: 1, c: change }));
  const row = {
    id,
    kind: StageChangeKind.number,
    parent_id: null,
    key_id: sealer.keyId,
    revision: 1,
    created_at: 1,
    updated_at: 1,
    sealed: sealer.seal(place(id, StageChangeKind), plaintext),
  };
  expect(openRow({ sealer, by }, StageChangeKind, row).stored.content).toEqual(change);
});

test('where a field may be null or absent, the two stay apart', () => {
  const schema = StageChangeKind.schema.extend({ note: StageChangeKind.schema.shape.note.optional() });
  const kind = defineKind({ name: 'stageChange', version: 1, schema });
  const { note: _, ...absent } = change;
  expect(sealedAndOpened(kind, absent).opened).toEqual(absent);
  expect(sealedAndOpened(kind, { ...change, note: null }).opened).toEqual({ ...change, note: null });
});

test('an upgrade finds the nulls of before', () => {
  const upgrades = {
    1: (older: unknown) => ({ ...(older as StageChange), note: (older as StageChange).on === null ? 'late' : '' }),
  };
  const later = defineKind({ ...StageChangeKind, version: 2, upgrades });
  expect(sealedAndOpened(StageChangeKind, change, later).opened).toEqual({ ...change, note: 'late' });
});
