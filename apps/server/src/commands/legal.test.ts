/**
 * Demands the law makes binding: what leaves is exactly what was named of the one person, two operators put their names to it, the
 * person is told as soon as they may be, and each opening stands in the operator log.
 */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeAccessKey } from '@sotto/features/account/api';
import { makeFeed } from '@sotto/features/feed/api';
import { getInventory, listActivity } from '@sotto/features/privacy/api';
import { listDisclosures } from '@sotto/features/legal/api';
import { fieldNames } from '@sotto/features/legal/server';
import { listNotices } from '@sotto/features/notices/api';
import { openPlatform } from '@sotto/runtime';
import { openingMakerFor } from '@sotto/schedule';
import { type TestServer, createRandomBytes, day, engines, freshFolder, hour, sized, startServer } from '@sotto/testing';
import { purposes } from '@sotto/vault';
import { describe, expect, test, vi } from 'vitest';
import { features } from '../app.ts';
import { type Person, signUpPerson } from '../testing.ts';
import { commands } from './index.ts';
import { type AtDesk, anOperator, answerOf, carriedOut, operatorLog } from './testing.ts';

// Each entry of a log is on two disks before the next is written; on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 240_000 });

const demands = sized({ everyday: 2, full: 20 });
/** What looks at the records of its kinds as they are written would not take what stands for words here. */
const shipped = features.filter(({ alarms }) => alarms === undefined);
const environment = { SOTTO_JURISDICTION: 'US-NC,US' };

/** Words by the field they were put into: `applications.title`. */
type Words = ReadonlyMap<string, readonly string[]>;

/** Someone with a word of their own in every property of every kind of record, and in every name they gave. */
async function someoneWithWords({ platform }: TestServer, person: Person): Promise<Words> {
  const words = new Map<string, string[]>();
  const word = (field: string) => {
    const made = `w${Buffer.from(platform.randomBytes(9)).toString('hex')}`;
    words.set(field, [...(words.get(field) ?? []), made]);
    return made;
  };
  const open = openingMakerFor({ name: 'test', purposes: ['track'] });
  await platform.workspaces.change(open(person.userId, 'track'), (_, draft) => {
    for (const kind of platform.workspaces.kinds) {
      for (let count = 0; count < 2; count++) {
        const own = fieldNames(platform)
          .filter((name) => name.startsWith(`${kind.plural}.`))
          .map((name) => name.slice(kind.plural.length + 1))
          .filter((name) => !['id', 'parentId', 'createdAt', 'updatedAt', 'fileBytes', 'file', 'resume'].includes(name));
        const content: Record<string, unknown> = Object.fromEntries(own.map((name) => [name, word(`${kind.plural}.${name}`)]));
        if (kind.filesOf) {
          const id = platform.ids.record();
          const name = kind.name === 'profile' ? 'resume' : 'file';
          content[name] = { id, name: word(`${kind.plural}.${name}`) };
          const bytes = Buffer.from(word(`${kind.plural}.fileBytes`));
          draft.also((sealers) => platform.workspaces.files.put(sealers, id, bytes));
        }
        draft.create(kind, { id: platform.ids.record(), content });
      }
    }
  });
  await person.visitor.call(makeAccessKey, { body: { name: word('accessKeys.name'), scopes: ['export:read'] } });
  await person.visitor.call(makeFeed, {
    body: { name: word('calendarFeeds.name'), detail: 'busy', contents: 'everything', notes: false, expiresOn: null },
  });
  // The log names both.
  words.set('activity.about', [...(words.get('accessKeys.name') ?? []), ...(words.get('calendarFeeds.name') ?? [])]);
  return words;
}

async function theDesk(server: TestServer) {
  const [tove, marlene] = [await anOperator(server.platform), await anOperator(server.platform)];
  /** By this operator, an hour later: a code is good once. */
  const by = (operator: AtDesk, words: readonly string[], ...more: readonly string[]) => {
    server.clock.advance(hour);
    return carriedOut(server, words, [operator.name, operator.code(), ...more]);
  };
  return { tove, marlene, by };
}

const namedAs = ['--case', '26 CVS 1042', '--jurisdiction', 'US-NC', '--binding', '--non-negotiable'] as const;

const demandOf = ({ userId }: Person, fields: readonly string[], ...more: readonly string[]) => [
  'legal',
  'export',
  ...namedAs,
  '--fields',
  fields.join(','),
  '--user',
  userId,
  ...more,
];

