import { randomUUID } from 'node:crypto';
import { type Database, sottoStore, type SottoTables } from '@sotto/database';
import { engines, makeStore, type Store } from '@sotto/database/testing';
import { CompanyKind, firstGroup, GroupKind, type Id, newCompany, TextKind } from '@sotto/domain';
import { silentLog } from '@sotto/log';
import type { Opening } from '@sotto/vault';
import { makeOpening } from '@sotto/vault/opening';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSearch, createWorkspaces, type Search, searchable, type Workspaces } from '../index.ts';
import { createKeyring, ids, type Keyring } from '../testing.ts';
import { buildSegment, readSegment } from './segment.ts';
import { segmentPrefix } from './text-index.ts';
import { queryWords, wordsOf } from './words.ts';

const groups = searchable({
  kind: GroupKind,
  fields: ({ name, goal }) => [
    ['name', name],
    ['goal', goal],
  ],
});
const texts = searchable({ kind: TextKind, fields: ({ text }) => [['notes', text]] });

describe.each(engines)('search on %s', (engine) => {
  let store: Store;
  let database: Database<SottoTables>;
  let keyring: Keyring;
  let workspaces: Workspaces;
  let by: Opening;
  let now = 1_795_000_000_000;

  beforeEach(async () => {
    store = await makeStore(engine);
    database = await store.open<SottoTables>(sottoStore);
    keyring = createKeyring();
    const person = keyring.add(database);
    await database.write([person.row]);
    by = makeOpening(person.userId, 'user', 'search');
    workspaces = createWorkspaces({
      database,
      vault: keyring.process(),
      kinds: [GroupKind, CompanyKind, TextKind],
      now: () => now++,
      log: silentLog,
    });
  });
  afterEach(() => store[Symbol.asyncDispose]());

  const make = (): Search =>
    createSearch({
      workspaces,
      vault: keyring.process(),
      searchables: [groups, texts],
      newFileId: randomUUID,
      log: silentLog,
      patienceMs: 10_000,
    });
  const add = async (name: string, goal: string | null, ...long: string[]) => {
    const id = ids.record();
    await workspaces.change(by, (_, draft) => {
      draft.create(GroupKind, { id, content: { ...firstGroup('2026-11-21'), name, goal } });
      for (const text of long) draft.create(TextKind, { id: ids.record(), parentId: id, content: { field: 'notes', text } });
    });
    return id;
  };
  const found = async (search: Search, query: string) => {
    const { hits, complete } = await search.search(by, query);
    expect(complete).toBe(true);
    return hits.map(({ id }) => id);
  };
  const segments = () => workspaces.files.list(by, segmentPrefix);

  test('words are found in short fields and long texts together, the most telling first', async () => {
    const search = make();
    const inText = await add('Initech', null, 'We run Kubernetes in Zürich.');
    const inGoal = await add('Globex', 'learn kubernetes');
    const inName = await add('Kubernetes GmbH', null);
    expect(await found(search, 'kubernetes')).toEqual([inName, inGoal, inText]);
    expect(await found(search, 'INITECH kube zurich')).toEqual([inText]);
    expect(await found(search, 'globex zurich')).toEqual([]);
    expect(await found(search, '  ')).toEqual([]);
    expect((await search.search(by, 'zurich')).hits).toEqual([{ kind: GroupKind, id: inText, inText: true }]);
    expect((await search.search(by, 'kubernetes', { limit: 1 })).hits).toHaveLength(1);
    expect((await search.search(by, 'kubernetes', { kinds: [TextKind] })).hits).toEqual([]);
  });

  test('what was changed or removed is found as it is now', async () => {
    const search = make();
    const id = await add('Before', null, 'old description');
    expect(await found(search, 'before old')).toEqual([id]);
    await workspaces.change(by, (workspace, draft) => {
      const { content } = workspace.get(GroupKind, id) ?? expect.fail();
      draft.update(GroupKind, id, 1, { ...content, name: 'After' });
      const [text] = workspace.outline(TextKind);
      draft.remove(TextKind, text?.id ?? '', 1);
      draft.create(TextKind, { id: ids.record(), parentId: id, content: { field: 'notes', text: 'new description' } });
    });
    expect([await found(search, 'after new'), await found(search, 'before'), await found(search, 'old')]).toEqual([[id], [], []]);
    await workspaces.change(by, (_, draft) => draft.remove(GroupKind, id, 2));
    expect(await found(search, 'new')).toEqual([]);
  });

  test('a search after a change reads anew what changed and what refers to it, nothing else', async () => {
    const read: string[] = [];
    const companies = searchable({
      kind: CompanyKind,
      refersTo: [GroupKind],
      fields: ({ name }, workspace) => {
        read.push(name);
        return [
          ['name', name],
          [
            'groups',
            workspace
              .all(GroupKind)
              .map(({ content }) => content.name)
              .join(', '),
          ],
        ];
      },
    });
    const search = createSearch({
      workspaces,
      vault: keyring.process(),
      searchables: [groups, companies],
      newFileId: randomUUID,
      log: silentLog,
      patienceMs: 10_000,
    });
    const readFor = async (query: string) => {
      read.length = 0;
      return [await found(search, query), read.toSorted()];
    };
    const group = await add('Autumn', null);
    const [first, second] = [ids.record(), ids.record()];
    await workspaces.change(by, (_, draft) => {
      draft.create(CompanyKind, { id: first, content: newCompany('Initech') });
      draft.create(CompanyKind, { id: second, content: newCompany('Globex') });
    });
    expect(await readFor('initech autumn')).toEqual([[first], ['Globex', 'Initech']]);
    await workspaces.change(by, (_, draft) => draft.update(CompanyKind, first, 1, newCompany('Hooli')));
    expect(await readFor('hooli')).toEqual([[first], ['Hooli']]);
    expect(await readFor('globex autumn')).toEqual([[second], []]);
    await workspaces.change(by, (workspace, draft) => {
      const { content } = workspace.get(GroupKind, group) ?? expect.fail();
      draft.update(GroupKind, group, 1, { ...content, name: 'Winter' });
    });
    expect(await readFor('globex winter')).toEqual([[second], ['Globex', 'Hooli']]);
    expect(await readFor('autumn')).toEqual([[], []]);
  });

  test('a few of many are the first of all, in their order', async () => {
    const search = make();
    for (const number of [1, 2, 3]) {
      await add(`Inland ${number}`, 'land');
      await add(`Land ${number}`, null);
      await add(`Sea ${number}`, 'an island');
    }
    const all = await found(search, 'land');
    expect(all).toHaveLength(9);
    for (const limit of [1, 3, 4, 7, 9, 10])
      expect((await search.search(by, 'land', { limit })).hits.map(({ id }) => id)).toEqual(all.slice(0, limit));
  });

  test('another person’s words are not found', async () => {
    const search = make();
    await add('Secret', null, 'secret');
    const other = keyring.add(database);
    await database.write([other.row]);
    expect((await search.search(makeOpening(other.userId, 'user', 'search'), 'secret')).hits).toEqual([]);
  });

  test('the index is kept in sealed segments, used again, and made anew when damaged or missing', async () => {
    const made = await Promise.all(
      Array.from({ length: 70 }, (_, number) => add(`Number ${number}`, null, `text number${number} canary`)),
    );
    const first = make();
    expect((await found(first, 'canary')).length).toBe(50);
    const [segment] = await segments();
    expect(await segments()).toHaveLength(1);
    const rows = await database.rows(database.build.selectFrom('chunk').select('sealed').where('user_id', '=', by.userId));
    expect(Buffer.concat(rows.map(({ sealed }) => sealed)).includes('canary')).toBe(false);

    let opened = 0;
    const watched = {
      ...workspaces,
      open: ((...of: Parameters<Workspaces['open']>) => (opened++, workspaces.open(...of))) as Workspaces['open'],
    };
    const second = createSearch({
      workspaces: watched,
      vault: keyring.process(),
      searchables: [groups, texts],
      newFileId: randomUUID,
      log: silentLog,
      patienceMs: 10_000,
    });
    expect(await found(second, 'number69')).toEqual([made[69]]);
    expect(opened).toBe(0);

    await database.write([
      { query: database.build.updateTable('chunk').set({ file_id: 'index:moved' }).where('user_id', '=', by.userId), rows: 1 },
    ]);
    expect(await found(make(), 'number69')).toEqual([made[69]]);
    expect(await segments()).not.toContain('index:moved');
    await workspaces.files.save(by, { remove: await segments() });
    expect(await found(make(), 'number69')).toEqual([made[69]]);
    expect(await segments()).not.toContain(segment);
  });

  test('a segment of which most is gone is replaced, and the revision of the workspace is left as it is', async () => {
    const made = await Promise.all(Array.from({ length: 80 }, (_, number) => add(`Number ${number}`, null, `text${number}`)));
    const search = make();
    await found(search, 'text1');
    const before = await segments();
    const { revision } = await workspaces.read(by);
    await workspaces.change(by, (_, draft) => {
      for (const id of made.slice(0, 60)) draft.remove(GroupKind, id, 1);
    });
    expect(await found(search, 'text79')).toEqual([made[79]]);
    expect(before).toHaveLength(1);
    expect(await segments()).toEqual([]);
    expect((await workspaces.read(by)).revision).toBe(revision + 1);
  });

  test('a search does not wait for a long build: it says that there may be more', async () => {
    const id = await add('Long', null, ...Array.from({ length: 40 }, (_, number) => `word${number} `.repeat(200)));
    const search = createSearch({
      workspaces,
      vault: keyring.process(),
      searchables: [groups, texts],
      newFileId: randomUUID,
      log: silentLog,
      patienceMs: 0,
    });
    expect((await search.search(by, 'word39')).complete).toBe(false);
    await search.settled();
    expect(await found(search, 'word39')).toEqual([id]);
  });

  test('any texts and words are found as a plain look through all texts finds them', async () => {
    const word = fc.stringMatching(/^[a-cä]{1,4}$/);
    const document = fc.record({ name: word, texts: fc.array(fc.array(word, { minLength: 1, maxLength: 5 }), { maxLength: 2 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { maxLength: 6 }),
        fc.array(word, { minLength: 1, maxLength: 2 }),
        async (documents, query) => {
          const person = keyring.add(database);
          await database.write([person.row]);
          by = makeOpening(person.userId, 'user', 'search');
          const made: Id[] = [];
          for (const { name, texts: long } of documents)
            made.push(await add(name, null, ...long.map((words) => words.join(' '))));
          const plain = (text: string) => text.replaceAll('ä', 'a');
          const holds = ({ name, texts: long }: (typeof documents)[number], wanted: string) =>
            plain(name).includes(plain(wanted)) || long.flat().some((each) => plain(each).startsWith(plain(wanted)));
          const expected = made.filter((_, place) => query.every((wanted) => holds(documents[place] ?? expect.fail(), wanted)));
          expect((await found(make(), query.join(' '))).toSorted()).toEqual(expected.toSorted());
        },
      ),
      { numRuns: engine === 'sqlite' ? 40 : 10 },
    );
  });
});

describe('a segment', () => {
  test('is the same after being written and read', () => {
    const entries = Array.from({ length: 200 }, (_, place) => ({
      text: { id: `id-${place}`, revision: place, parentId: null },
      words: new Set([`every`, `word${place}`, `dritte${place % 3}`, 'über', '字']),
    }));
    const segment = readSegment(buildSegment(entries).bytes);
    const marked = (prefix: string) => {
      const marks = new Uint8Array(200);
      segment.mark(prefix, marks);
      return [...marks.keys()].filter((place) => marks[place] === 1);
    };
    expect(segment.texts).toEqual(entries.map(({ text }) => text));
    expect([
      marked('ever').length,
      marked('every').length,
      marked('everything'),
      marked('字').length,
      marked('ü').length,
    ]).toEqual([200, 200, [], 200, 200]);
    expect([marked('word19'), marked('dritte1').length]).toEqual([[19, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199], 67]);
    expect(() => readSegment(segment.bytes.subarray(0, -1))).toThrow(RangeError);
  });
});

describe('words', () => {
  test('are folded, cut and split at joints', () => {
    expect([...wordsOf('Full-Stack Émigré C++ c# node.js don’t')]).toEqual([
      'full-stack',
      'full',
      'stack',
      'emigre',
      'c++',
      'c#',
      'node.js',
      'node',
      'js',
      'don’t',
      'don',
      't',
    ]);
    expect([...wordsOf('x'.repeat(100))][0]).toHaveLength(40);
    expect(queryWords(' Größe  größe 2 ')).toEqual(['grosse', '2']);
  });
});
