/**
 * Help that people asked for, at the operator's desk; and that nothing else anywhere opens what is theirs: a crawl over all
 * routes and all commands, with its two controls.
 */
import { type Endpoint, scopes } from '@sotto/contract';
import { getAccount, makeAccessKey, reauthenticate, signIn } from '@sotto/features/account/api';
import { createContact } from '@sotto/features/contacts/api';
import { createNote } from '@sotto/features/notes/api';
import { createQuestion } from '@sotto/features/questions/api';
import { askForHelp, listHelp, type NewHelp } from '@sotto/features/support/api';
import { createTask } from '@sotto/features/tasks/api';
import { createTemplate } from '@sotto/features/templates/api';
import { exportEverything } from '@sotto/features/transfer/api';
import { engines, hour, isFull, minute, problemOf, type TestServer, uniqueName } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addApplication, password, type Person, sampleOf, signUpPerson, startWhole } from '../testing.ts';
import type { Command } from './command.ts';
import { commands } from './index.ts';
import { anOperator, answerOf, type AtDesk, carriedOut, operatorLog } from './testing.ts';

/** Every id by every caller on every route, instead of one each. */
const timeout = isFull ? 3_600_000 : 240_000;

/** Kinds of records in which something was planted. */
const kinds = ['application', 'contact', 'task', 'note', 'question', 'template'] as const satisfies readonly string[];

