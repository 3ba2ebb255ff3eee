/**
 * A device that makes and shows passkeys, in software: what a phone or a security key does, and everything one may lie about.
 *
 * Speaks WebAuthn level 3 as a browser hands it on: client data, authenticator data (section 6.1) and keys in COSE form
 * (RFC 9052) are put together here, by hand, so that no byte of them comes from the library that is tested with them.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { NewPasskey, ShownPasskey } from '../../api.ts';

/** Keys a device may make, by COSE number. The last is one that we never offer. */
const sorts = {
  ES256: { alg: -7, make: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }), digest: 'sha256' },
  EdDSA: { alg: -8, make: () => generateKeyPairSync('ed25519'), digest: null },
  RS256: { alg: -257, make: () => generateKeyPairSync('rsa', { modulusLength: 2048 }), digest: 'sha256' },
  ES384: { alg: -35, make: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }), digest: 'sha384' },
} as const;
export type Sort = keyof typeof sorts;

export interface DeviceOptions {
  /** Of the page that asks. */
  readonly origin: string;
  /** @default 'ES256' */
  readonly sort?: Sort;
  /** What its counter goes up by with each use. @default 0: it does not count */
  readonly step?: number;
  /** Its maker copies passkeys to other devices. @default false */
  readonly synced?: boolean;
}

/** What differs from the truth. */
export interface Lies {
  readonly type?: string;
  readonly challenge?: string;
  readonly origin?: string;
  readonly crossOrigin?: boolean;
  readonly rpId?: string;
  readonly userPresent?: boolean;
  readonly userVerified?: boolean;
  readonly counter?: number;
  readonly credentialId?: string;
  /** Base64url; `null`: none is sent. */
  readonly userHandle?: string | null;
  /** Signs with another key. */
  readonly otherKey?: boolean;
  /** Says who made it, with certificates that are none. */
  readonly attested?: boolean;
  /** Bytes of the id of a new passkey. */
  readonly idLength?: number;
  readonly transports?: readonly string[];
}

/** A passkey as it lies in the device. */
export interface HeldPasskey {
  readonly credentialId: string;
  readonly userHandle: string;
  readonly rpId: string;
  readonly sort: Sort;
  readonly privateKey: KeyObject;
  counter: number;
}

/** Options as our API hands them out. */
interface Asked {
  readonly challenge: string;
  readonly [name: string]: unknown;
}

export interface Device {
  /** Oldest first. */
  readonly held: readonly HeldPasskey[];
  /** Throws when it holds one of those that are excluded, as devices do. */
  make(asked: Asked, lies?: Lies): NewPasskey;
  /** Shows the passkey it made last, or `held`. */
  show(asked: Asked, lies?: Lies, held?: HeldPasskey): ShownPasskey;
}

const flagOf = { userPresent: 1, userVerified: 4, canSync: 8, isSynced: 16, holdsKey: 64 } as const;

