/**
 * Which limits an attempt to get in counts against, and what becomes of the counts.
 *
 * What is wrong is counted in the database and waits longer each time (`limits.ts`). What is right is held to a pace as
 * well, for each hash takes a core and each session a row: so many in a minute of one account from one network, or of one
 * session. A session that goes too fast waits for that minute and no longer, whatever strangers do.
 */
import { Problem } from '@sotto/contract';
import type { UserId } from '@sotto/domain';
import { type Caller, type SessionCaller, createPace } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Attempt, LimitName, Limiter } from './limits.ts';

/** How often one may get in, or prove oneself again, in a minute: of each server process. */
export const entriesPerMinute = 60;

/** Attempts that were counted for one request. */
export interface Counted {
  /** The password was right. */
  passed(): Promise<void>;
}

/** The same of a password, which waits its turn to be looked at. */
export interface CountedPassword extends Counted {
  /** It was not looked at, for too many wait: whoever is asked to come again has guessed nothing. */
  unheard(): Promise<void>;
}

export interface Attempts {
  /**
   * Before signing in. Someone with a session of the very account counts for themself alone: strangers who are guessing
   * cannot keep them out. Throws `too-many-requests`.
   */
  signIn(request: { email: string; caller: Caller | null; network: string }): Promise<CountedPassword>;
  /** Before a password is asked for in an open session. Throws `too-many-requests`. */
  again(caller: SessionCaller): Promise<CountedPassword>;
  /**
   * Before what follows a right first factor. A wrong one leaves the question open. Someone with a session of the very
   * account counts for themself alone, as at signing in. Codes of six digits count against the account, for they can be
   * guessed; what cannot (`guessable: false`: recovery codes, passkeys) counts by network only, so that whoever knows the
   * password and types wrong codes all day keeps the owner from none of them. Throws `too-many-requests`.
   */
  secondFactor(request: { userId: UserId; caller: Caller | null; network: string; guessable: boolean }): Promise<Counted>;
  /**
   * Before a passkey that is shown to sign in. It cannot be guessed, so any session at hand counts for itself: a network
   * full of strangers who try keeps its holder from nothing. One that was right may be of another account than the
   * session: what was guessed in the session stays counted. Throws `too-many-requests`.
   */
  passkey(network: string, caller?: Caller | null): Promise<Counted>;
  /** After a passkey or an issuer named someone, which is known only then. Throws `too-many-requests` for more than the pace. */
  entry(request: { userId: UserId; network: string }): void;
  /** Before someone is sent to an issuer, where there is nothing to guess. Throws `too-many-requests` for more than the pace. */
  departure(request: { session: SessionCaller | null; network: string }): void;
  /** Before something that is public and costs. Throws `too-many-requests`. */
  open(limit: Extract<LimitName, 'signUp' | 'reset' | 'token'>, network: string): Promise<void>;
  /** Before a letter to an address nobody has confirmed. Throws `too-many-requests`. */
  letter(request: { email: string; network: string }): Promise<void>;
  /** Before such a letter that one account asks for. Throws `too-many-requests`. */
  newAddress(request: { userId: UserId; email: string }): Promise<void>;
  /**
   * Before the letter about a new sign-in. `false`: enough of them for now. Each sign-in has its letter, also several in a
   * minute that look alike, for whoever has caught a password may come at the owner's heels; only a crowd of them has not.
   */
  signInLetter(request: { userId: UserId; device: string; network: string }): Promise<boolean>;
  /** Before a link to choose a new password. `false`: enough of them for now, which is told to nobody. */
  resetLetter(email: string): Promise<boolean>;
  /** The mailbox was proved: wrong passwords that were typed for this address are forgotten. */
  forgive(email: string): Promise<void>;
}

