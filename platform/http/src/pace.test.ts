import type { Problem } from '@sotto/contract';
import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

const second = 1000;
const minute = 60 * second;

/** Seconds to wait; 0: it went through. */
function waitOf(step: () => void): number {
  try {
    step();
    return 0;
  } catch (cause) {
    return (cause as Problem).retryAfter ?? Number.NaN;
  }
}

function begin() {
  let now = Date.parse('2026-11-21T12:00:00Z');
  const clock = { advance: (ms: number) => void (now += ms) };
  const pace = createPace({ most: 3, withinMs: minute, now: () => now });
  return { clock, step: (subject: string) => waitOf(() => pace.step(subject)) };
}

test('so many go through in a minute, the next one is told how long to wait, and others are not touched', () => {
  const { clock, step } = begin();
  expect([step('one'), step('one'), step('one'), step('one')]).toEqual([0, 0, 0, 60]);
  expect(step('other')).toBe(0);
  clock.advance(minute - second);
  expect(step('one')).toBe(1);
  clock.advance(second);
  expect([step('one'), step('one'), step('one'), step('one')]).toEqual([0, 0, 0, 60]);
});

test('a clock set back makes nobody wait', () => {
  const { clock, step } = begin();
  for (let taken = 0; taken < 4; taken++) step('one');
  clock.advance(-60 * minute);
  expect(step('one')).toBe(0);
});
