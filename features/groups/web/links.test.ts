import { hrefOf } from '@sotto/ui/app';
import { expect, test } from 'vitest';
import { groupLinks } from './links.ts';

test('a group’s board and table carry the group, the first group’s carry nothing', () => {
  expect([hrefOf(groupLinks.board('g1')), hrefOf(groupLinks.table()), groupLinks.csv('g1')]).toEqual([
    '/board?group=g1',
    '/table',
    '/api/v1/groups/g1/applications.csv',
  ]);
});