describe.each(engines)('grants on %s', { timeout }, (engine) => {
  let server: TestServer;
  let ada: Person;
  let tove: AtDesk;
  let marlene: AtDesk;
  let canaries: Record<(typeof kinds)[number], string>;
  let applicationId: string;
  beforeAll(async () => {
    server = await startWhole(engine);
    [tove, marlene] = [await anOperator(server.platform), await anOperator(server.platform)];
    ada = await signUpPerson(server);
    ({ canaries, applicationId } = await plant(ada));
  });
  afterAll(() => server.stop());

  const typed = (who: AtDesk) => {
    // A code is good once.
    server.clock.advance(minute);
    return [who.name, who.code()];
  };
  const ask = async (more: Partial<NewHelp> = {}) => {
    const body = { words: 'The board is empty.', operator: null, scope: { kinds: ['application' as const] }, hours: 1, ...more };
    const answer = await ada.visitor.call(askForHelp, { body }).catch(async () => {
      // The clock went on since: they prove again who they are.
      await reprove(ada);
      return ada.visitor.call(askForHelp, { body });
    });
    return answer.body.id;
  };
  /** What a command prints, asks and is refused with, and how it fails; and whether it did what it is for. */
  const everythingSaid = (words: readonly string[], answers: readonly string[]) =>
    carriedOut(server, words, answers).then(
      ({ lines, said, questions, refusal }) => ({
        text: [...lines, ...said, ...questions, refusal ?? ''].join('\n'),
        answered: refusal === null,
      }),
      (error: unknown) => ({ text: String(error), answered: false }),
    );
  const foundIn = (text: string) => kinds.filter((kind) => seen(text, canaries[kind]));

  test('are listed by numbers alone, read with a code, and answered; whoever gave one sees all of it', async () => {
    const id = await ask();
    const listed = await carriedOut(server, ['grant', 'list']);
    expect(listed.lines.join('\n')).toContain(`${id}  waiting  any`);
    expect(await answerOf(server, 'grant list')).toMatchObject({
      items: [{ id, state: 'waiting', operator: null, scope: { kinds: ['application'] }, minutes: 60 }],
    });
    const read = await carriedOut(server, ['grant', 'read', id], typed(tove));
    expect(read.questions).toEqual(['Operator name:', 'Code of the authenticator app:']);
    expect([read.lines[0], read.lines.at(-1)]).toEqual([
      'The board is empty.',
      `Answer them: npm run sotto -- grant answer ${id}`,
    ]);
    expect(foundIn(read.lines.join('\n'))).toEqual(['application']);
    expect(await answerOf(server, `grant read ${id} --kind application`, typed(tove))).toMatchObject({
      id,
      items: [{ kind: 'application', id: applicationId }],
    });
    const answered = await carriedOut(server, ['grant', 'answer', id], [...typed(tove), 'Show the group again.']);
    expect(answered.refusal).toBeNull();
    const help = (await ada.visitor.call(listHelp, {})).body.items.find((each) => each.id === id);
    expect(help?.entries.map(({ what, operator }) => [what, operator])).toEqual([
      ['asked', null],
      ['read', tove.name],
      ['read', tove.name],
      ['answered', tove.name],
    ]);
    const log = (await operatorLog(server.platform)).filter(({ caseId }) => caseId === id);
    expect(log.map(({ actor, command, count }) => [actor, command, count])).toEqual([
      [tove.id, 'grant read', 1],
      [tove.id, 'grant read', 1],
      [tove.id, 'grant answer', 0],
    ]);
  });

  test('are read by nobody without a code, of another name, after their time, or as far as they do not reach', async () => {
    const over = await ask({ operator: tove.id });
    const refusal = 'This was not granted to you, or it is over. The log says that you tried.';
    expect(await carriedOut(server, ['grant', 'read', over], [tove.name, '000000'])).toMatchObject({
      refusal: 'Name or code is not right, or the code was used before.',
    });
    expect(await carriedOut(server, ['grant', 'read', over], typed(marlene))).toMatchObject({ refusal, lines: [] });
    expect(await carriedOut(server, ['grant', 'read', over, '--kind', 'note'], typed(tove))).toMatchObject({
      refusal,
      lines: [],
    });
    expect(await carriedOut(server, ['grant', 'read', 'nonsense'], typed(tove))).toMatchObject({ refusal, lines: [] });
    expect((await carriedOut(server, ['grant', 'read', over], typed(tove))).refusal).toBeNull();
    server.clock.advance(hour);
    expect(await carriedOut(server, ['grant', 'read', over], typed(tove))).toMatchObject({ refusal, lines: [] });
    expect((await operatorLog(server.platform)).at(-1)).toMatchObject({ command: 'grant read: refused', caseId: over });
  });

  test('show what people typed, and send none of it to the terminal as a command', async () => {
    const id = await ask({ words: 'Look:\u001B[2J\u009B31m here', scope: { kinds: ['profile'] } });
    const { lines } = await carriedOut(server, ['grant', 'read', id], typed(tove));
    expect(lines[0]).toBe(String.raw`Look:\x1b[2J\x9b31m here`);
  });

  test('without one no route and no command opens anything: all of them are tried, and 0 of what was typed is found', async () => {
    // One that is somebody else's, so that its id is known and of no use.
    const grantId = await ask({ operator: marlene.id, scope: { kinds: [...kinds] } });
    const eve = await signUpPerson(server);
    const key = (await eve.visitor.call(makeAccessKey, { body: { name: 'all', scopes: [...scopes] } })).body.key;
    const callers = [server.visitor({ key: tove.code() }).fetch, eve.visitor.fetch, server.visitor({ key }).fetch];
    const ids = [applicationId, grantId, ada.userId];
    const told: string[] = [];
    const routes = server.routes.filter((route) => !ends(route.endpoint));
    const attempts = routes.flatMap(({ endpoint }) => ids.flatMap((id) => callers.map((send) => ({ endpoint, id, send }))));
    // In everyday runs each route once, by one of them after the other.
    const tried = isFull
      ? attempts
      : routes.flatMap((_, place) => attempts[place * ids.length * callers.length + (place % 9)] ?? []);
    for (const [place, { endpoint, id, send }] of tried.entries()) {
      // So many routes are more than one key may ask in a minute.
      if (place % 100 === 99) server.clock.advance(minute);
      const { path, init } = sampleOf(endpoint, id);
      told.push(await (await send(path, init)).text());
    }
    expect(told.length).toBeGreaterThanOrEqual(routes.length);
    expect(routes.length).toBeGreaterThan(150);
    expect(foundIn(told.join('\n'))).toEqual([]);

    const { email } = (await ada.visitor.call(getAccount, {})).body;
    const run = async (some: readonly Command[]) => {
      const texts: string[] = [];
      const answered = new Set<Command>();
      const addressing = new Set<string>();
      for (const command of some)
        for (const words of wordsOf(command, { userId: ada.userId, grantId })) {
          const said = await everythingSaid(words, [...typed(tove), '1', grantId]);
          texts.push(said.text);
          if (said.answered) answered.add(command);
          if (said.text.includes(email)) addressing.add(command.name.join(' '));
        }
      return { texts, answered: answered.size, addressing: [...addressing] };
    };
    const ran = await run(commands.filter((command) => !isLast(command)));
    expect(ran.texts.length).toBeGreaterThan(commands.length);
    expect(foundIn(ran.texts.join('\n'))).toEqual([]);
    // Her address stands in letters that wait where no mail leaves, and in nothing else: the control for that look, too.
    expect(ran.addressing).toEqual(['mail show']);
    // The control: commands that all refuse or fail would show nothing either.
    expect(ran.answered).toBeGreaterThan(20);

    // One of them signed her out. What she sees: nobody read anything.
    const back = server.visitor();
    await back.call(signIn, { body: { email, password } });
    const thread = async () => (await back.call(listHelp, {})).body.items.find(({ id }) => id === grantId)?.entries;
    expect(await thread()).toHaveLength(1);
    // The control: whoever it was meant for finds all of it by the same command, and she sees that they did.
    const read = await carriedOut(server, ['grant', 'read', grantId], typed(marlene));
    expect(foundIn(read.lines.join('\n'))).toEqual([...kinds]);
    expect(await thread()).toHaveLength(2);
    // The other: it is all there, in its owner's own export.
    await back.call(reauthenticate, { body: { password } });
    expect(foundIn(await (await back.call(exportEverything, {})).body.text())).toEqual([...kinds]);

    expect(foundIn((await run(commands.filter(isLast))).texts.join('\n'))).toEqual([]);
  });
});

