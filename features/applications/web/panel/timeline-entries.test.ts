import { Star } from 'lucide-react';
import { expect, test } from 'vitest';
import type { HistoryStep, Said } from '../../api.ts';
import { inOneOrder } from './timeline-entries.ts';

const stage = { id: '0', name: 'Applied', kind: 'submitted' } as unknown as HistoryStep['to'];
const step = (id: string, at: Said) =>
  ({
    id,
    at,
    precision: at.length === 10 ? 'day' : 'time',
    to: stage,
    from: null,
    by: 'user',
    note: null,
    voidedAt: null,
  }) as unknown as HistoryStep;
const entry = (id: string, at: Said) => ({ id, at, icon: Star, title: id });
const order = (steps: readonly HistoryStep[], entries: ReturnType<typeof entry>[]) =>
  // Two hours ahead of UTC.
  inOneOrder(steps, entries, (moment) => new Date(Date.parse(moment) + 7_200_000).toISOString().slice(0, 10)).map(
    (one) => one.step?.id ?? one.entry?.id,
  );

test('entries stand between the steps by day and time in the person’s zone', () => {
  const steps = [step('offer', '2026-11-10T09:00:00.000Z'), step('interview', '2026-11-08'), step('applied', '2026-11-01')];
  const entries = [
    entry('late on the 7th, so the 8th here', '2026-11-07T23:00:00.000Z'),
    entry('after all', '2026-11-11'),
    entry('an hour before the offer', '2026-11-10T08:00:00.000Z'),
    entry('before all', '2026-10-01'),
  ];
  expect(order(steps, entries)).toEqual([
    'after all',
    'offer',
    'an hour before the offer',
    'late on the 7th, so the 8th here',
    'interview',
    'applied',
    'before all',
  ]);
});

test('steps keep the order they have, whatever their moments', () => {
  const steps = [step('second', '2026-11-08'), step('first', '2026-11-08T10:00:00.000Z')];
  expect(order(steps, [entry('e', '2026-11-08T09:00:00.000Z')])).toEqual(['e', 'second', 'first']);
});
