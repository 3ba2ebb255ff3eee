/** A link to choose a new password, handed over by the operator where no mail leaves: also when the database is an older copy. */
import { resetPassword, signIn } from '@sotto/features/account/api';
import { listActivity } from '@sotto/features/privacy/api';
import { listNotices } from '@sotto/features/notices/api';
import { faultsOfLetter } from '@sotto/mail';
import { type TestServer, day, engines, freePort, minute, problemOf, startServer } from '@sotto/testing';
import { describe, expect, test, vi } from 'vitest';
import { features } from '../app.ts';
import { password, signUpPerson } from '../testing.ts';
import { noticeOf } from './resets.ts';
import { type AtDesk, anOperator, carriedOut, operatorLog } from './testing.ts';

// Each entry of a log is on two disks before the next is written; on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 120_000 });

const another = 'seventeen paper lanterns';

async function theDesk(server: TestServer) {
  const [tove, marlene] = [await anOperator(server.platform), await anOperator(server.platform)];
  /** By this operator, a minute later: a code is good once. */
  const by = ({ name, code }: AtDesk, words: readonly string[], ...more: readonly string[]) => {
    server.clock.advance(minute);
    return carriedOut(server, words, [name, code(), ...more]);
  };
  const reset = (operator: AtDesk, id: string) => by(operator, ['user', 'reset', id]);
  const approve = (operator: AtDesk, caseId: string, typed = 'approve') => by(operator, ['approve', caseId], typed);
  return { tove, marlene, by, reset, approve };
}

/** What one operator begins and another approves. */
async function linkFor(id: string, { tove, marlene, reset, approve }: Awaited<ReturnType<typeof theDesk>>): Promise<string> {
  const begun = (await reset(tove, id)).lines.join('\n');
  expect((await approve(marlene, /^reset-\d+/.exec(begun)?.[0] ?? begun)).refusal).toBeNull();
  return tokenOf((await reset(tove, id)).lines) ?? expect.fail('No link.');
}

/** `null`: there is no link among these lines. */
function tokenOf(lines: readonly string[]): string | null {
  const link = lines.find((line) => line.includes('/reset-password#'));
  return link === undefined ? null : new URL(link).hash.slice(1);
}

const choose = (server: TestServer, token: string) =>
  problemOf(server.visitor().call(resetPassword, { body: { token, password: another } }));