/** Fields by their list, as the log names them. */
function openingsOf(fields: readonly string[]): [list: string, properties: string[]][] {
  const byList = Map.groupBy(fields.toSorted(), (field) => field.split('.')[0] ?? '');
  return [...byList].map(([list, each]) => [list, each.map((field) => field.slice(list.length + 1))]);
}

/** How many values of a list a package holds. */
function countIn(text: string, list: string, properties: readonly string[]): number {
  // Safe: a package has the form its writer gives it.
  const { values } = JSON.parse(text) as { values: Record<string, Record<string, unknown>[]> };
  return (values[list] ?? []).flatMap((item) => properties.filter((name) => item[name] !== undefined)).length;
}

/** Which of the words stand in a text. */
function found(words: Words, text: string): string[] {
  return [...words.values()].flat().filter((word) => text.includes(word) || text.includes(Buffer.from(word).toString('base64')));
}

describe.each(engines)('a demand on %s', (engine) => {
  test('gives the named fields of one person, nothing else of theirs and nothing of anyone else', async () => {
    await using folder = await freshFolder();
    await using server = await startServer({ features: shipped, engine, environment });
    const [ada, bela] = [await signUpPerson(server), await signUpPerson(server)];
    const [hers, his] = [await someoneWithWords(server, ada), await someoneWithWords(server, bela)];
    const { tove, marlene, by } = await theDesk(server);
    const all = fieldNames(server.platform);
    const chance = createRandomBytes('legal');
    const some = (most: number) => all.filter(() => (chance(1)[0] ?? 0) % Math.ceil(all.length / most) === 0);

    async function packageOf(fields: readonly string[], name: string) {
      const file = join(folder.path, name);
      const asked = demandOf(ada, fields, '--file', file);
      const begun = await by(tove, asked);
      const id = /^legal-\d+/.exec(begun.lines.join('\n'))?.[0] ?? expect.fail(String(begun.refusal));
      expect((await by(marlene, ['approve', id], 'approve')).refusal).toBeNull();
      expect((await by(tove, asked)).refusal).toBeNull();
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      return { id, text: await readFile(file, 'utf8') };
    }

    for (let count = 0; count < demands; count++) {
      const fields = some(count % 2 === 0 ? 4 : 15);
      if (fields.length === 0) continue;
      const { id, text } = await packageOf(fields, `${count}.json`);
      expect(new Set(found(hers, text))).toEqual(new Set(fields.flatMap((field) => hers.get(field) ?? [])));
      expect(found(his, text)).toEqual([]);
      // Each opening stands in the log, with how many values it gave.
      const logged = (await operatorLog(server.platform)).filter(({ caseId }) => caseId === id);
      expect(logged.map(({ command }) => command)).toEqual([
        'legal export: case begun',
        'approve',
        'legal export: opening',
        ...openingsOf(fields).map(([list, properties]) => `legal export: ${list} (${properties.join(', ')})`),
      ]);
      expect(logged.map(({ actor }) => actor).slice(0, 3)).toEqual([tove.id, marlene.id, tove.id]);
      expect(logged.slice(3).map(({ count: values }) => values)).toEqual(
        openingsOf(fields).map(([list, properties]) => countIn(text, list, properties)),
      );
    }
    // The control: whatever can be named is found when it is.
    const everything = await packageOf(all, 'all.json');
    expect(new Set(found(hers, everything.text))).toEqual(new Set([...hers.values()].flat()));
    expect(found(his, everything.text)).toEqual([]);
    expect([...hers.values()].flat().length).toBeGreaterThan(200);
    expect(JSON.parse(everything.text)).toMatchObject({
      case: everything.id,
      reference: '26 CVS 1042',
      jurisdiction: 'US-NC',
      openedBy: tove.id,
      approvedBy: marlene.id,
      values: { account: [{ email: expect.stringContaining('@example.org') }] },
    });
  });

  test('is refused without each of its flags, for another place’s courts, and until another operator has approved exactly it', async () => {
    await using folder = await freshFolder();
    await using server = await startServer({ features: shipped, engine, environment });
    const person = await signUpPerson(server);
    const file = join(folder.path, 'package.json');
    const whole = demandOf(person, ['account.email'], '--file', file);
    expect((await carriedOut(server, whole)).refusal).toContain('two operators');
    const { tove, marlene, by } = await theDesk(server);
    const without = (flag: string, values: number) =>
      whole.filter((_, at) => at < whole.indexOf(flag) || at > whole.indexOf(flag) + values);
    const instead = (flag: string, value: string) => whole.with(whole.indexOf(flag) + 1, value);
    for (const [words, says] of [
      [without('--binding', 0), '--binding and --non-negotiable'],
      [without('--non-negotiable', 0), '--binding and --non-negotiable'],
      [without('--case', 1), '--case is how'],
      [instead('--case', 'see evil.example'), '--case is how'],
      [without('--jurisdiction', 1), '--jurisdiction is US-NC or US'],
      [instead('--jurisdiction', 'DE'), '--jurisdiction is US-NC or US'],
      [without('--fields', 1), '--fields names each field'],
      [instead('--fields', ' , '), '--fields names each field'],
      [instead('--fields', 'account.password'), 'There is nothing called account.password'],
      [instead('--fields', '*'), 'There is nothing called *'],
      [without('--user', 1), 'ID is the number'],
      [instead('--user', server.platform.ids.user()), 'There is nobody of this ID'],
      [[...whole, '--quiet-until', '2026-11-20'], '--quiet-until is a day to come'],
      [[...whole, '--quiet-until', '2029-01-01'], '--quiet-until is a day to come'],
    ] as const)
      expect([words, (await by(tove, words)).refusal]).toEqual([words, expect.stringContaining(says)]);
    expect(await server.platform.vault.cases.list('legal')).toEqual([]);

    expect((await by(tove, whole)).lines.join('\n')).toContain('legal-1 is begun; nothing was opened');
    for (const operator of [tove, marlene])
      expect((await by(operator, whole)).refusal).toContain('legal-1 waits for another operator');
    expect((await by(tove, ['approve', 'legal-1'], 'approve')).refusal).toBe('Nobody approves a case they began themselves.');
    expect((await by(marlene, ['approve', 'legal-1'], 'no')).refusal).toBe('Not approved.');
    expect((await by(marlene, ['approve', 'legal-2'], 'approve')).refusal).toContain('There is no case');
    expect((await by(marlene, ['approve', 'legal-1'], 'approve')).said).toContain('Fields: account.email');
    expect((await by(marlene, ['approve', 'legal-1'], 'approve')).refusal).toContain('does not wait');
    // Other fields are another case, which begins anew.
    expect((await by(tove, demandOf(person, ['account.email', 'sessions.label']))).lines.join('\n')).toContain(
      'legal-2 is begun',
    );
    await expect(stat(file)).rejects.toThrow('ENOENT');
    expect((await operatorLog(server.platform)).some(({ command }) => command.endsWith('opening'))).toBe(false);

    // The control: exactly this one is carried out, once; and none a week later.
    expect((await by(tove, whole)).refusal).toBeNull();
    expect(await readFile(file, 'utf8')).toContain('@example.org');
    expect((await by(tove, whole)).lines.join('\n')).toContain('legal-3 is begun');
    expect((await by(marlene, ['approve', 'legal-3'], 'approve')).refusal).toBeNull();
    expect((await by(tove, whole)).refusal).toContain('is there already');
    server.clock.advance(7 * day);
    expect((await by(tove, whole)).lines.join('\n')).toContain('legal-4 is begun');
    expect((await by(marlene, ['approve', 'legal-3'], 'approve')).refusal).toContain('does not wait');
    expect(await answerOf(server, 'legal counts')).toEqual({
      items: [{ year: 2026, demands: 4, packages: 1, people: 1, withoutPackage: 2, notToldYet: 0 }],
    });
    expect((await carriedOut(server, ['legal', 'counts'])).lines).toEqual([
      'year  demands  packages  people  without a package  not told yet',
      '2026  4        1         1       2                  0',
    ]);
    const states = async () => {
      // Safe: a list for programs has the form its writer gives it.
      const { items } = (await answerOf(server, 'legal list')) as { items: { state: string }[] };
      return items.map(({ state }) => state);
    };
    expect(await states()).toEqual(['carried out', 'void', 'void', 'waits for approval']);
    // As the promotion of an older keyring ends what it knows as begun.
    const { cases } = server.platform.vault;
    const begun = (await cases.find('legal-4')) ?? expect.fail();
    expect(await cases.write(begun, { content: begun.content, done: true })).toBe(true);
    expect(await states()).toEqual(['carried out', 'void', 'void', 'void']);
  });

  test('is told to its person at once, or on the day until which an order forbids it', async () => {
    await using folder = await freshFolder();
    await using server = await startServer({ features: shipped, engine, environment });
    const [ada, bela] = [await signUpPerson(server), await signUpPerson(server)];
    const { tove, marlene, by } = await theDesk(server);
    const told = async ({ visitor }: Person) => ({
      disclosures: (await visitor.call(listDisclosures, {})).body.items,
      notices: (await visitor.call(listNotices, {})).body.items.map(({ kind, mailed }) => [kind, mailed]),
      log: (await visitor.call(listActivity, {})).body.items.filter(({ happening }) => happening === 'disclosed'),
      held: (await visitor.call(getInventory, {})).body.items.find(({ name }) => name === 'disclosure')?.count,
    });
    const handOver = async (words: readonly string[], id: string) => {
      for (const [operator, asked, ...more] of [
        [tove, words],
        [marlene, ['approve', id], 'approve'],
        [tove, words],
      ] as const)
        expect((await by(operator, asked, ...more)).refusal).toBeNull();
    };
    const nothing = { disclosures: [], notices: [], log: [], held: 0 };
    const file = (name: string) => ['--file', join(folder.path, name)];
    await handOver(demandOf(ada, ['account.email', 'groups.name'], ...file('ada')), 'legal-1');
    const toAda = await told(ada);
    expect(toAda).toMatchObject({
      disclosures: [
        {
          id: 'legal-1',
          reference: '26 CVS 1042',
          jurisdiction: 'US-NC',
          fields: [
            { name: 'account.email', count: 1 },
            { name: 'groups.name', count: 1 },
          ],
        },
      ],
      notices: [['disclosure', true]],
      log: [{ by: 'operator', about: 'US-NC, 26 CVS 1042', count: 2 }],
      held: 1,
    });
    expect(await told(bela)).toEqual(nothing);

    await handOver(demandOf(bela, ['account.email'], '--quiet-until', '2026-11-25', ...file('bela')), 'legal-2');
    for (const moment of ['2026-11-23T00:00:00Z', '2026-11-24T23:59:59Z']) {
      server.clock.set(moment);
      await server.runJob('disclosures');
      expect(await told(bela)).toEqual(nothing);
    }
    expect(await answerOf(server, 'legal counts')).toMatchObject({ items: [{ packages: 2, people: 2, notToldYet: 1 }] });
    server.clock.set('2026-11-25T00:00:00Z');
    // However often it runs, and a second process beside it, they are told once.
    await Promise.all([server.runJob('disclosures'), server.runJob('disclosures')]);
    await server.runJob('disclosures');
    const toBela = await told(bela);
    expect(toBela).toMatchObject({ disclosures: [{ id: 'legal-2' }], notices: [['disclosure', true]], held: 1 });
    expect(toBela.log.length).toBeGreaterThan(0);
    expect(await told(ada)).toEqual(toAda);
    expect(await answerOf(server, 'legal counts')).toMatchObject({ items: [{ notToldYet: 0 }] });
    const open = await server.visitor().fetch('/api/v1/legal-demands');
    expect(await open.json()).toEqual({ items: [{ year: 2026, demands: 2, packages: 2, people: 2, withoutPackage: 0 }] });
  });
});

