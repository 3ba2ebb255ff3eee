/** Who, may they, open, decide, keep, answer: for offers. */
import { Problem } from '@sotto/contract';
import {
  ApplicationKind,
  blankOffer,
  byHand,
  changedScores,
  dateOf,
  OfferKind,
  stampsOf,
  withChanges,
  type Id,
  type Offer,
  type Stored,
} from '@sotto/domain';
import { applicationRef, refused, removeRecord, sealUndo } from '@sotto/features/applications/server';
import { settingsOf } from '@sotto/features/settings/server';
import { askedBefore, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Workspace } from '@sotto/workspace';
import * as api from '../api.ts';

export function offerRoutes(platform: Platform): Route[] {
  const { workspaces, ids, now } = platform;
  return [
    route(api.listOffers, 'track', async ({ by, query: { applicationId } }) => {
      const workspace = await workspaces.read(by);
      const items = workspace
        .all(OfferKind)
        .filter(({ content }) => applicationId === undefined || content.applicationId === applicationId)
        .toSorted((a, b) =>
          a.content.receivedOn === b.content.receivedOn ? 0 : a.content.receivedOn < b.content.receivedOn ? 1 : -1,
        )
        .map((offer) => offerView(workspace, offer));
      return { status: 200, body: { items } };
    }),

    route(api.createOffer, 'track', async ({ by, body }) => {
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const { made, createdFrom } = askedBefore(body, (id) => present.get(OfferKind, id));
        if (made !== null) return made;
        const { id = ids.record(), applicationId, ...said } = body;
        if (present.get(ApplicationKind, applicationId) === undefined)
          throw refused('applicationId', 'There is no such application.');
        const content = { ...blankOffer, receivedOn: dateOf(now(), settingsOf(present).zone), applicationId, ...byHand };
        draft.create(OfferKind, { id, parentId: applicationId, content: { ...withChanges<Offer>(content, said), createdFrom } });
        return id;
      });
      return { status: 201, body: viewById(workspace, result) };
    }),

    route(api.getOffer, 'track', async ({ by, params: { id } }) => ({
      status: 200,
      body: viewById(await workspaces.read(by), id),
    })),

    route(api.patchOffer, 'track', async ({ by, params: { id }, body: { revision, scores = {}, ...changes } }) => {
      const { workspace } = await workspaces.change(by, (present, draft) => {
        const { content } = expected(present, id, revision);
        const next = { ...changes, scores: changedScores(content.scores, scores) };
        draft.update(OfferKind, id, revision, withChanges<Offer>(content, next));
      });
      return { status: 200, body: viewById(workspace, id) };
    }),

    route(api.deleteOffer, 'track', async ({ by, params: { id }, query: { revision } }) => {
      const { result } = await workspaces.change(by, (present, draft) =>
        removeRecord(present, draft, { kind: OfferKind, stored: expected(present, id, revision) }),
      );
      return { status: 200, body: { undo: await sealUndo(platform, by, result) } };
    }),
  ];
}

function expected(workspace: Workspace, id: Id, revision: number): Stored<Offer> {
  const offer = workspace.get(OfferKind, id);
  if (offer === undefined) throw new Problem('not-found');
  if (offer.revision !== revision) throw new Problem('stale-revision', { current: offerView(workspace, offer) });
  return offer;
}

function viewById(workspace: Workspace, id: Id): api.OfferView {
  const offer = workspace.get(OfferKind, id);
  if (offer === undefined) throw new Problem('not-found');
  return offerView(workspace, offer);
}

function offerView(workspace: Workspace, offer: Stored<Offer>): api.OfferView {
  const { applicationId, importRef: _, createdFrom: __, ...fields } = offer.content;
  return { ...stampsOf(offer), application: applicationRef(workspace, applicationId), ...fields };
}
