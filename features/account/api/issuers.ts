/**
 * Signing in through an OpenID Connect issuer that the operator has set up, such as Google.
 *
 * The browser goes to the issuer and comes back to a page of ours, which hands over what it brought. The secret between
 * the two halves lies in the tab that began (its session storage): no cookie is set before someone is in.
 */
import { endpoint } from '@sotto/contract';
import { Id, Instant } from '@sotto/domain';
import { z } from 'zod';

export const IssuerView = z.strictObject({
  /** As the operator calls it: `google`. */
  id: z.string(),
  /** As people know it: `Google`. */
  name: z.string(),
});
export type IssuerView = z.infer<typeof IssuerView>;

export const listIssuers = endpoint({
  name: 'listIssuers',
  method: 'GET',
  path: '/api/v1/account/providers',
  summary: 'Issuers one may sign in through here. Empty: none is set up.',
  access: { kind: 'public' },
  outputs: { 200: z.strictObject({ items: z.array(IssuerView) }) },
});

/** Where the issuer sends the browser back to: a page of the web app, exactly this and nothing else. */
export const issuerReturnPath = '/sign-in/issuer';

/**
 * `sign-in`: come in, or begin an account where sign-up is open (with `invite`, where it asks for one). `link`: add this
 * issuer to the account that is signed in; asks for fresh proof. `prove`: prove again who is there.
 */
export const IssuerPurpose = z.enum(['sign-in', 'link', 'prove']);

export const beginAtIssuer = endpoint({
  name: 'beginAtIssuer',
  method: 'POST',
  path: '/api/v1/account/sign-in/issuer',
  summary: 'Where to send the browser, and what to keep in the tab until it is back.',
  access: { kind: 'public' },
  body: z.strictObject({ issuer: z.string().max(50), purpose: IssuerPurpose, invite: z.string().max(200).optional() }),
  outputs: { 200: z.strictObject({ location: z.url(), attempt: z.string() }) },
  problems: ['unprocessable'],
});

/** `query` is what the issuer put behind the `?` of the return address, as it is. */
export const returnFromIssuer = endpoint({
  name: 'returnFromIssuer',
  method: 'POST',
  path: '/api/v1/account/sign-in/issuer/return',
  summary: 'Finishes what was begun at an issuer.',
  access: { kind: 'public' },
  body: z.strictObject({ attempt: z.string().max(2000), query: z.string().max(5000) }),
  outputs: { 200: z.strictObject({ next: z.enum(['done', 'second-factor', 'linked', 'proved']) }) },
  problems: ['unprocessable', 'already-exists', 'sign-up-closed', 'wrong-credentials', 'conflict'],
});

export const IdentityView = z.strictObject({
  id: Id,
  /** Name of the issuer; its address, when it is not set up here any more. */
  issuer: z.string(),
  linkedAt: Instant,
});
export type IdentityView = z.infer<typeof IdentityView>;

export const listIdentities = endpoint({
  name: 'listIdentities',
  method: 'GET',
  path: '/api/v1/account/identities',
  summary: 'Issuers through which one may sign in to this account.',
  access: { kind: 'session', whenDisabled: true },
  outputs: { 200: z.strictObject({ items: z.array(IdentityView) }) },
});

/** Refused with `conflict` when it is the last way in. */
export const removeIdentity = endpoint({
  name: 'removeIdentity',
  method: 'DELETE',
  path: '/api/v1/account/identities/{id}',
  summary: 'Unlinks an issuer; it signs nobody in to this account from here on.',
  access: { kind: 'session', fresh: true },
  params: z.strictObject({ id: Id }),
  outputs: { 204: null },
  problems: ['conflict'],
});
