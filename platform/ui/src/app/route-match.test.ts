import { describe, expect, test } from 'vitest';
import { ownAddress, searchOf } from './address.ts';
import { type RouteNode, createMatcher, hrefOf, parseSearch, searchText } from './route-match.ts';

const view = () => null;
const routes: readonly RouteNode[] = [
  {
    title: 'Frame',
    view,
    children: [
      { path: '/', title: 'Home', view },
      {
        path: '/board',
        title: 'Board',
        view,
        children: [
          { path: '/board/$id', title: 'Panel', view },
          { path: '/board/archive', title: 'Archive', view },
        ],
      },
      { title: 'Settings', view, children: [{ path: '/settings/stages', title: 'Stages', view }] },
    ],
  },
  { path: '/sign-in', title: 'Door', view },
];
const match = createMatcher(routes);
const titles = (path: string) => match(path)?.nodes.map(({ title }) => title) ?? null;

describe('an address', () => {
  test.for([
    ['/', ['Frame', 'Home']],
    ['/board', ['Frame', 'Board']],
    ['/board/', ['Frame', 'Board']],
    ['/board/0190', ['Frame', 'Board', 'Panel']],
    ['/settings/stages', ['Frame', 'Settings', 'Stages']],
    ['/sign-in', ['Door']],
    ['/nowhere', null],
    ['/board/1/2', null],
    ['/settings', null],
  ] as const)('%s shows %j', ([path, shown]) => {
    expect(titles(path)).toEqual(shown);
  });

  test('means its fixed route before one with a parameter', () => {
    expect(titles('/board/archive')).toEqual(['Frame', 'Board', 'Archive']);
  });

  test('gives its parameters decoded, and a badly encoded one as it stands', () => {
    expect(match('/board/a%2Fb')?.params).toEqual({ id: 'a/b' });
    expect(match('/board/100%')?.params).toEqual({ id: '100%' });
  });

  test('is written with its parameters and search encoded', () => {
    expect(hrefOf({ to: '/board/$id', params: { id: 'a/b c' }, search: { group: 'x&y' } })).toBe('/board/a%2Fb%20c?group=x%26y');
  });
});

describe('search values', () => {
  test('come back as they were written, a repeated name as a list', () => {
    const search = { q: 'falcon & sons', filter: ['stage:is:1', 'tag:not:a'] };
    expect(parseSearch(searchText(search))).toEqual(search);
  });

  test('that are empty or absent leave no trace', () => {
    expect(searchText({ q: '', group: null, view: undefined })).toBe('');
    expect(searchOf({ group: 'g', other: null })).toEqual({ group: 'g' });
  });

  test('that look like numbers stay text', () => {
    expect(parseSearch('?group=007')).toEqual({ group: '007' });
  });
});

describe('where signing in leads', () => {
  test.for([
    ['/board?group=1', '/board?group=1'],
    ['//elsewhere.example', '/'],
    ['/\\elsewhere.example', '/'],
    ['/\t/elsewhere.example', '/'],
    ['/\n/elsewhere.example', '/'],
    ['https://elsewhere.example', '/'],
    [undefined, '/'],
    [['/a'], '/'],
  ] as const)('%j leads to %s', ([next, address]) => {
    expect(ownAddress(next)).toBe(address);
  });
});