export function createDevice({ origin, sort = 'ES256', step = 0, synced = false }: DeviceOptions): Device {
  const held: HeldPasskey[] = [];

  const clientData = (type: string, challenge: string, lies: Lies) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false, ...clientLies(lies) }));

  const authenticatorData = (rpId: string, counter: number, { lies, key }: { lies: Lies; key?: Buffer }) => {
    const { userPresent = true, userVerified = true } = lies;
    const flags =
      (userPresent ? flagOf.userPresent : 0) |
      (userVerified ? flagOf.userVerified : 0) |
      (synced ? flagOf.canSync | flagOf.isSynced : 0) |
      (key ? flagOf.holdsKey : 0);
    const head = Buffer.alloc(5);
    head.writeUInt8(flags, 0);
    head.writeUInt32BE(lies.counter ?? counter, 1);
    return Buffer.concat([sha256(lies.rpId ?? rpId), head, key ?? Buffer.alloc(0)]);
  };

  return {
    held,

    make(asked, lies = {}) {
      // Safe: whoever tests hands over what `makePasskeyOptions` or `makeSignUpPasskeyOptions` answered.
      const {
        rp,
        user,
        excludeCredentials = [],
      } = asked as unknown as {
        rp: { id: string };
        user: { id: string };
        excludeCredentials?: { id: string }[];
      };
      if (held.some(({ credentialId }) => excludeCredentials.some(({ id }) => id === credentialId)))
        throw new Error('InvalidStateError: this device holds a passkey of this account.');
      const { publicKey, privateKey } = sorts[sort].make();
      const id = randomBytes(lies.idLength ?? 32);
      const credentialId = id.toString('base64url');
      held.push({ credentialId, userHandle: user.id, rpId: rp.id, sort, privateKey, counter: step });
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const key = Buffer.concat([Buffer.alloc(16), length, id, cbor(coseOf(publicKey, sorts[sort].alg))]);
      const statement: Cbor = lies.attested
        ? new Map<string, Cbor>([
            ['alg', -7],
            ['sig', randomBytes(70)],
            ['x5c', [randomBytes(500)]],
          ])
        : new Map();
      const attestation = new Map<string, Cbor>([
        ['fmt', lies.attested ? 'packed' : 'none'],
        ['attStmt', statement],
        ['authData', authenticatorData(rp.id, step, { lies, key })],
      ]);
      return {
        id: lies.credentialId ?? credentialId,
        rawId: lies.credentialId ?? credentialId,
        type: 'public-key',
        response: {
          clientDataJSON: clientData('webauthn.create', asked.challenge, lies).toString('base64url'),
          attestationObject: cbor(attestation).toString('base64url'),
          transports: [...(lies.transports ?? ['internal'])],
        },
        authenticatorAttachment: 'platform',
        clientExtensionResults: {},
      };
    },

    show(asked, lies = {}, passkey = held.at(-1)) {
      if (!passkey) throw new Error('NotAllowedError: this device holds no passkey.');
      passkey.counter += step;
      const client = clientData('webauthn.get', asked.challenge, lies);
      const data = authenticatorData(passkey.rpId, passkey.counter, { lies });
      const { digest, make } = sorts[passkey.sort];
      const key = lies.otherKey ? make().privateKey : passkey.privateKey;
      const signature = sign(digest, Buffer.concat([data, sha256(client)]), key);
      const userHandle = lies.userHandle === undefined ? passkey.userHandle : lies.userHandle;
      return {
        id: lies.credentialId ?? passkey.credentialId,
        rawId: lies.credentialId ?? passkey.credentialId,
        type: 'public-key',
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
          ...(userHandle !== null && { userHandle }),
        },
        authenticatorAttachment: 'platform',
        clientExtensionResults: {},
      };
    },
  };
}

function clientLies({ type, challenge, origin, crossOrigin }: Lies) {
  return {
    ...(type !== undefined && { type }),
    ...(challenge !== undefined && { challenge }),
    ...(origin !== undefined && { origin }),
    ...(crossOrigin !== undefined && { crossOrigin }),
  };
}

function sha256(value: string | Buffer): Buffer {
  return createHash('sha256').update(value).digest();
}

/** A public key in COSE form: 1 kind, 3 algorithm, then what the kind asks for. Source: RFC 9053 section 7, RFC 8230 section 4. */
function coseOf(key: KeyObject, alg: number): Cbor {
  const jwk = key.export({ format: 'jwk' });
  const bytes = (text: string | undefined) => Buffer.from(text ?? '', 'base64url');
  const curves: Readonly<Record<string, number>> = { 'P-256': 1, 'P-384': 2, Ed25519: 6 };
  const curve = curves[jwk.crv ?? ''] ?? 0;
  const parts: Readonly<Record<string, readonly (readonly [number, Cbor])[]>> = {
    EC: [
      [1, 2],
      [3, alg],
      [-1, curve],
      [-2, bytes(jwk.x)],
      [-3, bytes(jwk.y)],
    ],
    OKP: [
      [1, 1],
      [3, alg],
      [-1, curve],
      [-2, bytes(jwk.x)],
    ],
    RSA: [
      [1, 3],
      [3, alg],
      [-1, bytes(jwk.n)],
      [-2, bytes(jwk.e)],
    ],
  };
  return new Map(parts[jwk.kty ?? ''] ?? []);
}

type Cbor = number | string | Buffer | readonly Cbor[] | ReadonlyMap<number | string, Cbor>;

/** The little of CBOR that WebAuthn needs. Source: RFC 8949 section 3. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? cborHead(1, -1 - value) : cborHead(0, value);
  if (typeof value === 'string') return Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([cborHead(2, value.length), value]);
  if (value instanceof Map) return Buffer.concat([cborHead(5, value.size), ...[...value].flat().map((each: Cbor) => cbor(each))]);
  // Safe: all other members of the type were answered above.
  const items = value as readonly Cbor[];
  return Buffer.concat([cborHead(4, items.length), ...items.map(cbor)]);
}

function cborHead(kind: number, length: number): Buffer {
  const first = kind << 5;
  if (length < 24) return Buffer.of(first | length);
  if (length < 0x100) return Buffer.of(first | 24, length);
  return Buffer.of(first | 25, length >> 8, length & 0xff);
}
