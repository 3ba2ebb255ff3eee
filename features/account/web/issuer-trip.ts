/**
 * A trip to an issuer and back. The page is left for it, so what the way back needs lies in this tab's session storage
 * meanwhile: the attempt, what it was for, and where to go on. One trip at a time; whoever reads it takes it out.
 *
 * See docs/decisions/010.
 */
import type { Client } from '@sotto/contract';
import { beginAtIssuer } from '../api.ts';

export type TripPurpose = 'sign-in' | 'link' | 'prove';

export interface Trip {
  readonly attempt: string;
  readonly purpose: TripPurpose;
  /** An address of ours to go on to; `null`: wherever that purpose usually leads. */
  readonly returnTo: string | null;
}

export interface TripPlan {
  /** As `listIssuers` names it. */
  readonly issuer: string;
  readonly purpose: TripPurpose;
  /** One of our own addresses: `/settings/access-keys`. Whoever is back goes on there. */
  readonly returnTo?: string | undefined;
  /** Token of an invitation, where sign-up asks for one. */
  readonly invite?: string | undefined;
}

const storedAs = 'sotto-issuer-trip';

/**
 * Leaves for the issuer; whatever this page holds in memory is gone. Comes back to the page at `/sign-in/issuer`.
 *
 * Throws the `Problem` of `beginAtIssuer` before anything is stored; `link` may ask for fresh proof first.
 */
export async function beginTrip(api: Client, { issuer, purpose, returnTo, invite }: TripPlan): Promise<void> {
  const { body } = await api(beginAtIssuer, { body: { issuer, purpose, ...(invite !== undefined && { invite }) } });
  const trip: Trip = { attempt: body.attempt, purpose, returnTo: returnTo ?? null };
  sessionStorage.setItem(storedAs, JSON.stringify(trip));
  location.assign(body.location);
}

/** The trip this tab began, taken out; `null`: it began none, or has read it already. */
export function takeTrip(): Trip | null {
  const text = sessionStorage.getItem(storedAs);
  sessionStorage.removeItem(storedAs);
  // Safe: only `beginTrip` writes under this name.
  return text === null ? null : (JSON.parse(text) as Trip);
}
