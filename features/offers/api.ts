/** Offers as they cross the wire. An absent value is `null` in answers. */
import { endpoint } from '@sotto/contract';
import { ApplicationRef, Id, Instant, offerFields, ScoreChanges } from '@sotto/domain';
import { z } from 'zod';

const read = { kind: 'key', scope: 'applications:read', whenDisabled: true } as const;
const write = { kind: 'key', scope: 'applications:write' } as const;
const Revision = z.int().min(1);
const OfferId = z.strictObject({ id: Id });

export const OfferView = z.strictObject({
  id: Id,
  revision: Revision,
  application: ApplicationRef,
  ...offerFields,
  createdAt: Instant,
  updatedAt: Instant,
});
export type OfferView = z.infer<typeof OfferView>;

const { receivedOn, ...others } = offerFields;
const optionalFields = z.object(others).partial().shape;

/** `receivedOn`: today in the person's zone when left out. */
export const NewOffer = z.strictObject({
  id: Id.optional(),
  applicationId: Id,
  receivedOn: receivedOn.optional(),
  ...optionalFields,
});
export type NewOffer = z.infer<typeof NewOffer>;

/** Absent: unchanged; `null`: cleared, of scores too; pay is replaced whole. */
export const OfferPatch = z.strictObject({
  revision: Revision,
  receivedOn: receivedOn.optional(),
  ...optionalFields,
  scores: ScoreChanges.optional(),
});
export type OfferPatch = z.infer<typeof OfferPatch>;

export const listOffers = endpoint({
  name: 'listOffers',
  method: 'GET',
  path: '/api/v1/offers',
  summary: 'Offers, the latest received first; those of one application alone.',
  access: read,
  query: z.strictObject({ applicationId: Id.optional() }),
  outputs: { 200: z.strictObject({ items: z.array(OfferView) }) },
});

export const createOffer = endpoint({
  name: 'createOffer',
  method: 'POST',
  path: '/api/v1/offers',
  summary: 'Add an offer to an application.',
  access: write,
  body: NewOffer,
  outputs: { 201: OfferView },
  problems: ['already-exists'],
});

export const getOffer = endpoint({
  name: 'getOffer',
  method: 'GET',
  path: '/api/v1/offers/{id}',
  summary: 'One offer.',
  access: read,
  params: OfferId,
  outputs: { 200: OfferView },
});

export const patchOffer = endpoint({
  name: 'patchOffer',
  method: 'PATCH',
  path: '/api/v1/offers/{id}',
  summary: 'Change an offer.',
  access: write,
  params: OfferId,
  body: OfferPatch,
  outputs: { 200: OfferView },
  problems: ['stale-revision', 'newer-version'],
});

/** `undo`: for `undoChange` of applications, within the hour. */
export const deleteOffer = endpoint({
  name: 'deleteOffer',
  method: 'DELETE',
  path: '/api/v1/offers/{id}',
  summary: 'Delete an offer.',
  access: write,
  params: OfferId,
  query: z.strictObject({ revision: z.coerce.number().int().min(1) }),
  outputs: { 200: z.strictObject({ undo: z.string() }) },
  problems: ['stale-revision', 'newer-version'],
});
