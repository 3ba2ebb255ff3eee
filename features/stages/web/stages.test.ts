import { describe, expect, test } from 'vitest';
import type { StageView } from '../api.ts';
import { looksOf } from './looks.ts';

const stage = (id: string, kind: StageView['kind'] = 'lead', more: Partial<StageView> = {}): StageView => ({
  id,
  kind,
  name: id,
  revision: 1,
  hidden: false,
  applications: 0,
  createdAt: '2026-11-21T20:00:00.000Z',
  updatedAt: '2026-11-21T20:00:00.000Z',
  ...more,
});

describe('the look of a stage', () => {
  test('is that of its kind, the second of a kind a step deeper, further ones alike', () => {
    const looks = looksOf([
      stage('a', 'lead'),
      stage('b', 'lead'),
      stage('c', 'lead'),
      stage('d', 'interview'),
      stage('e', 'interview'),
      stage('f', 'silent'),
    ]);
    expect([...looks.values()]).toEqual(['saved', 'preparing', 'preparing', 'interview', 'final', 'silent']);
  });

  test('does not change when another is hidden', () => {
    const stages = [stage('a', 'interview', { hidden: true }), stage('b', 'interview')];
    expect(looksOf(stages).get('b')).toBe('final');
  });
});
