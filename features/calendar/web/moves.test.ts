import { expect, test } from 'vitest';
import type { CalendarItem } from '../api.ts';
import { canMove, movedItem, taskAt } from './moves.ts';

const here = 'Europe/Berlin';
const whole: CalendarItem = {
  what: 'task',
  id: 'a',
  revision: 1,
  on: '2026-10-23',
  until: '2026-10-23',
  time: null,
  title: 'Call Leah',
  sort: null,
  number: null,
  people: [],
  state: 'open',
  repeats: false,
  application: null,
  about: null,
};
const agreed = { startsAt: '2026-10-23T14:00', endsAt: '2026-10-23T15:00', zone: 'America/New_York' };
const interview: CalendarItem = {
  ...whole,
  what: 'interview',
  title: null,
  time: {
    ...agreed,
    start: '2026-10-23T18:00:00.000Z',
    end: '2026-10-23T19:00:00.000Z',
    from: '2026-10-23T20:00',
    to: '2026-10-23T21:00',
  },
};

test('a moved interview stands at once where the server will say it is, clocks changed in between included', () => {
  expect(movedItem(interview, { day: '2026-10-30' }, here)).toMatchObject({
    on: '2026-10-30',
    until: '2026-10-30',
    time: { startsAt: '2026-10-30T14:00', endsAt: '2026-10-30T15:00', from: '2026-10-30T19:00', to: '2026-10-30T20:00' },
  });
  expect(movedItem(interview, { day: '2026-10-24', time: '23:30' }, here)).toMatchObject({
    on: '2026-10-24',
    until: '2026-10-25',
    time: { startsAt: '2026-10-24T17:30', endsAt: '2026-10-24T18:30', from: '2026-10-24T23:30', to: '2026-10-25T00:30' },
  });
});

test('a task gets a time in the hours and loses it among what is due on the day', () => {
  const timed = movedItem(whole, { day: '2026-10-24', time: '09:30' }, here);
  expect(timed).toMatchObject({ on: '2026-10-24', time: { startsAt: '2026-10-24T09:30', zone: here, from: '2026-10-24T09:30' } });
  expect(movedItem(timed, { day: '2026-10-26', time: null }, here)).toEqual({ ...whole, on: '2026-10-26', until: '2026-10-26' });
  expect(movedItem({ ...whole, what: 'next_action' }, { day: '2026-10-24', time: '09:30' }, here).time).toBeNull();
});

test('a task is due on the new day; one that comes again or was put off is put off, as long as that is later', () => {
  const at = (day: string, task: Partial<Parameters<typeof taskAt>[0]> = {}) =>
    taskAt({ due: { on: '2026-10-23' }, snoozedUntil: null, repeat: null, ...task }, { item: whole, target: { day }, here });
  const repeat = { every: 1, unit: 'week' } as const;
  expect(at('2026-10-26')).toEqual({ due: { on: '2026-10-26' }, snoozedUntil: null });
  expect(at('2026-10-26', { repeat })).toEqual({ due: { on: '2026-10-23' }, snoozedUntil: '2026-10-26' });
  expect(at('2026-10-20', { repeat })).toEqual({ due: { on: '2026-10-20' }, snoozedUntil: null });
  expect(at('2026-10-23', { snoozedUntil: '2026-11-02' })).toEqual({ due: { on: '2026-10-23' }, snoozedUntil: null });
  expect(at('2026-11-03', { due: null, snoozedUntil: '2026-11-02' })).toEqual({ due: null, snoozedUntil: '2026-11-03' });
});

test('what is over, called off or set by others is not moved', () => {
  expect([interview, whole].map(canMove)).toEqual([true, true]);
  expect(
    [
      { ...interview, state: 'off' as const },
      { ...whole, what: 'closing' as const },
    ].map(canMove),
  ).toEqual([false, false]);
});
