/**
 * Issuers for tests: a real OpenID Connect provider on this machine, and a forger who answers by the protocol but signs
 * whatever it is told to, as no real provider would.
 */
import { type KeyObject, constants, createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Someone at an issuer. */
export interface PersonThere {
  readonly subject: string;
  readonly email: string;
  readonly verified: boolean;
}

export interface TestIssuer extends AsyncDisposable {
  readonly url: string;
  /** By the last part of their names: `ISSUER`, `CLIENT_ID`, `CLIENT_SECRET`. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The settings of issuers by id, as an operator writes them. */
export function issuerSettings(issuers: Readonly<Record<string, Pick<TestIssuer, 'settings'>>>): Record<string, string> {
  const each = Object.entries(issuers).flatMap(([id, { settings }]) =>
    Object.entries(settings).map(([name, value]) => [`SOTTO_OPENID_${id.toUpperCase()}_${name}`, value] as const),
  );
  return { SOTTO_OPENID: Object.keys(issuers).join(','), ...Object.fromEntries(each) };
}

export interface RealIssuer extends TestIssuer {
  /**
   * A browser of its own at this issuer: follows it from `location` to where it sends back to, signing in as `person` when
   * it asks, or turning back for `null`. Answers what stands behind the `?` there.
   */
  browser(): (location: string, person: PersonThere | null) => Promise<string>;
  /** How often a sign-in was asked for. */
  readonly asked: () => number;
  /** No longer answers. */
  stop(): Promise<void>;
}

const clientId = 'sotto';

/** A real provider, which knows one client. `redirect`: the only address it sends a browser back to. */
export async function startIssuer(
  redirect: string,
  { authMethod = 'client_secret_post' }: { authMethod?: 'client_secret_post' | 'client_secret_basic' } = {},
): Promise<RealIssuer> {
  // Loaded here: most tests do without.
  const { Provider } = await import('oidc-provider');
  const clientSecret = randomBytes(24).toString('base64');
  const people = new Map<string, PersonThere>();
  let asked = 0;
  const server = createServer();
  const url = await listen(server);
  const provider = new Provider(url, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirect],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: authMethod,
      },
    ],
    clientAuthMethods: [authMethod],
    adapter: keepInMemory(),
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 3600 },
    jwks: {
      keys: [{ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), alg: 'RS256' }],
    },
    cookies: { keys: [randomBytes(24).toString('base64')] },
    claims: { email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, subject) => {
      const person = people.get(subject);
      if (!person) return undefined;
      const claims = { sub: subject, email: person.email, email_verified: person.verified };
      return { accountId: subject, claims: async () => claims };
    },
    // Nobody is asked for consent: it is the operator's own issuer.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session?.accountId ?? '' });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    asked += 1;
    const accountId = String(request.headers['x-signs-in-as'] ?? '');
    const result = accountId ? { login: { accountId } } : { error: 'access_denied' };
    void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  });
  const stop = () => close(server);
  return {
    url,
    settings: { ISSUER: url, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret },
    asked: () => asked,
    browser() {
      const cookies = new Map<string, string>();
      return async (location, person) => {
        if (person) people.set(person.subject, person);
        return travel({ location, redirect, cookies, subject: person?.subject ?? '' });
      };
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** What the provider keeps, each kind apart. */
function keepInMemory(): (kind: string) => Adapter {
  const kinds = new Map<string, Map<string, AdapterPayload>>();
  return (kind) => {
    const kept = kinds.get(kind) ?? new Map<string, AdapterPayload>();
    kinds.set(kind, kept);
    return {
      upsert: async (id, payload) => void kept.set(id, payload),
      find: async (id) => kept.get(id),
      findByUid: async (uid) => [...kept.values()].find((payload) => payload.uid === uid),
      findByUserCode: async () => undefined,
      consume: async (id) => void kept.set(id, { ...kept.get(id), consumed: 1 }),
      destroy: async (id) => void kept.delete(id),
      revokeByGrantId: async () => {},
    };
  };
}

interface Journey {
  readonly location: string;
  readonly redirect: string;
  readonly cookies: Map<string, string>;
  readonly subject: string;
}

/** Goes from redirect to redirect, as a browser does. */
async function travel({ location, redirect, cookies, subject }: Journey): Promise<string> {
  let at = location;
  while (!at.startsWith(redirect)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(at, { redirect: 'manual', headers: { cookie, 'x-signs-in-as': subject } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const next = response.headers.get('location');
    if (next === null) throw new Error(`The issuer stays at ${response.status}: ${await response.text()}`);
    at = new URL(next, at).href;
  }
  return new URL(at).search.slice(1);
}

/** What a forged answer has in place of what would be right. */
export interface Forgery {
  readonly claims?: Readonly<Record<string, unknown>>;
  /** @default 'RS256' */
  readonly algorithm?: keyof typeof signers;
  /** Signed by someone whose key is not among the issuer's. */
  readonly byAnother?: boolean;
  /** What it says when it is asked for the address. @default who the person is, and no more */
  readonly userInfo?: Readonly<Record<string, unknown>>;
  /** What the token endpoint answers altogether. */
  readonly answer?: { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string };
}

export interface Forger extends TestIssuer {
  /** How the next answers are forged; nothing: not at all. */
  forge(forgery: Forgery): void;
  /** What the discovery document says in place of what would be right; nothing: the truth. */
  describe(metadata: Readonly<Record<string, unknown>>): void;
  /** Comes back from `location` at once, as whoever `subject` is. Answers what stands behind the `?`; `change` replaces parts, `null` takes them away. */
  comeBack(location: string, subject: string, change?: Readonly<Record<string, string | null>>): string;
  /** What it gives with every answer, for asking for the address. */
  readonly accessToken: string;
  /** How often its discovery document was read. */
  readonly discoveries: () => number;
}

/** A pair for each kind of signature, and one of somebody else. */
function makeKeys() {
  return {
    rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
    ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    ed: generateKeyPairSync('ed25519'),
    stranger: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  };
}

/** How each algorithm signs; the secret of the client is known to both sides. */
const signers = {
  RS256: (text: Buffer, { rsa }: Keys) => sign('sha256', text, rsa),
  PS256: (text: Buffer, { rsa }: Keys) =>
    sign('sha256', text, { key: rsa, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
  RS384: (text: Buffer, { rsa }: Keys) => sign('sha384', text, rsa),
  ES256: (text: Buffer, { ec }: Keys) => sign('sha256', text, { key: ec, dsaEncoding: 'ieee-p1363' }),
  EdDSA: (text: Buffer, { ed }: Keys) => sign(null, text, ed),
  HS256: (text: Buffer, { secret }: Keys) => createHmac('sha256', secret).update(text).digest(),
  none: () => Buffer.alloc(0),
} as const;

interface Keys {
  readonly rsa: KeyObject;
  readonly ec: KeyObject;
  readonly ed: KeyObject;
  readonly secret: string;
}

/** An issuer by the protocol, true until it is told to forge. */
export async function startForger(): Promise<Forger> {
  const secret = randomBytes(24).toString('base64url');
  const keys = makeKeys();
  const accessToken = `access-token-${randomBytes(12).toString('hex')}`;
  const codes = new Map<string, { readonly nonce: string; readonly subject: string }>();
  let forgery: Forgery = {};
  let described: Readonly<Record<string, unknown>> = {};
  let discoveries = 0;
  /** Whom the latest token named. */
  let latest = '';
  const server = createServer();
  const url = await listen(server);

  const idToken = (code: string): string => {
    const { nonce, subject } = codes.get(code) ?? { nonce: '', subject: '' };
    latest = subject;
    // The system's clock: the client judges by it.
    const now = Math.floor((performance.timeOrigin + performance.now()) / 1000);
    const claims = { iss: url, sub: subject, aud: clientId, iat: now, exp: now + 300, nonce, ...forgery.claims };
    const { algorithm = 'RS256', byAnother = false } = forgery;
    const written = [{ alg: algorithm, kid: kids[algorithm] }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    const rsa = (byAnother ? keys.stranger : keys.rsa).privateKey;
    const held = { rsa, ec: keys.ec.privateKey, ed: keys.ed.privateKey, secret };
    return [...written, signers[algorithm](Buffer.from(written.join('.')), held).toString('base64url')].join('.');
  };

  const pages: Readonly<Record<string, (body: URLSearchParams) => object>> = {
    '/.well-known/openid-configuration': () => {
      discoveries += 1;
      return { ...metadataOf(url), ...described };
    },
    '/keys': () => ({
      keys: [keys.rsa, keys.ec, keys.ed].map(({ publicKey }, at) => ({
        ...publicKey.export({ format: 'jwk' }),
        kid: `key-${at}`,
      })),
    }),
    '/token': (body) => ({ token_type: 'Bearer', access_token: accessToken, id_token: idToken(body.get('code') ?? '') }),
    '/people': () => forgery.userInfo ?? { sub: latest },
  };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    const page = pages[request.url ?? ''];
    const truth = page ? json(page(body)) : missing;
    const answer = (request.url === '/token' && forgery.answer) || truth;
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(answer.body);
  }
  server.on('request', (request: IncomingMessage, response: ServerResponse) => void respond(request, response));

  return {
    url,
    settings: { ISSUER: url, CLIENT_ID: clientId, CLIENT_SECRET: secret },
    forge: (next) => void (forgery = next),
    describe: (next) => void (described = next),
    accessToken,
    discoveries: () => discoveries,
    comeBack(location, subject, change = {}) {
      const asked = new URL(location).searchParams;
      const code = randomBytes(12).toString('base64url');
      codes.set(code, { nonce: asked.get('nonce') ?? '', subject });
      const parts = { code, state: asked.get('state') ?? '', iss: url, ...change };
      const left = Object.entries(parts).filter((part): part is [string, string] => part[1] !== null);
      return new URLSearchParams(left).toString();
    },
    [Symbol.asyncDispose]: () => close(server),
  };
}

const kids: Readonly<Record<string, string>> = { ES256: 'key-1', EdDSA: 'key-2' };

function metadataOf(url: string) {
  return {
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    userinfo_endpoint: `${url}/people`,
    jwks_uri: `${url}/keys`,
    id_token_signing_alg_values_supported: Object.keys(signers),
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    authorization_response_iss_parameter_supported: true,
  };
}

const missing = { status: 404, headers: {}, body: '{}' };

function json(value: object) {
  return { status: 200, headers: {}, body: JSON.stringify(value) };
}

async function read(request: IncomingMessage): Promise<URLSearchParams> {
  const pieces: Uint8Array[] = [];
  // Safe: a request without an encoding gives bytes.
  for await (const piece of request) pieces.push(piece as Uint8Array);
  return new URLSearchParams(Buffer.concat(pieces).toString());
}

/** Listens on any free port of this machine. Answers the origin. */
async function listen(server: Server): Promise<string> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // Safe: a TCP server that listens has an address object.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  if (server.listening) await new Promise((closed) => server.close(closed));
}
