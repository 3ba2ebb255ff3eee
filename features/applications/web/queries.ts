/**
 * What the views of applications ask the server, and what they tell it. Every write shows at once, is taken back when the
 * server refuses, and can be undone where it can be.
 */
import type { Id, Rank } from '@sotto/domain';
import { notify, useApi } from '@sotto/ui/app';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import {
  type ApplicationView,
  type Card,
  deleteApplication,
  getApplication,
  getBoard,
  moveApplication,
  patchApplication,
  undoChange,
  voidStep,
} from '../api.ts';
import { texts } from './texts.ts';

/** Every query whose answer changes with an application begins with one of these. */
export const keys = {
  boards: ['board'] as const,
  board: (groupId: Id | undefined) => ['board', groupId ?? 'none'] as const,
  application: (id: Id) => ['application', id] as const,
  table: ['applications'] as const,
};

/** All cards of a group, in order of rank. */
export function useBoard(groupId: Id | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: keys.board(groupId),
    queryFn: async ({ signal }) => (await api(getBoard, { query: groupId === undefined ? {} : { groupId } }, signal)).body.cards,
    enabled: groupId !== undefined,
  });
}

/** One application with its texts and history. */
export function useApplication(id: Id) {
  const api = useApi();
  return useQuery({
    queryKey: keys.application(id),
    queryFn: async ({ signal }) => (await api(getApplication, { params: { id } }, signal)).body,
  });
}

/** Everything that shows applications asks again: boards, tables, counts, tags. */
export async function refreshApplications(queries: QueryClient): Promise<void> {
  const shown = [keys.boards, keys.table, ['groups'], ['stages'], ['tags'], ['companies'], ['today'], ['calendar']];
  await Promise.all(shown.map((queryKey) => queries.invalidateQueries({ queryKey })));
}

/** An answer of the server becomes what every view shows. */
export function showApplication(queries: QueryClient, application: ApplicationView): void {
  queries.setQueryData(keys.application(application.id), application);
  const { id, revision, stageSince, rank, stage } = application;
  changeCards(queries, (cards) =>
    cards.map((card) => (card.id === id ? { ...card, revision, stageSince, rank, stage: stage.id } : card)),
  );
}

function changeCards(queries: QueryClient, change: (cards: readonly Card[]) => Card[]): void {
  queries.setQueriesData<Card[]>({ queryKey: keys.boards }, (cards) => cards && change(cards));
}

/** A card to another place of the board. `card` is as it stood, for the way back. */
export interface CardMove {
  readonly card: Card;
  readonly stageId: Id;
  readonly rank: Rank;
  /** Said when it is done; `null`: nothing is said (a new order within a column). */
  readonly said: ReactNode | null;
}

const moving = ['board', 'move'];

/**
 * Moves cards. The card stands in its new place at once; moves reach the server one after the other, each with the revision
 * that the one before it brought, and the board is read anew after the last.
 */
export function useMoveCard() {
  const api = useApi();
  const queries = useQueryClient();
  const undo = useUndoMove();
  const isLast = () => queries.isMutating({ mutationKey: moving }) === 1;
  return useMutation({
    mutationKey: moving,
    scope: { id: 'board-move' },
    mutationFn: async ({ card, stageId, rank }: CardMove) => {
      const revision = revisionNow(queries, card);
      const params = { id: card.id };
      if (stageId === card.stage) return (await api(patchApplication, { params, body: { rank, revision } })).body;
      return (await api(moveApplication, { params, body: { stageId, rank, revision } })).body;
    },
    onMutate: async ({ card, stageId, rank }) => {
      await queries.cancelQueries({ queryKey: keys.boards });
      changeCards(queries, (cards) => placeCard(cards, { ...card, stage: stageId, rank, revision: revisionNow(queries, card) }));
    },
    onSuccess: (application, { card, stageId, said }) => {
      rememberRevision(queries, application);
      if (isLast()) showApplication(queries, application);
      if (said === null) return;
      const step = application.history.find(
        (one) => one.voidedAt === null && one.to.id === stageId && one.from?.id === card.stage,
      );
      notify({ text: said, undo: () => undo.mutate({ card, stepId: step?.id ?? null }) });
    },
    onError: (_error, { card }) => changeCards(queries, (cards) => placeCard(cards, card)),
    onSettled: async () => {
      if (isLast()) await refreshApplications(queries);
    },
  });
}

/** Puts a moved card back to where it stood; the step it made stays in the history as taken back. */
function useUndoMove() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ card, stepId }: { card: Card; stepId: Id | null }) => {
      const revision = revisionNow(queries, card);
      if (stepId === null)
        return (await api(patchApplication, { params: { id: card.id }, body: { rank: card.rank, revision } })).body;
      return (await api(voidStep, { params: { id: card.id, stepId }, body: { revision, rank: card.rank } })).body;
    },
    onMutate: ({ card }) => changeCards(queries, (cards) => placeCard(cards, { ...card, revision: revisionNow(queries, card) })),
    onSuccess: (application) => showApplication(queries, application),
    onSettled: () => refreshApplications(queries),
  });
}

function placeCard(cards: readonly Card[], moved: Card): Card[] {
  const others = cards.filter((card) => card.id !== moved.id);
  const at = others.findIndex((card) => card.rank > moved.rank);
  return others.toSpliced(at < 0 ? others.length : at, 0, moved);
}

/** The latest revision any view has heard of. */
function revisionNow(queries: QueryClient, card: Card): number {
  const boards = queries.getQueriesData<Card[]>({ queryKey: keys.boards });
  const known = boards.flatMap(([, cards]) => cards?.find((one) => one.id === card.id)?.revision ?? []);
  return Math.max(card.revision, queries.getQueryData<ApplicationView>(keys.application(card.id))?.revision ?? 0, ...known);
}

function rememberRevision(queries: QueryClient, { id, revision }: ApplicationView): void {
  changeCards(queries, (cards) => cards.map((card) => (card.id === id ? { ...card, revision } : card)));
}

/** Deletes an application; it can be brought back while the notice shows. */
export function useDeleteApplication() {
  const api = useApi();
  const queries = useQueryClient();
  const restore = useRestore();
  return useMutation({
    mutationFn: async ({ id, revision }: { id: Id; revision: number; name: string }) =>
      (await api(deleteApplication, { params: { id }, query: { revision } })).body,
    onSuccess: async ({ undo }, { id, name }) => {
      changeCards(queries, (cards) => cards.filter((card) => card.id !== id));
      queries.removeQueries({ queryKey: keys.application(id) });
      notify({ text: texts.deleted(name), undo: () => restore.mutate(undo) });
      await refreshApplications(queries);
    },
  });
}

/** Takes back a deletion of any record, or a bulk change, by what the server gave for it. `refresh`: asks again for what else shows it. */
export function useRestore(refresh?: () => Promise<void>) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (undo: string) => (await api(undoChange, { body: { undo } })).body.items,
    onSuccess: (items) => {
      const left = items.filter((item) => item.result !== 'done' && item.result !== 'unchanged').length;
      if (left > 0) notify({ text: texts.notAllUndone(left), tone: 'bad' });
    },
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['application'] });
      await Promise.all([refreshApplications(queries), refresh?.()]);
    },
  });
}
