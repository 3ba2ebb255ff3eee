/**
 * Asking OpenID Connect issuers: where a browser is sent, and what is made of what it brings back.
 *
 * [Note: What an issuer is believed] An issuer says who someone is there (issuer and subject, which never change), and, for
 * a new account, an address it has verified. Nothing else of it is read, and nothing is kept but issuer and subject, sealed:
 * its tokens are dropped with the request that brought them. It is believed only when state, nonce, code verifier, issuer,
 * audience, signature and times fit what was asked. The signature is checked although the answer came through TLS: one
 * proxy in between that ends TLS would otherwise decide who gets in. Times are judged by the system's clock, as those of
 * certificates are. Answers are never followed elsewhere, and are read up to a length and a time only.
 */
import { Problem } from '@sotto/contract';
import type { IssuerSetting, Platform } from '@sotto/runtime';
import type { Identity } from '@sotto/vault';
import type { Configuration, CustomFetch, IDToken, ServerMetadata, UserInfoResponse } from 'openid-client';
import { z } from 'zod';
import { Email, issuerReturnPath } from '../../api.ts';
import type { Attempt } from './issuer-attempts.ts';

/** Someone an issuer has named to us just now. */
export interface Introduced {
  readonly identity: Identity;
  /** Their address there in its one form; `null`: there is none, or the issuer does not say that it is verified. May ask the issuer. */
  verifiedEmail(): Promise<string | null>;
}

export interface Issuers {
  /** Throws `unprocessable` when there is none of this id. */
  find(id: string): IssuerSetting;
  /** Where the browser goes. Throws `unavailable` when the issuer does not answer. */
  locationFor(issuer: IssuerSetting, attempt: Attempt): Promise<string>;
  /** Whom the issuer names. `query` as it came back. Throws `unprocessable` for whatever does not fit the attempt, `unavailable`. */
  introduced(issuer: IssuerSetting, attempt: Attempt, query: string): Promise<Introduced>;
}

/** Signatures that only the issuer can make. Never `none`, and never one made with the secret that we hold as well. */
const algorithms: ReadonlySet<string> = new Set(['RS256', 'ES256', 'EdDSA', 'PS256']);
/** For each of the few questions on the way. */
const timeoutSeconds = 5;
/** No answer that is asked for comes near it. */
const longestAnswer = 1024 * 1024;
const dayMs = 24 * 60 * 60_000;
/** What a subject may be: OpenID Connect Core 1.0, 2. */
const Subject = z.string().min(1).max(255);

/** Loaded when someone first signs in this way: most never do. */
const loadClient = () => import('openid-client');
type Client = Awaited<ReturnType<typeof loadClient>>;

/** One question to one issuer, with what it takes to ask it. */
interface Asking {
  readonly client: Client;
  readonly issuer: IssuerSetting;
  readonly metadata: ServerMetadata;
  readonly configuration: Configuration;
}

