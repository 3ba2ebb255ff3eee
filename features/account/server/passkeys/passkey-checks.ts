/**
 * What the library of WebAuthn checks for us, through a door of our own: whether an answer of a device holds, and what it says.
 *
 * Why one does not hold is told to nobody: the library says so with values of the sender's. Who made the device is not
 * asked, and what is said about it unasked is cut off before it is read: checking such certificates would fetch lists
 * from addresses that the sender names.
 */
import type { Platform } from '@sotto/runtime';
import type { NewPasskey, ShownPasskey } from '../../api.ts';

/** COSE numbers of ES256, EdDSA and RS256: what a key may be of. The first is what nearly every device makes. */
export const algorithms: readonly number[] = [-7, -8, -257];

/** 175 ms to load, so not before the first answer of a device. */
const loadLibrary = () => Promise.all([import('@simplewebauthn/server'), import('@simplewebauthn/server/helpers')]);

/** Whether a challenge is one of ours. */
type IsOurs = (challenge: string) => boolean;

export interface CheckedNewPasskey {
  readonly challenge: string;
  /** Base64url. */
  readonly credentialId: string;
  /** COSE key. */
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly synced: boolean;
}

/** What a device says of a passkey it made; `null`: it does not hold. */
export async function checkNewPasskey(
  { setting }: Platform,
  { id, rawId, type, response: { clientDataJSON, attestationObject } }: NewPasskey,
  isOurs: IsOurs,
): Promise<CheckedNewPasskey | null> {
  const [{ verifyRegistrationResponse }, helpers] = await loadLibrary();
  const { decodeAttestationObject, decodeClientDataJSON, isoBase64URL, isoCBOR } = helpers;
  return unlessRefused(async () => {
    const authData = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject)).get('authData');
    const unattested = new Map<string, string | Uint8Array | Map<string, string>>([
      ['fmt', 'none'],
      ['attStmt', new Map<string, string>()],
      ['authData', authData],
    ]);
    const { registrationInfo } = await verifyRegistrationResponse({
      response: {
        id,
        rawId,
        type,
        response: { clientDataJSON, attestationObject: isoBase64URL.fromBuffer(isoCBOR.encode(unattested)) },
        clientExtensionResults: {},
      },
      ...expectations(setting.origin, isOurs),
      supportedAlgorithmIDs: [...algorithms],
    });
    // Only the very text that was checked counts as the challenge, read as it was there. `crossOrigin`: in a frame of another site.
    const { challenge, crossOrigin } = decodeClientDataJSON(clientDataJSON);
    if (!registrationInfo || crossOrigin) return null;
    const { credential, credentialBackedUp: synced } = registrationInfo;
    return { challenge, credentialId: credential.id, publicKey: credential.publicKey, counter: credential.counter, synced };
  });
}

export interface CheckedPasskey {
  readonly challenge: string;
  readonly counter: number;
  readonly synced: boolean;
}

/** What a device says when it shows a passkey with this key (COSE, base64url); `null`: it does not hold. Counters are not compared. */
export async function checkShownPasskey(
  { setting }: Platform,
  { id, rawId, type, response: { clientDataJSON, authenticatorData, signature } }: ShownPasskey,
  { publicKey, isOurs }: { publicKey: string; isOurs: IsOurs },
): Promise<CheckedPasskey | null> {
  const [{ verifyAuthenticationResponse }, { decodeClientDataJSON, isoBase64URL }] = await loadLibrary();
  return unlessRefused(async () => {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { id, rawId, type, response: { clientDataJSON, authenticatorData, signature }, clientExtensionResults: {} },
      ...expectations(setting.origin, isOurs),
      // 0: any counter is let through, for whoever asks wants to know of a key that is there twice from one that is wrong.
      credential: { id, publicKey: isoBase64URL.toBuffer(publicKey), counter: 0 },
    });
    const { challenge, crossOrigin } = decodeClientDataJSON(clientDataJSON);
    if (!verified || crossOrigin) return null;
    return { challenge, counter: authenticationInfo.newCounter, synced: authenticationInfo.credentialBackedUp };
  });
}

function expectations(origin: string, isOurs: IsOurs) {
  return {
    expectedChallenge: isOurs,
    expectedOrigin: origin,
    expectedRPID: new URL(origin).hostname,
    requireUserVerification: true,
  };
}

/** The library throws for whatever does not hold, from cut-off bytes to a wrong origin. */
async function unlessRefused<Result>(check: () => Promise<Result>): Promise<Result | null> {
  return check().catch(() => null);
}