describe.each(engines)('a package on %s', (engine) => {
  /** Someone, and a case about them that is approved. */
  async function approved(server: TestServer, ...more: readonly string[]) {
    const person = await signUpPerson(server);
    const { tove, marlene, by } = await theDesk(server);
    const words = demandOf(person, ['account.email'], ...more);
    const id = /^legal-\d+/.exec((await by(tove, words)).lines.join('\n'))?.[0] ?? expect.fail();
    expect((await by(marlene, ['approve', id], 'approve')).refusal).toBeNull();
    const kinds = async () => (await person.visitor.call(listNotices, {})).body.items.map(({ kind }) => kind);
    return { tove, by, words, id, kinds };
  }

  test('that cannot be written opens nothing and tells nobody, and its case is carried out once it can be', async () => {
    await using folder = await freshFolder();
    await using server = await startServer({ features: shipped, engine, environment });
    const { tove, by, words, id, kinds } = await approved(server);
    const state = async () => (await server.platform.vault.cases.find(id))?.state;
    const missing = join(folder.path, 'missing');
    expect((await by(tove, [...words, '--file', join(missing, 'a.json')])).refusal).toContain('cannot be written (ENOENT)');
    await server.runJob('disclosures');
    expect([await state(), await kinds()]).toEqual(['approved', []]);
    // Closed by someone else in the meantime: the file goes again.
    const vault = { ...server.platform.vault, cases: { ...server.platform.vault.cases, write: async () => false } };
    const slower: TestServer = { ...server, platform: { ...server.platform, vault } };
    const file = join(folder.path, 'a.json');
    server.clock.advance(hour);
    const refused = await carriedOut(slower, [...words, '--file', file], [tove.name, tove.code()]);
    expect(refused.refusal).toContain('at the same moment');
    await expect(stat(file)).rejects.toThrow('ENOENT');
    expect([await state(), await kinds()]).toEqual(['approved', []]);
    // The control.
    expect((await by(tove, [...words, '--file', file])).lines.at(-1)).toBe('The person was told.');
    expect([await state(), await kinds()]).toEqual(['done', ['disclosure']]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const log = (await operatorLog(server.platform)).filter(({ caseId }) => caseId === id);
    expect(log.filter(({ command }) => command === 'legal export: opening')).toHaveLength(2);
  });

  test('on whose day the order ends while it is made is told of at once, and says so', async () => {
    await using folder = await freshFolder();
    await using server = await startServer({ features: shipped, engine, environment });
    const file = join(folder.path, 'a.json');
    const { tove, words, kinds } = await approved(server, '--quiet-until', '2026-11-25', '--file', file);
    server.clock.set('2026-11-24T23:59:59Z');
    const vault = {
      ...server.platform.vault,
      logOperator: (entry: Parameters<typeof server.platform.vault.logOperator>[0]) => {
        server.clock.set('2026-11-25T00:00:01Z');
        return server.platform.vault.logOperator(entry);
      },
    };
    const later: TestServer = { ...server, platform: { ...server.platform, vault } };
    const { lines } = await carriedOut(later, [...words, '--json'], [tove.name, tove.code()]);
    expect(JSON.parse(lines.join('\n'))).toMatchObject({ toldAt: '2026-11-25T00:00:01.000Z' });
    expect(await kinds()).toEqual(['disclosure']);
  });
});

test('without an approved case no command opens anything a demand may name, or shows a word of it', async () => {
  await using server = await startServer({ features: shipped, environment });
  const person = await signUpPerson(server);
  const words = await someoneWithWords(server, person);
  const { tove, marlene, by } = await theDesk(server);
  // A vault that opens nothing for a demand: whoever tried would be heard of.
  const platform = await openPlatform(server.stores.settings, shipped, {
    now: server.clock.now,
    alone: false,
    purposes: purposes.filter((purpose) => purpose !== 'legal'),
  });
  await using _ = { [Symbol.asyncDispose]: () => platform.close() };
  const beside: TestServer = { ...server, platform };
  let tried = 0;
  for (const command of commands.filter(({ prepare }) => !prepare)) {
    server.clock.advance(hour);
    // One of them would erase her, rightly.
    const userId = command.name.includes('release') ? platform.ids.user() : person.userId;
    const asked = [...command.name, ...command.args.map((arg) => (arg === 'ID' ? userId : 'legal-1'))];
    const { lines, said } = await carriedOut(beside, asked, [tove.name, tove.code(), 'nonsense', 'nonsense']);
    expect([asked, found(words, [...lines, ...said].join('\n'))]).toEqual([asked, []]);
    tried += 1;
  }
  expect(tried).toBeGreaterThan(20);
  // The control: with a case it opens, and this vault hears of it.
  const demand = demandOf(person, ['groups.name']);
  const begun = (await by(tove, demand)).lines.join('\n');
  const id = /^legal-\d+/.exec(begun)?.[0] ?? '';
  expect((await by(marlene, ['approve', id], 'approve')).refusal).toBeNull();
  server.clock.advance(hour);
  await expect(carriedOut(beside, demand, [tove.name, tove.code()])).rejects.toThrow(TypeError);
});
