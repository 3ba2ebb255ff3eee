/**
 * Passkeys as this browser makes and shows them. The library that speaks to it comes with the first use.
 *
 * Whoever closes the browser's question has answered it: that is `null` here, never an error.
 */
import type { Client } from '@sotto/contract';
import { type NewPasskey, type ShownPasskey, makePasskeyQuestion } from '../api.ts';

/** Whether this browser knows passkeys, at this address. It does not where the address is no secure one. */
export const knowsPasskeys = typeof PublicKeyCredential === 'function';

const load = () => import('@simplewebauthn/browser');
type Browser = Awaited<ReturnType<typeof load>>;

/** Fetches the library ahead: some browsers want the question to follow the press at once. */
export function preparePasskeys(): void {
  if (knowsPasskeys) void load();
}

/** Why there is no passkey although nobody turned it away; the message is a sentence for people. */
export class PasskeyTrouble extends Error {
  override readonly name = 'PasskeyTrouble';
}

/** Asks for a passkey of whoever is there: to sign in, as the second factor, to prove again. `null`: turned away. */
export async function showPasskey(api: Client): Promise<ShownPasskey | null> {
  const browser = await load();
  const { body } = await api(makePasskeyQuestion, {});
  return shownIn(browser, { options: body }).catch(unlessTurnedAway);
}

/** Makes a passkey, with the options from the server. `null`: turned away. */
export async function makePasskey(options: object): Promise<NewPasskey | null> {
  const { startRegistration } = await load();
  // Safe, in both directions: the server speaks with the counterpart of this library.
  const optionsJSON = options as Parameters<Browser['startRegistration']>[0]['optionsJSON'];
  return startRegistration({ optionsJSON }).then((made) => made as unknown as NewPasskey, unlessTurnedAway);
}

/** What the types of the browser do not know yet: WebAuthn level 3, 5.1.10. */
interface Signals {
  signalUnknownCredential?: (unknown: { rpId: string; credentialId: string }) => Promise<void>;
}

/** Nothing came of what this passkey was made for: where the device listens, it no longer offers it. */
export function forgetPasskey({ id }: NewPasskey): void {
  const { signalUnknownCredential: signal } = PublicKeyCredential as Signals;
  void signal?.call(PublicKeyCredential, { rpId: location.hostname, credentialId: id }).catch(() => undefined);
}

/**
 * Offers passkeys among what the browser fills into the field with `autocomplete="… webauthn"`, and waits until one is
 * chosen there. `null`: the browser cannot, or something else was asked meanwhile. Never disturbs whoever types.
 */
export async function offerPasskeys(api: Client, signal: AbortSignal): Promise<ShownPasskey | null> {
  if (!knowsPasskeys) return null;
  const browser = await load();
  if (!(await browser.browserSupportsWebAuthnAutofill()) || signal.aborted) return null;
  const { body } = await api(makePasskeyQuestion, {}, signal);
  if (signal.aborted) return null;
  const stop = () => browser.WebAuthnAbortService.cancelCeremony();
  signal.addEventListener('abort', stop);
  return (
    shownIn(browser, { options: body, autofill: true })
      .catch(() => null)
      // Afterwards it would cancel what was asked next.
      .finally(() => signal.removeEventListener('abort', stop))
  );
}

async function shownIn(
  { startAuthentication }: Browser,
  { options, autofill = false }: { options: object; autofill?: boolean },
): Promise<ShownPasskey> {
  // Safe, in both directions: as above.
  const optionsJSON = options as Parameters<Browser['startAuthentication']>[0]['optionsJSON'];
  return (await startAuthentication({ optionsJSON, useBrowserAutofill: autofill })) as unknown as ShownPasskey;
}

/** The names a browser gives to: they said no, they let it lie, another question came. */
const turnedAway = new Set(['NotAllowedError', 'AbortError']);

/** What a person can do about the rest, by the browser's name for it. */
const sentences: Readonly<Record<string, string>> = {
  InvalidStateError: 'This device holds a passkey for this account already.',
  SecurityError: 'Passkeys do not work at this address. Open Sotto by its name, not by a number.',
  NotSupportedError: 'This device cannot keep such a passkey. Try another, or a security key.',
  ConstraintError: 'This device cannot keep such a passkey. Try another, or a security key.',
};

function unlessTurnedAway(cause: unknown): null {
  const name = cause instanceof Error ? cause.name : '';
  if (turnedAway.has(name)) return null;
  throw new PasskeyTrouble(sentences[name] ?? 'The device did not answer with a passkey. Try again, or another way.');
}
