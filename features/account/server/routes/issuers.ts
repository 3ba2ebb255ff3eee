/** Routes of signing in through OpenID Connect issuers, and of linking them to an account. */
import { Problem } from '@sotto/contract';
import { type Caller, type Incoming, type Route, type SessionCaller, route } from '@sotto/http';
import type { IssuerSetting } from '@sotto/runtime';
import * as api from '../../api.ts';
import { enter } from '../entrance/entrance.ts';
import { linkIdentity, provedByIdentity, unlinkIdentity } from '../issuers/identities.ts';
import { type Attempt, beginAttempt, readAttempt, spendAttempt } from '../issuers/issuer-attempts.ts';
import { type Introduced, createIssuers } from '../issuers/issuers.ts';
import { type Parts, credentialsOf, toInstant } from '../parts.ts';
import { refreshSession } from '../sessions/sessions.ts';
import { createConfirmed } from '../entrance/sign-up.ts';
import { assertMayJoin, beginSession } from './sign-up.ts';

type Purpose = Attempt['purpose'];
type Returning = Incoming<typeof api.returnFromIssuer>;

export function issuerRoutes(parts: Parts): Route[] {
  const { platform } = parts;
  const issuers = createIssuers(platform);
  return [
    route(api.listIssuers, 'account', async () => ({
      status: 200,
      body: { items: platform.setting.issuers.map(({ id, name }) => ({ id, name })) },
    })),

    route(api.beginAtIssuer, 'account', async ({ body, caller, network }) => {
      const { purpose, invite = null } = body;
      const session = sessionFor(purpose, caller);
      const issuer = issuers.find(body.issuer);
      parts.attempts.departure({ session, network });
      const attempt = beginAttempt(platform, { issuer: issuer.id, purpose, invite, sessionId: session?.sessionId ?? null });
      return { status: 200, body: { location: await issuers.locationFor(issuer, attempt), attempt: attempt.text } };
    }),

    route(api.returnFromIssuer, 'account', async (request) => {
      const attempt = readAttempt(platform, request.body.attempt);
      const session = sessionFor(attempt.purpose, request.caller);
      if (attempt.sessionId !== (session?.sessionId ?? null)) throw new Problem('unprocessable', { detail: elsewhere });
      const issuer = issuers.find(attempt.issuer);
      // Strangers count for their network; a session counts for itself, so that strangers cannot keep its owner out.
      const attempted = await (session ? parts.attempts.again(session) : parts.attempts.passkey(request.network));
      await spendAttempt(platform, attempt);
      const introduced = await issuers.introduced(issuer, attempt, request.body.query);
      const answer = session
        ? await goOn(parts, session, { issuer, attempt, introduced })
        : await comeIn(parts, request, { issuer, attempt, introduced });
      await attempted.passed();
      return answer;
    }),

    ...identityRoutes(parts),
  ];
}

const elsewhere = 'This was begun in another session. Begin again.';

/** The session that links or proves; `null`: signing in needs none. Throws what the edge throws at the door of what asks for a session. */
function sessionFor(purpose: Purpose, caller: Caller | null): SessionCaller | null {
  if (purpose === 'sign-in') return null;
  if (caller?.kind !== 'session') throw new Problem('not-signed-in');
  if (purpose === 'prove') return caller;
  if (caller.halted !== null) throw new Problem(`account-${caller.halted}`);
  if (!caller.fresh) throw new Problem('reauthentication-required');
  return caller;
}

/** What came back, and what for. */
interface Return {
  readonly issuer: IssuerSetting;
  readonly attempt: Attempt;
  readonly introduced: Introduced;
}

/** A known identity comes in as after a password; an unknown one begins an account. */
async function comeIn(parts: Parts, { caller, device, network }: Returning, back: Return) {
  const proved = await provedByIdentity(parts.platform, back.introduced.identity);
  if (!proved) return join(parts, { device, network }, back);
  parts.attempts.entry({ userId: proved.userId, network });
  return enter(parts, proved, { device, caller, network });
}

/**
 * A new account with nothing but this way in. Its address was proved at the issuer, so nothing is mailed to confirm it, and
 * whoever is told that there is one already is the owner of the mailbox. Never linked by itself: an address may have had
 * another owner, and the second factor of an account is no business of the issuer's.
 */
async function join(
  parts: Parts,
  { device, network }: Pick<Returning, 'device' | 'network'>,
  { issuer: { name }, attempt, introduced }: Return,
) {
  const { platform, attempts } = parts;
  const email = await introduced.verifiedEmail();
  if (email === null) throw new Problem('unprocessable', { detail: unverified(name) });
  if (await platform.vault.findLogin(email)) throw new Problem('already-exists', { detail: taken(name) });
  const invite = platform.setting.signUp === 'invite' ? (attempt.invite ?? undefined) : undefined;
  await assertMayJoin(parts, invite);
  await attempts.open('signUp', network);
  const userId = await createConfirmed(platform, { email, invite, way: { kind: 'identity', content: introduced.identity } });
  const session = await beginSession(platform, userId, device);
  return { status: 200, body: { next: 'done' }, session } as const;
}

const unverified = (name: string) =>
  `${name} does not say that you have a verified e-mail address there, and an account here begins with one. Verify it there, then begin again.`;
const taken = (name: string) =>
  `There is an account here with the address that you have at ${name}. Sign in the usual way, then link ${name} in Settings, Security.`;

/** What an open session asked for. */
async function goOn(parts: Parts, session: SessionCaller, { issuer: { name }, attempt, introduced }: Return) {
  const { platform } = parts;
  const { identity } = introduced;
  if (attempt.purpose === 'link') {
    await linkIdentity(parts, session.userId, { identity, name });
    return { status: 200, body: { next: 'linked' } } as const;
  }
  const proved = await provedByIdentity(platform, identity);
  if (proved?.userId !== session.userId)
    throw new Problem('wrong-credentials', { detail: `This ${name} account is not linked to your account here.` });
  const refreshed = await refreshSession(platform, session);
  await platform.database.write([refreshed.statement]);
  return { status: 200, body: { next: 'proved' }, session: refreshed } as const;
}

function identityRoutes(parts: Parts): Route[] {
  const { platform } = parts;
  return [
    route(api.listIdentities, 'account', async ({ by }) => {
      const { identities } = await credentialsOf(platform, by);
      const items = identities.map(({ id, createdAt, content }) => ({
        id,
        issuer: nameOf(parts, content.issuer),
        linkedAt: toInstant(createdAt),
      }));
      return { status: 200, body: { items } };
    }),

    route(api.removeIdentity, 'account', async ({ params, by }) => {
      const seen = await credentialsOf(platform, by);
      const leaving = seen.identities.find(({ id }) => id === params.id);
      if (!leaving) throw new Problem('not-found');
      await unlinkIdentity(parts, by.userId, { seen, leaving, name: nameOf(parts, leaving.content.issuer) });
      return { status: 204, body: undefined };
    }),
  ];
}

/** As the operator calls it; its address when it is not set up any more. */
function nameOf({ platform: { setting } }: Parts, issuer: string): string {
  const found = setting.issuers.find((each) => new URL(each.issuer).href === new URL(issuer).href);
  return found?.name ?? issuer;
}
