/** Faults in signing in, sessions, keys and letters. */
import { type Break, breakOf } from './break.ts';

const account = 'features/account/server';

export const signInBreaks: readonly Break[] = [
  breakOf(
    'idle-session-lives',
    'A session ends at no last day',
    {
      file: `${account}/sessions/sessions.ts`,
      find: 'return Math.min(used_at + idle_ms, created_at + absolute_ms);',
      replace: 'return used_at + idle_ms + 0 * (created_at + absolute_ms);',
    },
    'promises/who-gets-in.spec.ts: a session ends after its time without use and at its last day, and a clock set back does not revive it',
  ),
  breakOf(
    'ended-session-lives',
    'Ending a session leaves its row',
    {
      file: `${account}/sessions/sessions.ts`,
      find: "where('user_id', '=', userId).where('id', '=', id), rows: null",
      replace: "where('user_id', '=', userId).where('id', '=', userId), rows: null",
    },
    'promises/who-gets-in.spec.ts: a session that was ended in any way is refused at its next request, a stolen copy of its cookie too',
  ),
  breakOf(
    'others-stay-signed-in',
    'Ending all other sessions ends this one',
    {
      file: `${account}/sessions/sessions.ts`,
      find: "where('user_id', '=', userId).where('id', '!=', sessionId)",
      replace: "where('user_id', '=', userId).where('id', '=', sessionId)",
    },
    'features/account/server/account.test.ts: is listed with its device, and ended one by one or all but this one, at once',
  ),
  breakOf(
    'stale-proof-is-enough',
    'What asks for fresh proof takes any session',
    {
      file: 'platform/http/src/caller.ts',
      find: 'if (access.fresh === true && !caller.fresh)',
      replace: "if (access.fresh === true && !caller.fresh && caller.userId === '')",
    },
    'apps/server/src/authorisation.test.ts: ten minutes later what asks for fresh proof asks for it',
  ),
  breakOf(
    'any-scope-will-do',
    'A key does more than its scopes name',
    {
      file: 'platform/http/src/caller.ts',
      find: "if (access.kind === 'key' && scopes.includes(access.scope)) return;",
      replace: "if (access.kind === 'key' && scopes.length > 0) return;",
    },
    'promises/who-gets-in.spec.ts: a key does what its scopes name: everything else is refused and writes nothing',
  ),
  breakOf(
    'ended-key-lives',
    'Ending an access key leaves its row',
    {
      file: `${account}/access-keys/access-keys.ts`,
      find: "deleteFrom('access_key').where('user_id', '=', by.userId).where('id', '=', id)",
      replace: "deleteFrom('access_key').where('user_id', '=', by.userId).where('id', '=', by.userId)",
    },
    'features/account/server/account.test.ts: is shown once, works in the header until it is ended, and can do nothing but what it may',
  ),
  breakOf(
    'stranger-ends-your-key',
    'Whoever knows the id of an access key ends it, whosever it is',
    {
      file: `${account}/access-keys/access-keys.ts`,
      find: "deleteFrom('access_key').where('user_id', '=', by.userId).where('id', '=', id)",
      replace: "deleteFrom('access_key').where('user_id', '!=', '').where('id', '=', id)",
    },
    'promises/only-you-see-what-is-yours.spec.ts: nobody else reaches, changes or even notices what is yours, on any route, with any cookie or key',
  ),
  breakOf(
    'keys-outlive-sign-out',
    'Signing out everywhere leaves access keys',
    { file: `${account}/routes/account.ts`, find: 'removeAllKeys(platform, by.userId),', replace: '' },
    'promises/what-ended-lets-nobody-in.spec.ts: %s that ends in the one is refused by the other at its next request, within a second',
  ),
  breakOf(
    'links-never-end',
    'A link in a letter works whenever it is used',
    {
      file: `${account}/tokens/tickets.ts`,
      find: "\n      .where('ends_at', '>', platform.now()),",
      replace: ',',
    },
    'promises/what-ended-lets-nobody-in.spec.ts: %s is accepted 0 of 1,000 times',
  ),
  breakOf(
    'tokens-kept-as-they-are',
    'Tokens are kept in clear instead of as a digest',
    {
      file: `${account}/tokens/tokens.ts`,
      find: "return createHash('sha256').update(text, 'ascii').digest();",
      replace: "return Buffer.from(text, 'ascii');",
    },
    'promises/no-secret-is-stored.spec.ts: no token, code, key, link, address or name of anyone who signs in is readable in a store, a log, a mail or a temporary file; letters go %s',
  ),
  breakOf(
    'strangers-keep-you-out',
    'Whoever is signed in waits for what strangers guessed',
    {
      file: `${account}/limits/attempts.ts`,
      find: "if (caller?.kind === 'session' && (await vault.findLogin(email))?.userId === caller.userId) {",
      replace: "if (caller?.kind === 'session' && caller.userId === email) {",
    },
    'features/account/server/account.test.ts: do not keep out someone whose session is known: they prove themselves and sign in while strangers are guessing',
  ),
  breakOf(
    'counts-under-one-digest',
    'Attempts are counted under the same digest every day',
    {
      file: `${account}/limits/limits.ts`,
      find: '`limit:${name}:${new Date(dayStart).toISOString().slice(0, 10)}`',
      replace: '`limit:${name}:${dayStart > 0}`',
    },
    'features/account/server/account.test.ts: hold no address: the rows are digests, another one each day',
  ),
  breakOf(
    'deeds-unwritten',
    'What is done to an account is not written into its log',
    { file: `${account}/parts.ts`, find: '  await recordActivity(platform, userId, deed);', replace: '' },
    'features/account/server/account.test.ts: what was done is in the activity log, in order and without gaps',
  ),
  {
    ...breakOf(
      'changes-untold',
      'No letter tells of a change of what lets someone in',
      {
        file: `${account}/parts.ts`,
        find: 'const queued = letter ? mail.queue(userId, await vault.sealers(userId), letter) : [];',
        replace: 'const queued = letter && vault && mail ? [] : [];',
      },
      'features/account/server/letters/letters-by-mail.test.ts: every change of what lets someone in is told by mail, and the last letter says that all is gone',
    ),
    endsByTime: true,
  },
  breakOf(
    'letter-asks-for-password',
    'A letter asks for the password at another site',
    {
      file: `${account}/letters/letters.ts`,
      find: "'Sign in again where you need it. If it was not you, change your password.'",
      replace: "'Enter your password at https://elsewhere.example/.'",
    },
    'features/account/server/letters/letters.test.ts: %s asks for nothing, tracks nothing and leads nowhere else',
  ),
  breakOf(
    'token-in-the-query',
    'The token of a letter stands where servers and logs see it',
    {
      file: `${account}/letters/letters.ts`,
      find: '`${origin}/reset-password#${token}`',
      replace: '`${origin}/reset-password?token=${token}`',
    },
    'features/account/server/letters/letters.test.ts: the token of a letter stands in the fragment of its link, where no server sees it',
  ),
  breakOf(
    'questions-last-an-hour',
    'A passkey answers a question that is an hour old',
    {
      file: `${account}/passkeys/challenges.ts`,
      find: 'export const challengeMs = 5 * 60_000;',
      replace: 'export const challengeMs = 60 * 60_000;',
    },
    'features/account/server/passkeys/passkeys.test.ts: an answer counts for five minutes, and marks of answered questions go after a day',
  ),
  breakOf(
    'passkeys-need-an-address',
    'Passkeys are made so that a device does not find them by itself',
    {
      file: `${account}/passkeys/passkeys.ts`,
      find: "residentKey: 'required', requireResidentKey: true",
      replace: "residentKey: 'discouraged', requireResidentKey: false",
    },
    'features/account/web/passkeys.browser.test.ts: a browser makes an account with a passkey, comes back with it alone, and proves with it who is there',
  ),
  breakOf(
    'reset-drops-the-second-factor',
    'A new password by mail takes the second factor away',
    {
      file: `${account}/passwords/password-reset.ts`,
      find: 'account: { email, ...asKept.account },',
      replace: 'account: { email, secondFactor: null, ...asKept.account },',
    },
    'features/account/server/passwords/password-reset.test.ts: does not take the second factor away: it is asked for at the sign-in that follows',
  ),
  breakOf(
    'reset-tells-who-is-here',
    'Asking for a new password tells whether the address is known',
    {
      file: `${account}/passwords/password-reset.ts`,
      find: '    await (isDue && login ? sendLink(',
      replace: '    if (!login) throw usedUp();\n    await (isDue && login ? sendLink(',
    },
    'promises/nobody-is-told-who-is-here.spec.ts: %s answers byte for byte alike for who is known, unknown, not confirmed and disabled',
  ),
  breakOf(
    'fast-hashes',
    'Passwords are hashed with a thirtieth of the memory',
    { file: `${account}/passwords/passwords.ts`, find: 'memoryCost: 32 * 1024', replace: 'memoryCost: 1024' },
    'features/account/server/passwords/passwords.test.ts: a stored password is Argon2id with at least the parameters OWASP asks for',
  ),
  breakOf(
    'phrases-too-easy',
    'A passphrase of fifteen letters is refused',
    {
      file: `${account}/passwords/strength.ts`,
      find: 'const fewestOwnCharacters = 8;',
      replace: 'const fewestOwnCharacters = 18;',
    },
    'features/account/server/passwords/strength.test.ts: a passphrase of fifteen lower-case letters is hard enough: no mixture is asked for',
  ),
  breakOf(
    'codes-of-a-minute',
    'Codes are counted in steps that no app knows',
    { file: `${account}/second-factor/totp.ts`, find: 'digits: 6, period: 30', replace: 'digits: 6, period: 60' },
    'features/account/server/second-factor/totp.test.ts: the address of the QR code for %s is byte for byte what authenticator apps read',
  ),
  breakOf(
    'codes-count-twice',
    'A code of the app counts again',
    {
      file: `${account}/second-factor/two-factor.ts`,
      find: "where('last_step', '<', step)",
      replace: "where('last_step', '<=', step)",
    },
    'features/account/server/second-factor/two-factor.test.ts: with a code that was taken, a thousand times, in turn and at once, is let in 0 times',
  ),
  breakOf(
    'recovery-codes-stay',
    'A recovery code that was used stays',
    {
      file: `${account}/second-factor/recovery-codes.ts`,
      find: "const query = database.build.deleteFrom('recovery_code').where('user_id', '=', userId).where('code_hash', '=', codeHash);",
      replace:
        "const query = database.build.updateTable('recovery_code').set({ code_hash: codeHash }).where('user_id', '=', userId).where('code_hash', '=', codeHash);",
    },
    'features/account/server/second-factor/two-factor.test.ts: stands in for the app once, however it is typed, and its owner is told how many are left',
  ),
  breakOf(
    'issuer-by-default',
    'A way in through another company is offered though nobody set one up',
    {
      file: `${account}/routes/issuers.ts`,
      find: 'items: platform.setting.issuers.map(({ id, name }) => ({ id, name }))',
      replace: "items: [{ id: 'google', name: 'Google' }, ...platform.setting.issuers.map(({ id, name }) => ({ id, name }))]",
    },
    'features/account/server/issuers/issuers-forged.test.ts: without issuers none are listed and none are asked',
  ),
  breakOf(
    'address-opens-account',
    'Whoever has the address at another service gets into the account here',
    {
      file: `${account}/routes/issuers.ts`,
      find: "  if (await platform.vault.findLogin(email)) throw new Problem('already-exists', { detail: taken(name) });",
      replace: `  const there = await platform.vault.findLogin(email);
  if (there) {
    await linkIdentity(parts, there.userId, { identity: introduced.identity, name });
    return { status: 200, body: { next: 'done' }, session: await beginSession(platform, there.userId, device) } as const;
  }`,
    },
    'features/account/server/issuers/issuers.test.ts: with the address of someone who is here is linked to nobody: they sign in the usual way and link it',
  ),
];