async function reprove({ visitor }: Person): Promise<void> {
  expect(await problemOf(visitor.call(reauthenticate, { body: { password } }))).toBeNull();
}

/** A word of its own in each kind of record. */
async function plant(person: Person) {
  const { visitor } = person;
  const word = () => `canary${uniqueName().replaceAll(/[^a-z0-9]/gi, '')}`;
  const canaries = Object.fromEntries(kinds.map((kind) => [kind, word()])) as Record<(typeof kinds)[number], string>;
  const applicationId = await addApplication(person, canaries.application);
  await visitor.call(createContact, { body: { name: canaries.contact } });
  await visitor.call(createTask, { body: { title: canaries.task } });
  await visitor.call(createNote, { body: { text: canaries.note } });
  await visitor.call(createQuestion, { body: { text: canaries.question } });
  await visitor.call(createTemplate, { body: { name: canaries.template } });
  return { canaries, applicationId };
}

/** As it was typed, in hex, or in base64 at any offset. */
function seen(text: string, word: string): boolean {
  const bytes = Buffer.from(word);
  const inBase64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(Math.ceil((offset * 8) / 6), -4),
  );
  return [word, bytes.toString('hex'), ...inBase64].some((form) => text.includes(form));
}

/** Ends what the rest of the crawl goes on with. */
function ends({ name }: Endpoint): boolean {
  return ['signOut', 'deleteAccount', 'deleteData', 'revokeEverything', 'freezeAccount', 'endOtherSessions'].includes(name);
}

/** Would end what the others look at, should it do what it is for. */
function isLast({ name }: Command): boolean {
  return ['user delete', 'user release', 'backup restore', 'keyring promote', 'keyring restore'].includes(name.join(' '));
}

/** A command with the ids of someone in the place of whatever it asks for: alone, and with all of its flags; for people and for programs. */
function wordsOf({ name, args, flags = {} }: Command, { userId, grantId }: { userId: string; grantId: string }): string[][] {
  const fill = (what: string) => (what === 'ID' ? userId : grantId);
  const plain = [...name, ...args.map(fill)];
  const flagged = Object.entries(flags).flatMap(([flag, value]) => (value === '' ? [`--${flag}`] : [`--${flag}`, fill(value)]));
  return [plain, [...plain, '--json'], ...(flagged.length > 0 ? [[...plain, ...flagged]] : [])];
}
