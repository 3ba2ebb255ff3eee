/**
 * The board: one column per stage, moved over with the mouse, a finger or the keyboard.
 *
 * The open application lies over it as a panel with its own address; the board keeps its place.
 */
import './board.css';
import { useCurrentGroup } from '@sotto/features/groups/web';
import { useFormat } from '@sotto/features/settings/web';
import { useStages } from '@sotto/features/stages/web';
import { isPhone, later } from '@sotto/ui';
import { useTitle, Outlet } from '@sotto/ui/app';
import { useDeferredValue, useMemo, useState, useSyncExternalStore } from 'react';
import type { Card } from '../../api.ts';
import { useBoard } from '../queries.ts';
import { texts } from '../texts.ts';
import { BoardActsContext } from './board-acts.ts';
import { BoardHead } from './BoardHead.tsx';
import { BoardEmpty, BoardFailed, BoardSkeleton } from './BoardStates.tsx';
import { type BoardFilter, columnsOf, filterCards, inOrder } from './columns.ts';
import { PhoneBoard } from './PhoneBoard.tsx';
import { useActsOfBoard } from './use-acts.tsx';
import { WideBoard } from './WideBoard.tsx';

const noCards: readonly Card[] = [];
// Nobody pastes before the board is there.
const TakesArrivals = later(() => import('../new/TakesArrivals.tsx'));

export function BoardPage() {
  const group = useCurrentGroup();
  const stages = useStages();
  const board = useBoard(group?.id);
  const format = useFormat();
  const [filter, setFilter] = useState<BoardFilter>({});
  const settled = useDeferredValue(filter);
  const cards = board.data ?? noCards;
  const shown = useMemo(() => filterCards(cards, settled, format.daysAway), [cards, settled, format]);
  const columns = useMemo(() => columnsOf(stages ?? [], shown), [stages, shown]);
  const all = useMemo(() => columnsOf(stages ?? [], cards), [stages, cards]);
  const acts = useActsOfBoard(
    useMemo(() => inOrder(all), [all]),
    group?.id,
  );
  const phone = useIsPhone();
  useTitle(group?.name ?? texts.board);

  if (board.isError && !board.data) return <BoardFailed again={() => void board.refetch()} />;
  if (!group || !stages || !board.data) return <BoardSkeleton />;
  return (
    <BoardActsContext value={acts}>
      <BoardHead group={group} stages={stages} cards={cards} shown={shown.length} filter={filter} onFilter={setFilter} />
      {cards.length === 0 && <BoardEmpty groupId={group.id} />}
      {phone ? (
        <PhoneBoard columns={columns} groupId={group.id} />
      ) : (
        <WideBoard columns={columns} groupId={group.id} acts={acts} narrowed={shown.length < cards.length} />
      )}
      <TakesArrivals />
      <Outlet />
    </BoardActsContext>
  );
}

function useIsPhone(): boolean {
  return useSyncExternalStore((changed) => {
    addEventListener('resize', changed);
    return () => removeEventListener('resize', changed);
  }, isPhone);
}