export function createIssuers({ setting, now, log }: Platform): Issuers {
  const redirect = setting.origin + issuerReturnPath;
  const found = new Map<string, { readonly metadata: Promise<ServerMetadata>; readonly at: number }>();

  /** Once a day, and again after anything went wrong: addresses and algorithms of an issuer change seldom. */
  function discovered(client: Client, issuer: IssuerSetting): Promise<ServerMetadata> {
    const held = found.get(issuer.id);
    if (held && now() - held.at < dayMs) return held.metadata;
    const metadata = discover(client, issuer).catch((cause: unknown) => {
      throw new NotDescribed(cause);
    });
    found.set(issuer.id, { metadata, at: now() });
    return metadata;
  }

  /** What goes wrong on the way is told as a problem, and to the operator by its kind. */
  async function believing<Answer>(client: Client, issuer: IssuerSetting, question: () => Promise<Answer>): Promise<Answer> {
    try {
      return await question();
    } catch (cause) {
      const problem = problemOf(client, issuer, cause);
      if (problem.problem === 'unavailable') {
        found.delete(issuer.id);
        log.error('issuer not available', { outcome: issuer.id, cause: cause instanceof NotDescribed ? cause.cause : cause });
      } else {
        log.warn('issuer not believed', { outcome: issuer.id, error: kindOf(cause) });
      }
      throw problem;
    }
  }

  async function ask<Answer>(issuer: IssuerSetting, question: (asking: Asking) => Promise<Answer>): Promise<Answer> {
    const client = await loadClient();
    return believing(client, issuer, async () => {
      const metadata = await discovered(client, issuer);
      return question({ client, issuer, metadata, configuration: configure(client, issuer, metadata) });
    });
  }

  return {
    find(id) {
      const issuer = setting.issuers.find((each) => each.id === id);
      if (!issuer) throw new Problem('unprocessable', { detail: 'Signing in that way is not set up here.' });
      return issuer;
    },
    locationFor: (issuer, attempt) => ask(issuer, (asking) => locationFor(asking, redirect, attempt)),
    introduced: (issuer, attempt, query) =>
      ask(issuer, async (asking) => {
        const back = new URL(redirect);
        back.search = query;
        const { claims, token } = await exchange(asking, back, { attempt, now: now() });
        return {
          identity: { issuer: claims.iss, subject: claims.sub },
          verifiedEmail: () =>
            believing(asking.client, issuer, async () => verifiedEmail(await emailClaims(asking, claims, token))),
        };
      }),
  };
}

async function discover(client: Client, { issuer, clientId }: IssuerSetting): Promise<ServerMetadata> {
  const address = new URL(issuer);
  const configuration = await client.discovery(address, clientId, undefined, undefined, {
    timeout: timeoutSeconds,
    [client.customFetch]: fetchShort,
    execute: isPlain(issuer) ? [allowPlain(client)] : [],
  });
  const metadata = configuration.serverMetadata();
  // The client lets some well-known hosts name another issuer than the one that was asked for; here there is no exception.
  if (new URL(metadata.issuer).href !== address.href) throw new IssuerNamesAnother();
  return metadata;
}

class IssuerNamesAnother extends Error {
  override readonly name = 'IssuerNamesAnother';
}

/** Whatever is wrong with a description: nothing was asked yet that an answer could fit. */
class NotDescribed extends Error {
  override readonly name = 'NotDescribed';
  constructor(cause: unknown) {
    super('The issuer is not described as issuers are.', { cause });
  }
}

function configure(client: Client, { issuer, clientId, clientSecret }: IssuerSetting, metadata: ServerMetadata): Configuration {
  // Who says nothing signs with RS256 and takes the secret in a header: OpenID Connect Discovery 1.0, 3.
  const { id_token_signing_alg_values_supported: signs = ['RS256'], token_endpoint_auth_methods_supported: takes = [] } =
    metadata;
  // In the body where possible: issuers disagree on how to write what is not a letter into the header.
  const proof = takes.includes('client_secret_post') ? client.ClientSecretPost : client.ClientSecretBasic;
  const trusted = { ...metadata, id_token_signing_alg_values_supported: signs.filter((each) => algorithms.has(each)) };
  const configuration = new client.Configuration(trusted, clientId, undefined, proof(clientSecret));
  configuration.timeout = timeoutSeconds;
  configuration[client.customFetch] = fetchShort;
  client.enableNonRepudiationChecks(configuration);
  if (isPlain(issuer)) allowPlain(client)(configuration);
  return configuration;
}

/** On this machine alone, for trying things out: the settings allow it nowhere else. */
function isPlain(issuer: string): boolean {
  return issuer.startsWith('http:');
}

function allowPlain(client: Client) {
  // oxlint-disable-next-line typescript/no-deprecated -- marked so that it stands out; it is meant for this.
  return client.allowInsecureRequests;
}

async function locationFor({ client, configuration, metadata }: Asking, redirect: string, attempt: Attempt): Promise<string> {
  const { state, nonce, verifier } = attempt.secrets;
  const location = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirect,
    // Who someone is; and where an account may begin, the address for it.
    scope: attempt.purpose === 'sign-in' ? 'openid email' : 'openid',
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(attempt.purpose === 'prove' && promptFor(metadata)),
  });
  return location.href;
}