describe.each(engines)('on %s', (engine) => {
  test('a link that is handed over lets its owner choose a password, once, when what they sign in with is too old to count', async () => {
    await using server = await startServer({ features, engine });
    const { userId, visitor } = await signUpPerson(server);
    const { vault } = server.platform;
    const email = 'ada@example.org';
    const enters = (secret: string) => problemOf(visitor.call(signIn, { body: { email, password: secret } }));
    await vault.changeLogin(userId, email);
    // As after an older copy was put in place: its address and its version are those of before.
    await vault.raiseCredentialsVersion(userId, 5);
    expect(await enters(password)).toBe('wrong-credentials');

    const desk = await theDesk(server);
    const token = await linkFor(userId, desk);
    expect([await choose(server, token), await choose(server, token)]).toEqual([null, 'unprocessable']);
    expect([await enters(password), await enters(another)]).toEqual(['wrong-credentials', null]);
    const { items } = (await visitor.call(listActivity, {})).body;
    expect(items.map(({ happening, by }) => [happening, by])).toContainEqual(['reset-link-made', 'operator']);

    const late = await linkFor(userId, desk);
    server.clock.advance(day);
    expect(await choose(server, late)).toBe('unprocessable');
  });

  test('one operator alone gets no link to an account; when another has approved it they do, once, and its owner is told', async () => {
    await using server = await startServer({ features, engine });
    const { userId, visitor } = await signUpPerson(server);
    expect((await carriedOut(server, ['user', 'reset', userId])).refusal).toContain('takes two operators');
    const alone = await anOperator(server.platform);
    expect((await carriedOut(server, ['user', 'reset', userId], [alone.name, alone.code()])).refusal).toContain('two operators');
    expect(await server.platform.vault.cases.list('reset')).toEqual([]);

    const { tove, marlene, by, reset, approve } = await theDesk(server);
    const told = async () => ({
      log: (await visitor.call(listActivity, {})).body.items.filter(({ happening }) => happening === 'reset-link-made').length,
      notices: (await visitor.call(listNotices, {})).body.items.map(({ kind, mailed }) => [kind, mailed]),
    });
    const first = await reset(tove, userId);
    expect(first.lines.join('\n')).toContain('reset-1 is begun; there is no link yet');
    for (const [again, says] of [
      [await reset(tove, userId), 'reset-1 waits for another operator'],
      [await reset(marlene, userId), 'reset-1 waits for another operator'],
      [await approve(tove, 'reset-1'), 'Nobody approves a case they began themselves.'],
      [await approve(marlene, 'reset-1', 'no'), 'Not approved.'],
      [await reset(tove, userId), 'reset-1 waits for another operator'],
    ] as const)
      expect([again.refusal, tokenOf([...first.lines, ...again.lines, ...again.said])]).toEqual([
        expect.stringContaining(says),
        null,
      ]);
    expect(await told()).toEqual({ log: 0, notices: [] });

    // The control: approved by another, it is made, once.
    expect((await approve(marlene, 'reset-1')).said).toContain(`Account: ${userId}`);
    expect((await approve(marlene, 'reset-1')).refusal).toContain('does not wait');
    const token = tokenOf((await reset(tove, userId)).lines);
    expect(token).not.toBeNull();
    expect(await told()).toEqual({ log: 1, notices: [['account', true]] });
    const logged = (await operatorLog(server.platform)).filter(({ command }) => /^(?:user reset|approve)/.test(command));
    expect(logged.slice(-9).map(({ actor, command, caseId }) => [actor, command, caseId])).toEqual([
      [tove.id, 'user reset: refused', 'reset-1'],
      [marlene.id, 'user reset: refused', 'reset-1'],
      [tove.id, 'approve: refused', 'reset-1'],
      [marlene.id, 'approve: refused', 'reset-1'],
      [tove.id, 'user reset: refused', 'reset-1'],
      [marlene.id, 'approve', 'reset-1'],
      [marlene.id, 'approve: refused', 'reset-1'],
      [tove.id, 'user reset: link', 'reset-1'],
      [tove.id, 'user reset', expect.stringMatching(/^\w{16}$/)],
    ]);

    // It is used up: the next link is another case, and one that nobody carried out within a week is void.
    expect((await reset(tove, userId)).lines.join('\n')).toContain('reset-2 is begun');
    expect((await approve(marlene, 'reset-2')).refusal).toBeNull();
    server.clock.advance(7 * day);
    expect((await reset(tove, userId)).lines.join('\n')).toContain('reset-3 is begun');
    server.clock.advance(7 * day);
    expect((await approve(marlene, 'reset-3')).refusal).toContain('does not wait');
    expect((await by(tove, ['approve', 'reset-9'])).refusal).toContain('There is no case');
  });

  test('a link that was handed over ends when its owner signs in', async () => {
    await using server = await startServer({ features, engine });
    const { userId } = await signUpPerson(server);
    await server.platform.vault.changeLogin(userId, 'ada@example.org');
    const desk = await theDesk(server);
    const enter = () => problemOf(server.visitor().call(signIn, { body: { email: 'ada@example.org', password } }));
    const token = await linkFor(userId, desk);
    expect([await enter(), await choose(server, token)]).toEqual([null, 'unprocessable']);
    // The control: nobody signed in, and it is good.
    expect(await choose(server, await linkFor(userId, desk))).toBeNull();
  });
});

test('the letter about a link keeps the rules of letters', () => {
  const { title, paragraphs } = noticeOf({ id: 'reset-1', openedAt: 0 }, 0);
  const html = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('');
  const letter = { to: 'ada@example.org', subject: title, text: paragraphs.join('\n\n'), html };
  expect(faultsOfLetter(letter, 'https://sotto.example')).toEqual([]);
  expect(faultsOfLetter({ ...letter, text: 'See evil.example' }, 'https://sotto.example')).not.toEqual([]);
});

test('where mail leaves no link is handed over, and nobody who is unknown gets one', async () => {
  await using mailing = await startServer({
    features,
    environment: { SOTTO_PORT: String(await freePort()), SOTTO_SMTP_URL: 'smtp://127.0.0.1:9' },
  });
  const userId = mailing.platform.ids.user();
  expect((await carriedOut(mailing, ['user', 'reset', userId])).refusal).toBe('There is nobody of this ID.');
  await mailing.platform.vault.createUser({ userId, email: 'bela@example.org', confirmed: true }, () => []);
  expect((await carriedOut(mailing, ['user', 'reset', userId])).refusal).toContain('asks for a link at the sign-in page');
});
