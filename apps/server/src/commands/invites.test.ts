/** Invitations: links that let one account begin each, at a Sotto that runs meanwhile. */
import { signUp } from '@sotto/features/account/api';
import { type Visitor, createVisitor, day, engines, problemOf, startServer } from '@sotto/testing';
import { describe, expect, test, vi } from 'vitest';
import { features } from '../app.ts';
import { password } from '../testing.ts';
import { answerOf, carriedOut, freshPlace, run, startAt } from './testing.ts';

// Each command is a process of its own, which reads all of Sotto; on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 240_000 });

const joining = (visitor: Visitor, name: string, invite?: string) =>
  problemOf(visitor.call(signUp, { body: { email: `${name}@example.org`, password, ...(invite && { invite }) } }));

describe.each(engines)('an invitation on %s', (engine) => {
  test('is a link that lets one account begin at the running Sotto', async () => {
    await using place = await freshPlace(engine, { SOTTO_SIGN_UP: 'invite' });
    await using running = await startAt(place);
    const { out } = await run(place, ['invite']);
    const [, token = ''] = new RegExp(`^${running.origin}/sign-up#([\\w-]{43})\n`).exec(out) ?? [];
    expect(out).toContain('For one account, until ');
    const visitor = () => createVisitor(running.origin);
    expect(await joining(visitor(), 'nobody')).toBe('sign-up-closed');
    expect(await joining(visitor(), 'ada', token)).toBeNull();
    expect(await joining(visitor(), 'bela', token)).toBe('sign-up-closed');
  });
});

test('an invitation lasts as many days as were named, 7 by default and 30 at most', async () => {
  await using server = await startServer({ features, environment: { SOTTO_SIGN_UP: 'invite' } });
  const invited = async (flags: string) => {
    const { endsAt, link } = (await answerOf(server, `invite ${flags}`.trim())) as { endsAt: string; link: string };
    return { days: (Date.parse(endsAt) - server.clock.now()) / day, token: link.split('#')[1] ?? '' };
  };
  const [week, short, long] = [await invited(''), await invited('--days 1'), await invited('--days=30')];
  expect([week.days, short.days, long.days]).toEqual([7, 1, 30]);
  for (const days of ['0', '31', 'week', '1.5', '-1'])
    expect([days, (await carriedOut(server, ['invite', `--days=${days}`])).refusal]).toEqual([
      days,
      '--days is a whole number from 1 to 30.',
    ]);
  server.clock.advance(day);
  expect(await joining(server.visitor(), 'ada', short.token)).toBe('sign-up-closed');
  server.clock.advance(6 * day - 1);
  expect(await joining(server.visitor(), 'ada', week.token)).toBeNull();
});

test('an invitation that was used turns nobody away where sign-up is open by now', async () => {
  await using server = await startServer({ features });
  const { link } = (await answerOf(server, 'invite')) as { link: string };
  const token = link.split('#')[1] ?? '';
  expect([await joining(server.visitor(), 'ada', token), await joining(server.visitor(), 'bela', token)]).toEqual([null, null]);
  expect(await joining(server.visitor(), 'clara', 'nonsense')).toBeNull();
});

test('where sign-up is closed there are no invitations', async () => {
  await using server = await startServer({ features, environment: { SOTTO_SIGN_UP: 'closed' } });
  expect((await carriedOut(server, ['invite'])).refusal).toContain('Sign-up is closed here');
});