/** Proving again asks the issuer to do the same. One that does not tell when someone signed in (Google) can only ask who is there. */
function promptFor(metadata: ServerMetadata): Record<string, string> {
  return tellsWhen(metadata) ? { prompt: 'login', max_age: '0' } : { prompt: 'select_account' };
}

/** An issuer that lists what it tells, without this, never tells it. */
function tellsWhen({ claims_supported: claims }: ServerMetadata): boolean {
  return !Array.isArray(claims) || claims.includes('auth_time');
}

/** What the issuer signed for this attempt, and the token that opens its answer to "what is the address". */
async function exchange(
  { client, issuer, metadata, configuration }: Asking,
  back: URL,
  { attempt, now }: { attempt: Attempt; now: number },
): Promise<{ claims: IDToken; token: string }> {
  const { state, nonce, verifier } = attempt.secrets;
  const isAsked = attempt.purpose === 'prove' && tellsWhen(metadata);
  const answer = await client.authorizationCodeGrant(configuration, back, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
    // Whoever was signed in there before proving began has proved nothing by it.
    ...(isAsked && { maxAge: Math.ceil((now - attempt.beganAt) / 1000) }),
  });
  const claims = answer.claims();
  const isForUs = claims?.azp === undefined || claims.azp === issuer.clientId;
  if (!claims || !isForUs || !Subject.safeParse(claims.sub).success) throw doesNotFit(issuer);
  return { claims, token: answer.access_token };
}

type EmailClaims = Pick<UserInfoResponse, 'email' | 'email_verified'>;

/** Both from one place: some issuers put them beside who someone is, others tell them when they are asked. */
async function emailClaims({ client, metadata, configuration }: Asking, claims: IDToken, token: string): Promise<EmailClaims> {
  const isThere = claims['email_verified'] !== undefined;
  if (isThere || metadata.userinfo_endpoint === undefined) return claims as EmailClaims;
  return client.fetchUserInfo(configuration, token, claims.sub);
}

/** Only `true` will do: a word that looks like it was written by someone who had nothing better to say. */
function verifiedEmail({ email, email_verified: isVerified }: EmailClaims): string | null {
  return isVerified === true ? (Email.safeParse(email).data ?? null) : null;
}

/** Reads an answer while it is short. */
const fetchShort: CustomFetch = async (url, options) => {
  // Safe: what the client hands over is what it would hand to `fetch` itself; its types only allow for older ones.
  const { body, status, headers } = await fetch(url, options as RequestInit);
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.byteLength;
    if (length > longestAnswer) throw new AnswerTooLong();
    read.push(piece);
  }
  return new Response(length === 0 ? null : Buffer.concat(read), { status, headers });
};

class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong';
}

/** What the client calls an answer that came, but does not fit. All else is an issuer that did not answer as issuers do. */
const misfits: ReadonlySet<string | undefined> = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
  'OAUTH_UNSUPPORTED_OPERATION',
]);
/** What issuers answer when someone turned back there: OpenID Connect Core 1.0, 3.1.2.6. */
const turnedBack: ReadonlySet<string> = new Set([
  'access_denied',
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
]);

function problemOf(client: Client, issuer: IssuerSetting, cause: unknown): Problem {
  if (cause instanceof Problem) return cause;
  if (cause instanceof client.AuthorizationResponseError && turnedBack.has(cause.error))
    return new Problem('unprocessable', { detail: `You did not sign in at ${issuer.name}, and nothing has changed here.` });
  if (cause instanceof client.ResponseBodyError && cause.error === 'invalid_grant') return doesNotFit(issuer);
  if (cause instanceof client.ClientError && misfits.has(cause.code)) return doesNotFit(issuer);
  const detail = `${issuer.name} does not answer as it should at the moment. Sign in another way, or try again shortly.`;
  return new Problem('unavailable', { detail, retryAfter: 10 });
}

/** A constant of the client's, or the class: never a message, which may hold what came back. */
function kindOf(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}

function doesNotFit({ name }: IssuerSetting): Problem {
  return new Problem('unprocessable', { detail: `What ${name} answered does not fit what was asked. Begin again.` });
}
