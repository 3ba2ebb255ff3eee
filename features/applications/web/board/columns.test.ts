import { ranksBetween } from '@sotto/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Card } from '../../api.ts';
import { type Column, cardBeside, columnsOf, filterCards, inOrder, rankAt, stageAfter, targetOf } from './columns.ts';

const stages = (['lead', 'submitted', 'offer', 'won', 'lost', 'silent'] as const).map((kind, index) => ({
  id: kind,
  revision: 1,
  name: kind,
  hidden: false,
  kind,
  look: 'saved' as const,
  applications: 0,
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z',
  rank: `a${index}`,
}));

function cardsIn(stage: string, count: number): Card[] {
  return ranksBetween(null, null, count).map((rank, index) => ({
    id: `${stage}-${index}`,
    revision: 1,
    company: `Company ${index}`,
    title: 'Engineer',
    stage,
    stageSince: '2026-11-01T00:00:00Z',
    rank,
    tags: [],
  }));
}

const cards = [...cardsIn('lead', 3), ...cardsIn('submitted', 2), ...cardsIn('lost', 1)];
const columns = inOrder(columnsOf(stages, cards));

describe('columns', () => {
  test('stand by what their stage means, hidden ones not at all', () => {
    const shown = columnsOf(
      stages.map((stage) => ({ ...stage, hidden: stage.kind === 'submitted' })),
      cards,
    );
    const names = (part: readonly Column[]) => part.map(({ stage }) => stage.name);
    expect(names(shown.working)).toEqual(['lead', 'offer']);
    expect(names(shown.won)).toEqual(['won']);
    expect(names(shown.ended)).toEqual(['lost', 'silent']);
  });

  test('the stage after the last working one is the one that was won; nothing follows an end', () => {
    const shown = columnsOf(stages, cards);
    expect(stageAfter(shown, 'lead')?.id).toBe('submitted');
    expect(stageAfter(shown, 'offer')?.id).toBe('won');
    expect(stageAfter(shown, 'lost')).toBeNull();
  });
});

describe('a move', () => {
  test('lands where it was let go, whatever the column holds', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), (count, at) => {
        const column = cardsIn('lead', count);
        const before = column[at % (count + 1)]?.id ?? null;
        const rank = rankAt(column, 'moved', before);
        const order = [...column.map(({ id, rank: own }) => [own, id] as const), [rank, 'moved'] as const]
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([, id]) => id);
        expect(order[order.indexOf('moved') + 1] ?? null).toBe(before);
      }),
    );
  });

  test('by the keyboard goes one step, and nowhere at an edge', () => {
    const [first, second, third] = cardsIn('lead', 3);
    if (!first || !second || !third) throw new Error('three cards were made');
    expect(targetOf(columns, first, 'up')).toBeNull();
    expect(targetOf(columns, first, 'down')).toEqual({ stageId: 'lead', before: third.id });
    expect(targetOf(columns, second, 'down')).toEqual({ stageId: 'lead', before: null });
    expect(targetOf(columns, third, 'down')).toBeNull();
    expect(targetOf(columns, first, 'left')).toBeNull();
    expect(targetOf(columns, first, 'right')).toEqual({ stageId: 'submitted', before: 'submitted-0' });
  });
});

describe('the arrows', () => {
  test('keep their height as far as they can and skip empty columns', () => {
    expect(cardBeside(columns, 'lead-2', 'right')?.id).toBe('submitted-1');
    expect(cardBeside(columns, 'submitted-0', 'right')?.id).toBe('lost-0');
    expect(cardBeside(columns, 'lead-0', 'up')).toBeNull();
    expect(cardBeside(columns, 'nowhere', 'down')).toBeNull();
  });
});

describe('a filter', () => {
  const daysAway = (date: string) => Math.round((Date.parse(date) - Date.parse('2026-11-21')) / 86_400_000);
  // Safe: one was asked for.
  const one = cardsIn('lead', 1)[0]!;
  const marked: Card[] = [
    { ...one, id: 'late', tags: ['dbt'], workMode: 'remote', due: { text: 'Call', on: '2026-11-20' } },
    { ...one, id: 'later', company: 'Kestrel Zürich', due: { text: 'Call', on: '2026-11-30' } },
  ];
  const found = (filter: Parameters<typeof filterCards>[1]) => filterCards(marked, filter, daysAway).map(({ id }) => id);

  test('narrows by every part that is given', () => {
    expect(found({})).toEqual(['late', 'later']);
    expect(found({ words: 'kest eng' })).toEqual(['later']);
    expect(found({ tag: 'dbt', workMode: 'remote' })).toEqual(['late']);
    expect(found({ dueWithin: 0 })).toEqual(['late']);
    expect(found({ dueWithin: 9 })).toEqual(['late', 'later']);
    expect(found({ words: 'kest', tag: 'dbt' })).toEqual([]);
  });

  test('finds words whatever their case and marks, as the table does', () => {
    expect(found({ words: 'ZURICH' })).toEqual(['later']);
    expect(found({ words: 'zürich' })).toEqual(['later']);
    expect(found({ words: 'zurch' })).toEqual([]);
  });
});
