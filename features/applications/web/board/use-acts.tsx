/** The acts of a board: what a drag, a key or a menu comes down to. */
import { useNavigate } from '@sotto/ui/app';
import type { Id } from '@sotto/domain';
import { type MenuItem, Stage } from '@sotto/ui';
import { useMemo } from 'react';
import type { Card } from '../../api.ts';
import { applicationLinks } from '../links.ts';
import { openNewApplication } from '../new/new-application.ts';
import { useDeleteApplication, useMoveCard } from '../queries.ts';
import { texts } from '../texts.ts';
import type { BoardActs } from './board-acts.ts';
import { type Column, rankAt } from './columns.ts';

/** `columns`: all of them with all their cards, whatever the filter shows; places are counted among all. */
export function useActsOfBoard(columns: readonly Column[], groupId: Id | undefined): BoardActs {
  const { mutate: move } = useMoveCard();
  const { mutate: remove } = useDeleteApplication();
  const navigate = useNavigate();
  return useMemo((): BoardActs => {
    const cardsIn = (stageId: Id) => columns.find((column) => column.stage.id === stageId)?.cards ?? [];
    const acts: BoardActs = {
      move: (card, stageId, before) =>
        move({ card, stageId, rank: rankAt(cardsIn(stageId), card.id, before), said: movedTo(card, columns, stageId) }),
      moveToTop: (card, stageId) => acts.move(card, stageId, cardsIn(stageId).find((one) => one.id !== card.id)?.id ?? null),
      menuOf: (card) => [
        { kind: 'label', id: 'to', label: texts.moveTo },
        ...columns.map((column, index) => stageItem(column, index, card, acts)),
        { kind: 'rule', id: 'rule' },
        {
          id: 'open',
          label: texts.open,
          keys: 'Enter',
          run: () => navigate(applicationLinks.application(card.id, { group: groupId })),
        },
        {
          id: 'delete',
          label: texts.delete,
          danger: true,
          run: () => remove({ id: card.id, revision: card.revision, name: card.title }),
        },
      ],
      addTo: (stageId) => openNewApplication({ stageId }),
    };
    return acts;
  }, [columns, groupId, move, remove, navigate]);
}

function stageItem({ stage }: Column, index: number, card: Card, acts: BoardActs): MenuItem {
  return {
    id: stage.id,
    label: <Stage look={stage.look}>{stage.name}</Stage>,
    text: stage.name,
    chosen: stage.id === card.stage,
    ...(index < 9 ? { keys: String(index + 1) } : {}),
    run: () => {
      if (stage.id !== card.stage) acts.moveToTop(card, stage.id);
    },
  };
}

/** What is said of a move to another stage; nothing of a new order within one. */
function movedTo(card: Card, columns: readonly Column[], stageId: Id) {
  const stage = columns.find((column) => column.stage.id === stageId)?.stage;
  if (!stage || stageId === card.stage) return null;
  return (
    <>
      {texts.movedTo(card.company)} <Stage look={stage.look}>{stage.name}</Stage>
    </>
  );
}