export function createAttempts({ vault, setting, now }: Platform, limiter: Limiter): Attempts {
  const pace = createPace({ most: entriesPerMinute, withinMs: 60_000, now });
  /** On this machine alone everyone counts as from one network. */
  const placeOf = (network: string) => (setting.loopback ? '' : prefixOf(network));
  const again = async ({ sessionId }: SessionCaller): Promise<CountedPassword> => {
    pace.step(sessionId);
    const attempt = await limiter.attempt('session', sessionId);
    return { passed: () => attempt.forget(), unheard: () => attempt.takeBack() };
  };
  /** On this machine alone everyone has the same address: it tells nothing, and one program could lock out another. */
  const fromNetwork = async (limit: LimitName, network: string): Promise<Attempt | null> =>
    setting.loopback ? null : limiter.attempt(limit, prefixOf(network));
  /** Apart from what strangers type: only whoever is in, or has just proved who they are, comes here. */
  const entry: Attempts['entry'] = ({ userId, network }) => pace.step(`${userId} ${placeOf(network)}`);
  async function inPace(subject: string, counted: CountedPassword): Promise<CountedPassword> {
    try {
      pace.step(subject);
      return counted;
    } catch (cause) {
      await counted.unheard();
      throw cause;
    }
  }
  const letter = async (asker: string, email: string): Promise<void> => {
    await limiter.attempt('letter', `${asker} ${email}`);
    await limiter.attempt('anyLetter', email);
  };
  return {
    again,
    async signIn({ email, caller, network }) {
      if (caller?.kind === 'session' && (await vault.findLogin(email))?.userId === caller.userId) {
        entry({ userId: caller.userId, network });
        return again(caller);
      }
      const ofNetwork = await fromNetwork('network', network);
      const ofAccount = await limiter.attempt('account', email);
      const counted = {
        async passed() {
          await ofAccount.forget();
          // Taken back, not forgotten: an account of one's own is no way to go on guessing at others.
          await ofNetwork?.takeBack();
        },
        async unheard() {
          await ofAccount.takeBack();
          await ofNetwork?.takeBack();
        },
      };
      // Before the hash, which is what costs; and after the counts, so that nobody fills the memory with what they make up.
      return inPace(`${email} ${placeOf(network)}`, counted);
    },
    async secondFactor({ userId, caller, network, guessable }) {
      if (caller?.kind === 'session' && caller.userId === userId) return again(caller);
      const ofNetwork = await fromNetwork('network', network);
      if (guessable) await limiter.attempt('secondFactor', userId);
      return {
        async passed() {
          // Whichever way it was shown: nobody but the owner can, and their app works again.
          await limiter.forget('secondFactor', userId);
          await ofNetwork?.takeBack();
        },
      };
    },
    async passkey(network, caller) {
      const counted =
        caller?.kind === 'session' ? await limiter.attempt('session', caller.sessionId) : await fromNetwork('network', network);
      return { passed: async () => counted?.takeBack() };
    },
    entry,
    departure({ session, network }) {
      if (session) pace.step(session.sessionId);
      else if (!setting.loopback) pace.step(prefixOf(network));
    },
    async open(limit, network) {
      await fromNetwork(limit, network);
    },
    letter: ({ email, network }) => letter(placeOf(network), email),
    async newAddress({ userId, email }) {
      await limiter.attempt('newAddress', userId);
      await letter(userId, email);
    },
    async signInLetter({ userId, device, network }) {
      const isDue = await limiter.allows('signInLetter', `${userId} ${device} ${placeOf(network)}`);
      return isDue && limiter.allows('anySignInLetter', userId);
    },
    resetLetter: (email) => limiter.allows('resetLetter', email),
    forgive: (email) => limiter.forget('account', email),
  };
}

/** For a password that is being looked at: when it could not be, for too many wait, it does not count. */
export function orUnheard(counted: CountedPassword) {
  return async (cause: unknown): Promise<never> => {
    if (cause instanceof Problem && cause.problem === 'unavailable') await counted.unheard();
    throw cause;
  };
}

/** One household or server has a whole /64 of IPv6: counted by that. IPv4 as it is. */
export function prefixOf(network: string): string {
  if (!network.includes(':')) return network;
  const [before = '', after] = network.split('%', 1)[0]?.split('::') ?? [];
  const head = before === '' ? [] : before.split(':');
  const tail = after ? after.split(':') : [];
  const groups =
    after === undefined ? head : [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
