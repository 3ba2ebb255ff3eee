/** Proving who is there: the second factor after a first one, and any factor again in an open session. */
import { Problem } from '@sotto/contract';
import type { SessionCaller } from '@sotto/http';
import type { ShownPasskey } from '../../api.ts';
import { orUnheard } from '../limits/attempts.ts';
import { changeCredentials } from '../credentials/change.ts';
import type { Proved, Question } from './entrance.ts';
import { provedByPasskey } from '../passkeys/passkeys.ts';
import type { Parts } from '../parts.ts';
import { digestOfCode, recoveryCodesOf, removeRecoveryCode } from '../second-factor/recovery-codes.ts';
import { presentCredentials, proveAgain } from './sign-in.ts';
import { takeCode } from '../second-factor/two-factor.ts';

/** Exactly one is given. */
interface SecondFactor {
  readonly code?: string | undefined;
  readonly recoveryCode?: string | undefined;
  readonly passkey?: ShownPasskey | undefined;
}

/** Exactly one is given. */
interface Proof {
  readonly password?: string | undefined;
  readonly code?: string | undefined;
  readonly passkey?: ShownPasskey | undefined;
}

/** Whoever the question was asked, when this answers it; `null`: it does not. A code that was right is used up. */
export async function proveSecondFactor(
  parts: Parts,
  question: Question,
  { code, recoveryCode, passkey }: SecondFactor,
): Promise<Proved | null> {
  if (passkey) {
    const proved = await provedByPasskey(parts, passkey);
    return proved?.userId === question.userId ? proved : null;
  }
  if (recoveryCode !== undefined) return takeRecoveryCode(parts, question, recoveryCode);
  return (await takeCode(parts.platform, question, code ?? '')) ? question : null;
}

/**
 * Uses `code` up when it is one of those left, and tells its owner by mail; answers the credentials as they are from then
 * on. `null`: it is none of them. Throws `conflict` when someone else used it, or changed how one signs in, a moment ago.
 */
async function takeRecoveryCode(parts: Parts, seen: Proved, code: string): Promise<Proved | null> {
  const { platform, letters } = parts;
  const { userId, credentials } = seen;
  const shown = digestOfCode(platform, userId, code);
  const digests = await recoveryCodesOf(platform, userId);
  if (!credentials.account.content.secondFactor || !digests.some((each) => shown.equals(each))) return null;
  const { email } = credentials.account.content;
  const account = await changeCredentials(platform, await platform.vault.sealers(userId), credentials, {
    changesSecondFactor: true,
    statements: [removeRecoveryCode(platform, userId, shown)],
    deed: { happening: 'recovery-code-used', by: 'user' },
    letter: letters.recoveryCodeUsed(email, { at: platform.now(), left: digests.length - 1 }),
  });
  return { userId, credentials: { ...credentials, account } };
}

/** Throws `wrong-credentials` unless `proof` is the caller's. */
export async function proveCaller(parts: Parts, caller: SessionCaller, proof: Proof): Promise<Proved> {
  const counted = await parts.attempts.again(caller);
  const proved = await provedBy(parts, caller, proof).catch(orUnheard(counted));
  if (proved?.userId !== caller.userId) throw new Problem('wrong-credentials', { detail: refusals[kindOf(proof)] });
  await counted.passed();
  return proved;
}

async function provedBy(parts: Parts, { userId }: SessionCaller, { password, code, passkey }: Proof): Promise<Proved | null> {
  const { platform, passwords } = parts;
  if (password !== undefined) return proveAgain(platform, passwords, { userId, password });
  if (passkey) return provedByPasskey(parts, passkey);
  const credentials = await presentCredentials(platform, userId);
  return credentials && (await takeCode(platform, { userId, credentials }, code ?? '')) ? { userId, credentials } : null;
}

const refusals = {
  password: 'This is not your password.',
  code: 'This code is not right, or was used before.',
  passkey: 'This passkey is not one of this account.',
} as const;

function kindOf({ password, code }: Proof): keyof typeof refusals {
  if (password !== undefined) return 'password';
  return code === undefined ? 'passkey' : 'code';
}
