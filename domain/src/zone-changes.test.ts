import { expect, test } from 'vitest';
import { offsetAt, zoneChanges } from './zone-changes.ts';

const of2026 = [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)] as const;

test('the clocks of a zone change at these moments, by so much', () => {
  expect(zoneChanges('Europe/Berlin', ...of2026)).toEqual([
    { at: Date.parse('2026-03-29T01:00:00Z'), before: 3600, after: 7200 },
    { at: Date.parse('2026-10-25T01:00:00Z'), before: 7200, after: 3600 },
  ]);
  expect(zoneChanges('Australia/Lord_Howe', ...of2026).map(({ before, after }) => after - before)).toEqual([-1800, 1800]);
});

test('where the clocks never change there is nothing, and an offset all the same', () => {
  expect([zoneChanges('Asia/Kolkata', ...of2026), zoneChanges('UTC', ...of2026)]).toEqual([[], []]);
  expect([offsetAt(of2026[0], 'Asia/Kolkata'), offsetAt(of2026[0], 'America/New_York')]).toEqual([19_800, -18_000]);
});
