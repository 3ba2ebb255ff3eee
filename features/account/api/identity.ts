/** What someone is known by: an address, a password, a token from a link, a code, a passkey. */
import { z } from 'zod';

/**
 * An e-mail address in the one form that is looked up and kept: NFKC, no outer space, lower case.
 *
 * Letters of any script are taken. Quotes, brackets, commas and control characters are not: they have a meaning in mail headers.
 */
export const Email = z
  .string()
  .max(1000)
  .normalize('NFKC')
  .trim()
  .toLowerCase()
  .max(254, 'Longer than an e-mail address can be.')
  .regex(
    /^[^\s@"(),:;<>[\]\\\p{C}]{1,64}@[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}.-]*[\p{L}\p{M}\p{N}])?$/u,
    'Write an address such as name@example.org.',
  );
export type Email = z.infer<typeof Email>;

/** Characters (code points after NFKC) that a password has at least. Nothing is asked of their kind. */
export const shortestPassword = 12;
/** Characters that a password has at most; none of them is ever cut off. */
export const longestPassword = 256;

/** A password as it was typed when it was chosen, or may have been typed by someone guessing: any string of sane size. */
export const TypedPassword = z.string().min(1, 'Type your password.').max(4096).normalize('NFKC');

/** A password someone chooses. The server also asks that it is hard to guess. */
export const NewPassword = z
  .string()
  .max(4096)
  .normalize('NFKC')
  .refine((password) => [...password].length >= shortestPassword, `At least ${shortestPassword} characters.`)
  .refine((password) => [...password].length <= longestPassword, `At most ${longestPassword} characters.`);

/** A token of ours as it stands in the fragment of a link. Any text is taken: what is no token is told like a used one. */
export const LinkToken = z.string().min(1).max(200);

/** Six digits from an authenticator app; spaces between them are taken away. Keyboards of East Asia write wide ones: NFKC. */
export const Code = z
  .string()
  .max(20)
  .normalize('NFKC')
  .transform((typed) => typed.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Six digits, as the app shows them.'));

/** One of the ten that were shown once: sixteen letters and digits in groups of four, however they are typed. */
export const RecoveryCode = z
  .string()
  .max(60)
  .normalize('NFKC')
  // Whatever a text program has made of the dash.
  .transform((typed) => typed.toLowerCase().replaceAll(/[\s\p{Pd}]/gu, ''))
  .pipe(z.string().regex(/^[a-z2-7]{16}$/, 'Sixteen letters and digits, as they were shown.'));

/** Base64url. Generous for what devices send, and no more: the library takes 25 µs for each thing in CBOR, of which a byte can hold one. */
const bytes = (characters: number) => z.string().max(characters);
/** 1023 bytes at most: WebAuthn level 3, 5.8.3. */
const CredentialId = bytes(1_500);
const ClientData = bytes(8_000);
const Transports = z.array(z.string().max(100)).max(20);

/** What an authenticator answers when it has made a passkey: `RegistrationResponseJSON` of WebAuthn level 3. */
export const NewPasskey = z.strictObject({
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  // Browsers add fields as the standard grows; only those that are checked are read.
  response: z.looseObject({ clientDataJSON: ClientData, attestationObject: bytes(12_000), transports: Transports.optional() }),
  authenticatorAttachment: z.string().optional(),
  clientExtensionResults: z.record(z.string(), z.unknown()),
});
export type NewPasskey = z.infer<typeof NewPasskey>;

/** What an authenticator answers when it proves a passkey: `AuthenticationResponseJSON` of WebAuthn level 3. */
export const ShownPasskey = z.strictObject({
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  response: z.looseObject({
    clientDataJSON: ClientData,
    authenticatorData: bytes(2_000),
    signature: bytes(2_000),
    userHandle: bytes(200).optional(),
  }),
  authenticatorAttachment: z.string().optional(),
  clientExtensionResults: z.record(z.string(), z.unknown()),
});
export type ShownPasskey = z.infer<typeof ShownPasskey>;

/** Options for the browser's `navigator.credentials`, as `@simplewebauthn/browser` takes them. Good for five minutes and one answer. */
export const PasskeyOptions = z.looseObject({ challenge: z.string() });

/** `true` when exactly one of `names` is there: for bodies that take one proof of several kinds. */
export function exactlyOne<Name extends string>(...names: readonly Name[]) {
  return (body: Partial<Record<Name, unknown>>) => names.filter((name) => body[name] !== undefined).length === 1;
}
