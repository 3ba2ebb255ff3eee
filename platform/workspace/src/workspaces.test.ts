import { AlreadyExists, type Database, sottoStore, type SottoTables } from '@sotto/database';
import { engines, makeStore, type Store } from '@sotto/database/testing';
import {
  defineKind,
  firstGroup,
  type Group,
  GroupKind,
  type Id,
  type Kind,
  type StageChange,
  StageChangeKind,
  TextKind,
  type UserId,
} from '@sotto/domain';
import { createLog, silentLog } from '@sotto/log';
import { DidNotOpen, KeyShredded, type Opening } from '@sotto/vault';
import { makeOpening } from '@sotto/vault/opening';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  AbsentRecord,
  createWorkspaces,
  type Limits,
  NewerVersion,
  StaleRevision,
  WorkspaceFull,
  type Workspaces,
} from './index.ts';
import { createKeyring, ids, type Keyring } from './testing.ts';

const kinds: readonly Kind[] = [GroupKind, StageChangeKind, TextKind];
const group = (name: string): Group => ({ ...firstGroup('2026-11-21'), name });
async function gathered(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}
const text = (words: string) => ({ field: 'notes' as const, text: words });
const stageChange = (to: Id): StageChange => ({
  to,
  at: 1,
  on: null,
  sequence: 0,
  by: 'user',
  note: null,
  appliedOn: null,
  voidedAt: null,
});

