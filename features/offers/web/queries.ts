/** What the views of offers ask the server, and what they tell it. */
import { Problem } from '@sotto/contract';
import type { Id, OfferCriterion } from '@sotto/domain';
import { useRestore } from '@sotto/features/applications/web';
import { type ConflictWords, notify, saveOver, useApi } from '@sotto/ui/app';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type NewOffer, type OfferPatch, type OfferView, createOffer, deleteOffer, listOffers, patchOffer } from '../api.ts';
import { texts } from './texts.ts';

const listKey = (applicationId?: Id) => ['offers', applicationId ?? 'all'];

/** Offers, the latest received first; those of one application alone. */
export function useOffers(applicationId?: Id) {
  const api = useApi();
  return useQuery({
    queryKey: listKey(applicationId),
    queryFn: async ({ signal }) =>
      (await api(listOffers, { query: applicationId === undefined ? {} : { applicationId } }, signal)).body.items,
  });
}

function useTouched(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(['offers', 'today'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
  };
}

export function useCreateOffer() {
  const api = useApi();
  return useMutation({
    mutationFn: async (offer: NewOffer) => (await api(createOffer, { body: offer })).body,
    onSuccess: useTouched(),
    meta: { shownBeside: ['invalid-input'] },
  });
}

/** `before`: as a form showed it; where it changed elsewhere since, the person chooses. */
type OfferToChange = OfferPatch & { readonly id: Id; readonly before?: OfferView };

const decisions: Readonly<Record<string, string>> = texts.decisions;
const words: ConflictWords = {
  labels: { ...texts.fields, scores: texts.criteria },
  inWords: (field, value) => (field === 'decision' ? (decisions[String(value)] ?? texts.undecided) : undefined),
};

export function usePatchOffer() {
  const api = useApi();
  return useMutation({
    mutationFn: async ({ id, before, revision, ...changes }: OfferToChange) => {
      const patch = async (some: typeof changes, now: number) =>
        (await api(patchOffer, { params: { id }, body: { ...some, revision: now } })).body;
      return before ? saveOver(before, changes, { patch, ...words }) : patch(changes, revision);
    },
    onSuccess: useTouched(),
    meta: { shownBeside: ['invalid-input'] },
  });
}

/**
 * Gives an offer points for one criterion, or none. One after the other, each on top of what those before came to: who goes down
 * a column is quicker than the answers.
 */
export function useGivePoints(id: Id, criterion: OfferCriterion) {
  const api = useApi();
  const queries = useQueryClient();
  const touched = useTouched();
  return useMutation({
    scope: { id: `points-${id}` },
    mutationFn: async (points: number | null) => {
      const before = queries.getQueryData<readonly OfferView[]>(listKey())?.find((offer) => offer.id === id);
      if (before === undefined) throw new Problem('not-found');
      return await saveOver(
        before,
        { [criterion.id]: points },
        {
          patch: async (scores, revision) => (await api(patchOffer, { params: { id }, body: { revision, scores } })).body,
          fieldsOf: ({ scores }) => scores,
          labels: { [criterion.id]: criterion.name },
        },
      );
    },
    onSuccess: async (after) => {
      queries.setQueryData<readonly OfferView[]>(listKey(), (offers) =>
        offers?.map((offer) => (offer.id === id ? after : offer)),
      );
      await touched();
    },
  });
}

/** Deletes an offer; it can be taken back while the notice shows. */
export function useDeleteOffer() {
  const api = useApi();
  const touched = useTouched();
  const restore = useRestore(touched);
  return useMutation({
    mutationFn: async ({ id, revision }: OfferView) => (await api(deleteOffer, { params: { id }, query: { revision } })).body,
    onSuccess: async ({ undo }) => {
      notify({ text: texts.deleted, undo: () => restore.mutate(undo) });
      await touched();
    },
  });
}