describe.each(engines)('workspaces on %s', (engine) => {
  let store: Store;
  let database: Database<SottoTables>;
  let keyring: Keyring;
  let workspaces: Workspaces;
  let by: Opening;
  let userId: UserId;
  let now = 1_795_000_000_000;

  beforeEach(async () => {
    store = await makeStore(engine);
    database = await store.open<SottoTables>(sottoStore);
    keyring = createKeyring();
    by = await person();
    userId = by.userId;
    workspaces = await process();
  });
  afterEach(() => store[Symbol.asyncDispose]());

  const person = async () => {
    const { userId: made, row } = keyring.add(database);
    await database.write([row]);
    return makeOpening(made, 'user', 'track');
  };
  /** Another server process: its own connections, its own caches. */
  const process = async (
    more: {
      kinds?: readonly Kind[];
      limits?: Partial<Limits>;
      keys?: ReturnType<Keyring['process']>;
      on?: Database<SottoTables>;
    } = {},
  ) =>
    createWorkspaces({
      database: more.on ?? (await store.open<SottoTables>(sottoStore)),
      vault: more.keys ?? keyring.process(),
      kinds: more.kinds ?? kinds,
      now: () => now,
      log: silentLog,
      limits: more.limits ?? {},
    });
  const create = async (name: string, at: Workspaces = workspaces) => {
    const id = ids.record();
    await at.change(by, (_, draft) => draft.create(GroupKind, { id, content: group(name) }));
    return id;
  };
  const rename = (id: Id, revision: number, name: string, at: Workspaces = workspaces) =>
    at.change(by, (_, draft) => draft.update(GroupKind, id, revision, group(name)));
  const remove = (kind: Kind, id: Id, revision: number, at: Workspaces = workspaces) =>
    at.change(by, (_, draft) => draft.remove(kind, id, revision));
  const names = async (at: Workspaces = workspaces) => (await at.read(by)).all(GroupKind).map(({ content }) => content.name);
  const count = async (table: 'record' | 'gone' | 'chunk' | 'alarm') =>
    (await database.rows(database.build.selectFrom(table).select('user_id').where('user_id', '=', userId))).length;

  test('what was changed is read back, in order of making, with revision and times', async () => {
    const id = await create('First');
    await create('Second');
    now += 1000;
    const { workspace } = await rename(id, 1, 'First of all');
    expect(await names()).toEqual(['First of all', 'Second']);
    expect(workspace.get(GroupKind, id)).toEqual({
      id,
      parentId: null,
      revision: 2,
      createdAt: now - 1000,
      updatedAt: now,
      readOnly: false,
      content: group('First of all'),
    });
    expect(workspace.get(StageChangeKind, id)).toBeUndefined();
    expect(workspace.revision).toBe(4);
    expect(workspace.tag).toBe('"first-4"');
  });

  test('a workspace once read stays as it was', async () => {
    const id = await create('Before');
    const earlier = await workspaces.read(by);
    await rename(id, 1, 'After');
    await create('Another');
    expect(earlier.all(GroupKind).map(({ content }) => content.name)).toEqual(['Before']);
  });

  test('a stale revision is refused with the present record, an absent record as absent', async () => {
    const id = await create('One');
    await rename(id, 1, 'Two');
    await expect(rename(id, 1, 'Three')).rejects.toSatisfy(
      (error) => error instanceof StaleRevision && error.current.revision === 2,
    );
    await expect(remove(GroupKind, id, 1)).rejects.toThrow(StaleRevision);
    await expect(rename(ids.record(), 1, 'None')).rejects.toThrow(AbsentRecord);
    await expect(remove(StageChangeKind, id, 2)).rejects.toThrow(AbsentRecord);
    expect(await names()).toEqual(['Two']);
  });

  test('an id is given once', async () => {
    const id = await create('One');
    await expect(workspaces.change(by, (_, draft) => draft.create(TextKind, { id, content: text('x') }))).rejects.toThrow(
      AlreadyExists,
    );
  });

  test('a decision that throws changes nothing', async () => {
    await expect(
      workspaces.change(by, (_, draft) => {
        draft.create(GroupKind, { id: ids.record(), content: group('Lost') });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await names()).toEqual([]);
    expect((await workspaces.read(by)).revision).toBe(1);
  });

  test('a decision without changes writes nothing', async () => {
    const { result, workspace } = await workspaces.change(by, () => 'read only');
    expect([result, workspace.revision]).toEqual(['read only', 1]);
  });

  test('decisions of one person at the same time all take effect', async () => {
    const id = await create('0');
    await Promise.all(
      Array.from({ length: 20 }, () =>
        workspaces.change(by, (workspace, draft) => {
          const { revision, content } = workspace.get(GroupKind, id) ?? expect.fail();
          draft.update(GroupKind, id, revision, group(String(Number(content.name) + 1)));
        }),
      ),
    );
    expect(await names()).toEqual(['20']);
  });

  test('a unit that fails takes no later decision with it, nor any refusal that rested on it', async () => {
    const id = ids.record();
    const failing = workspaces.change(by, (_, draft) => {
      draft.create(GroupKind, { id, content: group('Never') });
      draft.also(() => [
        { query: database.build.updateTable('job').set({ last_outcome: 'x' }).where('name', '=', 'none'), rows: 1 },
      ]);
    });
    const seen: number[] = [];
    const counting = workspaces.change(by, (workspace) => seen.push(workspace.all(GroupKind).length));
    const same = workspaces.change(by, (_, draft) => draft.create(GroupKind, { id, content: group('Made') }));
    const outcomes = await Promise.allSettled([
      failing,
      counting,
      same,
      ...Array.from({ length: 10 }, (_, number) => create(`${number}`)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', ...Array<string>(12).fill('fulfilled')]);
    expect(outcomes[0]).toMatchObject({ reason: { name: 'WrongRowCount' } });
    expect(seen.at(-1)).toBe(0);
    expect((await names()).toSorted()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'Made']);
    expect((await workspaces.read(by)).revision).toBe(12);
  });

  test('whoever reads sees only what is committed, and the answer to a change comes after it', async () => {
    const writing = Array.from({ length: 20 }, (_, number) => create(`${number}`));
    const over = new AbortController();
    const reading = (async () => {
      while (!over.signal.aborted) {
        const { revision } = await workspaces.read(by);
        const [row] = await database.rows(
          database.build.selectFrom('workspace').select('revision').where('user_id', '=', userId),
        );
        expect(revision).toBeLessThanOrEqual(row?.revision ?? 0);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    for (const [number, made] of writing.entries()) {
      const id = await made;
      expect((await workspaces.read(by)).get(GroupKind, id)?.content.name).toBe(String(number));
    }
    over.abort();
    await reading;
  });

  test('touching a record several times in one decision is one change', async () => {
    const id = ids.record();
    const brief = ids.record();
    await workspaces.change(by, (_, draft) => {
      draft.create(GroupKind, { id, content: group('Made') });
      draft.update(GroupKind, id, 1, group('Made and renamed'));
      draft.create(GroupKind, { id: brief, content: group('Made and removed') });
      draft.remove(GroupKind, brief, 1);
    });
    expect(await names()).toEqual(['Made and renamed']);
    expect([await count('record'), await count('gone')]).toEqual([1, 0]);
    await workspaces.change(by, (_, draft) => {
      draft.update(GroupKind, id, 1, group('Once'));
      draft.update(GroupKind, id, 1, group('Twice'));
    });
    expect((await workspaces.read(by)).get(GroupKind, id)).toMatchObject({ revision: 2, content: { name: 'Twice' } });
  });

  test('what goes with a parent is named by it, whatever its kind, and comes back with it as it was', async () => {
    const [parent, child, grandchild] = [await create('Parent'), ids.record(), ids.record()];
    await workspaces.change(by, (_, draft) => {
      draft.create(StageChangeKind, { id: child, parentId: parent, content: stageChange(parent) });
      draft.create(GroupKind, { id: grandchild, parentId: child, content: group('Grandchild') });
      draft.create(TextKind, { id: ids.record(), parentId: parent, content: text('kept apart') });
    });
    const before = await workspaces.read(by);
    // As it travels: through JSON and back.
    const below = JSON.parse(JSON.stringify(before.below(parent))) as ReturnType<typeof before.below>;
    expect(below.map(({ id, parentId }) => [id, parentId])).toEqual([
      [child, parent],
      [grandchild, child],
    ]);
    now += 1000;
    await remove(GroupKind, parent, 1);
    const { workspace } = await workspaces.change(by, (_, draft) => {
      draft.create(GroupKind, { id: parent, content: group('Parent') });
      for (const record of below) draft.bringBack(record);
    });
    expect(workspace.below(parent)).toEqual(below);
    expect(workspace.get(GroupKind, grandchild)).toMatchObject({ revision: 1, content: { name: 'Grandchild' } });
    await expect(workspaces.change(by, (_, draft) => draft.bringBack({ ...below[0]!, kind: 999 }))).rejects.toThrow(AbsentRecord);
  });

  test('removing a parent removes all below it, kept apart or not, with files and reminders', async () => {
    const [parent, child, apart, grandchild, other] = Array.from({ length: 5 }, () => ids.record()) as [Id, Id, Id, Id, Id];
    await workspaces.change(by, (_, draft) => {
      draft.create(GroupKind, { id: parent, content: group('Parent') });
      draft.create(StageChangeKind, { id: child, parentId: parent, content: stageChange(parent) });
      draft.create(TextKind, { id: apart, parentId: child, content: text('long') });
      draft.create(StageChangeKind, { id: grandchild, parentId: apart, content: stageChange(parent) });
      draft.create(GroupKind, { id: other, content: group('Other') });
      draft.also((sealers) => [
        ...workspaces.files.put(sealers, apart, Buffer.from('file')),
        { query: database.build.insertInto('alarm').values({ user_id: userId, record_id: child, due_at: 1 }), rows: 1 },
      ]);
    });
    expect((await workspaces.read(by)).children(StageChangeKind, parent).map(({ id }) => id)).toEqual([child]);
    await remove(GroupKind, parent, 1);
    expect([await count('record'), await count('gone'), await count('chunk'), await count('alarm')]).toEqual([1, 4, 0, 0]);
    const workspace = await workspaces.read(by);
    expect([workspace.all(StageChangeKind), workspace.children(StageChangeKind, parent)]).toEqual([[], []]);
    expect(await workspaces.open(by, TextKind, apart)).toBeUndefined();
  });

  test('a record that is moved lies below its new parent, there and for another process, and stays when the old one goes', async () => {
    const other = await process();
    const [first, second] = [await create('First'), await create('Second')];
    const id = ids.record();
    const content = stageChange(first);
    await workspaces.change(by, (_, draft) => draft.create(StageChangeKind, { id, parentId: first, content }));
    const below = async (at: Workspaces, parent: Id) =>
      (await at.read(by)).children(StageChangeKind, parent).map((child) => child.id);
    expect([await below(other, first), await below(other, second)]).toEqual([[id], []]);
    const move = (revision: number, parent: Id | null) =>
      workspaces.change(by, (_, draft) => {
        draft.update(StageChangeKind, id, revision, content);
        draft.place(id, parent);
      });
    await move(1, second);
    const fresh = await process();
    for (const at of [workspaces, other, fresh]) expect([await below(at, first), await below(at, second)]).toEqual([[], [id]]);
    await remove(GroupKind, first, 1);
    await workspaces.change(by, (_, draft) => draft.update(StageChangeKind, id, 2, content));
    expect(await below(other, second)).toEqual([id]);
    await move(3, null);
    await remove(GroupKind, second, 1);
    expect((await other.read(by)).get(StageChangeKind, id)).toMatchObject({ parentId: null, revision: 4 });
  });

  test('a removed record can be made anew under its id, seen by every process', async () => {
    const second = await process();
    const id = await create('Here');
    expect(await names(second)).toEqual(['Here']);
    await remove(GroupKind, id, 1);
    await workspaces.change(by, (_, draft) => draft.create(GroupKind, { id, content: group('Back') }));
    expect(await names(second)).toEqual(['Back']);
    await remove(GroupKind, id, 1, second);
    expect(await names()).toEqual([]);
  });

  test('two processes see each other’s changes at once, and lose none', async () => {
    const second = await process();
    const id = await create('From one');
    expect(await names(second)).toEqual(['From one']);
    const own = await create('From two', second);
    expect(await names()).toEqual(['From one', 'From two']);
    await rename(id, 1, 'Renamed by two', second);
    await expect(rename(id, 1, 'Stale')).rejects.toThrow(StaleRevision);
    await remove(GroupKind, own, 1);
    expect(await names(second)).toEqual(['Renamed by two']);

    const increase = (at: Workspaces) =>
      at.change(by, (workspace, draft) => {
        const { revision, content } = workspace.get(GroupKind, id) ?? expect.fail();
        draft.update(GroupKind, id, revision, group(`${content.name}.`));
      });
    await Promise.all([workspaces, second, workspaces, second, workspaces].map(increase));
    expect(await names()).toEqual(['Renamed by two.....']);
    expect(await names(second)).toEqual(['Renamed by two.....']);
  });

  test('whoever was erased by another process is evicted and refused', async () => {
    await create('Mine');
    await database.write([
      { query: database.build.deleteFrom('workspace').where('user_id', '=', userId), rows: 1 },
      { query: database.build.deleteFrom('record').where('user_id', '=', userId), rows: 1 },
    ]);
    keyring.shred(userId);
    await expect(workspaces.read(by)).rejects.toThrow(KeyShredded);
    await expect(create('More')).rejects.toThrow(KeyShredded);
    await expect(workspaces.open(by, GroupKind, ids.record())).rejects.toThrow(KeyShredded);
    expect(await count('record')).toBe(0);
  });

  test('a data key replaced by another process is taken up, and nothing commits under the old one', async () => {
    await create('Old');
    const sealers = keyring.replaceDataKey(userId);
    const id = ids.record();
    await database.write([
      { query: database.build.deleteFrom('record').where('user_id', '=', userId), rows: 1 },
      ...workspaces.initialRows(sealers, [{ kind: GroupKind, id, content: group('My search') }]),
      {
        query: database.build
          .updateTable('workspace')
          .set({ revision: 3, data_key_id: sealers.data.keyId })
          .where('user_id', '=', userId),
        rows: 1,
      },
    ]);
    expect(await names()).toEqual(['My search']);
    await rename(id, 1, 'Mine again');
    expect(await names(await process())).toEqual(['Mine again']);
  });

  test('another incarnation makes everything be read anew', async () => {
    const keys = keyring.process();
    const one = await process({ keys });
    await create('Kept', one);
    const before = await one.read(by);
    keys.incarnationIs('second');
    const after = await one.read(by);
    expect(after.tag).not.toBe(before.tag);
    expect(after.revision).toBe(before.revision);
  });

  test('older content is upgraded when opened, and written anew when saved', async () => {
    const id = await create('Old form');
    const upgrades = { 1: (older: unknown) => ({ ...(older as Group), goal: 'upgraded' }) };
    const later = defineKind({ ...GroupKind, version: 2, upgrades });
    const second = await process({ kinds: [later] });
    expect((await second.read(by)).get(later, id)?.content).toEqual({ ...group('Old form'), goal: 'upgraded' });
    await second.change(by, (_, draft) => draft.update(later, id, 1, group('New form')));
    expect((await second.read(by)).get(later, id)?.content.goal).toBeNull();
    expect((await (await process({ kinds: [later] })).read(by)).get(later, id)?.content.goal).toBeNull();
  });

  test('content of a newer version is read only here, also when kept apart, and can be removed', async () => {
    const newer = [defineKind({ ...GroupKind, version: 2 }), defineKind({ ...TextKind, version: 2 })] as const;
    const second = await process({ kinds: newer });
    const [id, apart] = [ids.record(), ids.record()];
    await second.change(by, (_, draft) => {
      draft.create(newer[0], { id, content: group('From the future') });
      draft.create(newer[1], { id: apart, parentId: id, content: text('future') });
    });
    expect((await workspaces.read(by)).get(GroupKind, id)).toMatchObject({
      readOnly: true,
      content: { name: 'From the future' },
    });
    expect(await workspaces.open(by, TextKind, apart)).toMatchObject({ readOnly: true });
    await expect(rename(id, 1, 'Past')).rejects.toThrow(NewerVersion);
    await expect(workspaces.change(by, (_, draft) => draft.update(TextKind, apart, 1, text('past')))).rejects.toThrow(
      NewerVersion,
    );
    await remove(GroupKind, id, 1);
    expect(await count('record')).toBe(0);
  });

  test('records of a kind this version does not know are carried along and go with their parent', async () => {
    const knowing = await process();
    const parent = await create('Parent');
    await knowing.change(by, (_, draft) =>
      draft.create(StageChangeKind, { id: ids.record(), parentId: parent, content: stageChange(parent) }),
    );
    const unknowing = await process({ kinds: [GroupKind] });
    expect(await names(unknowing)).toEqual(['Parent']);
    await remove(GroupKind, parent, 1, unknowing);
    expect(await count('record')).toBe(0);
  });

  test('a record whose bytes were swapped does not open, is told of, and hides no other', async () => {
    const events: string[] = [];
    const [a, b] = [await create('A'), await create('B')];
    const [row] = await database.rows(
      database.build.selectFrom('record').select('sealed').where('user_id', '=', userId).where('id', '=', a),
    );
    await database.write([
      {
        query: database.build
          .updateTable('record')
          .set({ sealed: row?.sealed ?? expect.fail() })
          .where('user_id', '=', userId)
          .where('id', '=', b),
        rows: 1,
      },
    ]);
    const watched = createWorkspaces({
      database,
      vault: keyring.process(),
      kinds,
      now: () => now,
      log: createLog({ destination: { write: (line) => void events.push(line) } }),
    });
    expect(await names(watched)).toEqual(['A']);
    expect(JSON.stringify(events)).toContain('records-did-not-open');
    await expect(watched.open(by, GroupKind, b)).rejects.toThrow(DidNotOpen);
  });

  test('records kept apart are opened one by one or page by page, and stale ones refused with their content', async () => {
    const parent = await create('Parent');
    const [other, ...texts] = Array.from({ length: 450 }, () => ids.record()) as [Id, ...Id[]];
    await workspaces.change(by, (_, draft) => {
      draft.create(TextKind, { id: other, content: text('without parent') });
      for (const id of texts) draft.create(TextKind, { id, parentId: parent, content: text(`of ${id}`) });
    });
    const found: Id[] = [];
    for await (const { id, content } of workspaces.openAll(by, TextKind, parent)) {
      expect(content.text).toBe(`of ${id}`);
      found.push(id);
    }
    expect(found).toEqual(texts);
    const [first] = texts as [Id];
    await workspaces.change(by, (_, draft) => draft.update(TextKind, first, 1, text('again')));
    expect((await workspaces.open(by, TextKind, first))?.content.text).toBe('again');
    await expect(workspaces.change(by, (_, draft) => draft.update(TextKind, first, 1, text('stale')))).rejects.toSatisfy(
      (error) => error instanceof StaleRevision && (error.current.content as { text: string }).text === 'again',
    );
  });

  test('the greatest number of records is held, also over one decision; removing works beyond it', async () => {
    const small = await process({ limits: { records: 3 } });
    const id = await create('1', small);
    await create('2', small);
    const two = small.change(by, (_, draft) => {
      draft.create(GroupKind, { id: ids.record(), content: group('3') });
      draft.create(TextKind, { id: ids.record(), content: text('4') });
    });
    await expect(two).rejects.toThrow(WorkspaceFull);
    await create('3', small);
    await create('4', workspaces);
    await expect(create('5', small)).rejects.toThrow(WorkspaceFull);
    await rename(id, 1, 'renamed', small);
    await remove(GroupKind, id, 2, small);
    expect(await names(small)).toEqual(['2', '3', '4']);
  });

  test('a derived value is made once until one of its kinds changes', async () => {
    const id = await create('A');
    let built = 0;
    const derived = async () =>
      (await workspaces.read(by)).derived('names', [GroupKind], (workspace) => {
        built++;
        return workspace.all(GroupKind).map(({ content }) => content.name);
      });
    expect([await derived(), await derived(), built]).toEqual([['A'], ['A'], 1]);
    await workspaces.change(by, (_, draft) =>
      draft.create(StageChangeKind, { id: ids.record(), parentId: id, content: stageChange(id) }),
    );
    await derived();
    expect(built).toBe(1);
    await rename(id, 1, 'B');
    expect([await derived(), built]).toEqual([['B'], 2]);
  });

  test('a workspace larger than the bound is served and not kept; the least recently used goes first', async () => {
    const loads = countedSnapshots(await store.open<SottoTables>(sottoStore));
    const bounded = (limits: Partial<Limits>) =>
      createWorkspaces({ database: loads.database, vault: keyring.process(), kinds, now: () => now, log: silentLog, limits });
    await create('x'.repeat(300));
    const tiny = bounded({ largestBytes: 100 });
    expect([(await names(tiny)).length, (await names(tiny)).length, loads.count()]).toEqual([1, 1, 2]);

    const others = [await person(), await person()];
    const [first, second] = others as [Opening, Opening];
    for (const each of others)
      await workspaces.change(each, (_, draft) => draft.create(GroupKind, { id: ids.record(), content: group('x'.repeat(300)) }));
    const one = bounded({ totalBytes: 1200 });
    loads.reset();
    for (const each of [first, second, second, first]) await one.read(each);
    expect(loads.count()).toBe(3);

    const idle = bounded({ idleMs: 1000 });
    loads.reset();
    await idle.read(first);
    now += 500;
    await idle.read(first);
    now += 1001;
    await idle.read(first);
    expect(loads.count()).toBe(2);
  });

  test('many reads of a cold workspace load it once', async () => {
    await create('A');
    const loads = countedSnapshots(await store.open<SottoTables>(sottoStore));
    const cold = createWorkspaces({ database: loads.database, vault: keyring.process(), kinds, now: () => now, log: silentLog });
    await Promise.all(Array.from({ length: 20 }, () => cold.read(by)));
    expect(loads.count()).toBe(1);
  });

  test('files of every size come back whole, and not when a piece is missing, moved or someone else’s', async () => {
    const put = (fileId: string, bytes: Uint8Array) =>
      workspaces.change(by, (_, draft) => draft.also((sealers) => workspaces.files.put(sealers, fileId, bytes)));
    for (const size of [0, 1, 65_528, 65_529, 200_000]) {
      const bytes = Buffer.alloc(size, 'sotto');
      await put('file', bytes);
      expect(await workspaces.files.open(by, 'file')).toEqual(bytes);
    }
    expect(await count('chunk')).toBe(4);
    expect(await workspaces.files.open(await person(), 'file')).toBeUndefined();
    await database.write([
      { query: database.build.deleteFrom('chunk').where('user_id', '=', userId).where('position', '=', 3), rows: 1 },
    ]);
    await expect(workspaces.files.open(by, 'file')).rejects.toThrow(DidNotOpen);
    await database.write([
      { query: database.build.updateTable('chunk').set({ file_id: 'other' }).where('user_id', '=', userId), rows: 3 },
    ]);
    await expect(workspaces.files.open(by, 'other')).rejects.toThrow(DidNotOpen);
    await workspaces.change(by, (_, draft) => draft.also(() => workspaces.files.remove(userId, 'other')));
    expect(await workspaces.files.open(by, 'other')).toBeUndefined();
  });

  test('a long file is read a few pieces at a time, whole or not at all', async () => {
    const bytes = Buffer.from(Array.from({ length: 1_200_000 }, (_, at) => at % 251));
    const put = () => workspaces.change(by, (_, draft) => draft.also((sealers) => workspaces.files.put(sealers, 'long', bytes)));
    await put();
    const file = await workspaces.files.read(by, 'long');
    const pieces = await gathered(file?.pieces ?? []);
    expect(file?.sizeBytes).toBe(bytes.length);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(64 * 1024);
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    expect(await workspaces.files.read(by, 'none')).toBeUndefined();
    expect(await workspaces.files.read(await person(), 'long')).toBeUndefined();

    // It goes while someone reads it: they never take the beginning for the whole.
    const leaving = (await workspaces.files.read(by, 'long'))?.pieces ?? [];
    const read = (async () => {
      for await (const _ of leaving)
        await workspaces.change(by, (__, draft) => draft.also(() => workspaces.files.remove(userId, 'long')));
    })();
    await expect(read).rejects.toThrow(DidNotOpen);
    // And neither when a piece in the middle, or all but the first few, are gone.
    for (const missing of [12, 5]) {
      await put();
      const gone = database.build.deleteFrom('chunk').where('user_id', '=', userId).where('position', '>=', missing);
      await database.write([{ query: missing === 12 ? gone.where('position', '=', 12) : gone, rows: null }]);
      await expect(gathered((await workspaces.files.read(by, 'long'))?.pieces ?? [])).rejects.toThrow(DidNotOpen);
    }
  });

  test('a file of which one piece cannot be kept is not kept at all', async () => {
    await expect(
      workspaces.change(by, (_, draft) =>
        draft.also((sealers) => {
          const statements = workspaces.files.put(sealers, 'torn', Buffer.alloc(1_000_000));
          // The same piece a second time: refused after most of the others went in.
          return [...statements, ...statements.slice(10, 11)];
        }),
      ),
    ).rejects.toThrow(AlreadyExists);
    expect(await count('chunk')).toBe(0);
    expect(await workspaces.files.list(by, 'torn')).toEqual([]);
  });

  test('any run of changes by two processes ends as a plain list would', async () => {
    const second = await store.open<SottoTables>(sottoStore);
    const step = fc.record({
      process: fc.nat(1),
      act: fc.constantFrom('create', 'create', 'child', 'apart', 'update', 'remove', 'evict'),
      pick: fc.nat(100),
      name: fc.string({ minLength: 1, maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        by = await person();
        const processes = [await process({ on: database }), await process({ on: second })];
        const model = new Map<Id, { kind: Kind; parentId: Id | null; name: string; revision: number }>();
        const withBelow = (id: Id): Id[] => [
          id,
          ...[...model].filter(([, { parentId }]) => parentId === id).flatMap(([child]) => withBelow(child)),
        ];
        for (const { process: number, act, pick, name } of steps) {
          const at = processes[number] ?? workspaces;
          const [id, record] = [...model][pick % Math.max(1, model.size)] ?? [];
          const make = async (kind: Kind, parentId: Id | null) => {
            const made = ids.record();
            await at.change(by, (_, draft) =>
              draft.create(kind, { id: made, parentId, content: kind === TextKind ? text(name) : group(name) }),
            );
            model.set(made, { kind, parentId, name, revision: 1 });
          };
          if (act === 'evict') at.evict(by.userId);
          else if (act === 'create') await make(GroupKind, null);
          else if (id === undefined || record === undefined) continue;
          else if (act === 'child') await make(GroupKind, id);
          else if (act === 'apart') await make(TextKind, id);
          else if (act === 'remove') {
            await remove(record.kind, id, record.revision, at);
            for (const gone of withBelow(id)) model.delete(gone);
          } else {
            await at.change(by, (_, draft) =>
              draft.update(record.kind, id, record.revision, record.kind === TextKind ? text(name) : group(name)),
            );
            model.set(id, { ...record, name, revision: record.revision + 1 });
          }
        }
        for (const at of [...processes, await process({ on: second })]) {
          const workspace = await at.read(by);
          const expected = [...model]
            .filter(([, { kind }]) => kind === GroupKind)
            .map(([id, { name, revision, parentId }]) => ({ id, name, revision, parentId }));
          expect(
            workspace
              .all(GroupKind)
              .map(({ id, content, revision, parentId }) => ({ id, name: content.name, revision, parentId })),
          ).toEqual(expected.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
          for (const [id, { kind, name, revision }] of model)
            if (kind === TextKind) expect(await at.open(by, TextKind, id)).toMatchObject({ revision, content: { text: name } });
          for (const { id } of expected)
            expect(workspace.children(GroupKind, id).map((child) => child.id)).toEqual(
              expected
                .filter(({ parentId }) => parentId === id)
                .map((child) => child.id)
                .toSorted(),
            );
        }
      }),
      { numRuns: engine === 'sqlite' ? 25 : 8 },
    );
  });
});

/** The database, with its snapshots counted: a load of a workspace takes exactly one. */
function countedSnapshots(database: Database<SottoTables>) {
  let snapshots = 0;
  const snapshot: Database<SottoTables>['snapshot'] = (read) => {
    snapshots++;
    return database.snapshot(read);
  };
  return { database: { ...database, snapshot }, count: () => snapshots, reset: () => (snapshots = 0) };
}
