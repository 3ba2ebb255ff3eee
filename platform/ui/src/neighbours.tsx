/** From one record to the one before or after it, in the order in which the list behind its panel shows them now. */
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect } from 'react';
import { type Address, createStore, navigate, useStore } from './app/index.ts';
import { IconButton } from './Button.tsx';

interface Listed {
  readonly ids: readonly string[];
  addressAt(index: number): Address | undefined;
}

/** Of the list that is shown; `null`: none is. */
const listed = createStore<Listed | null>(null);

/** Lets the panel over a list go through it. For `RecordTable`. */
export function useListed<Row extends { readonly id: string }>(rows: readonly Row[], address: (row: Row) => Address): void {
  useEffect(() => {
    const now: Listed = {
      ids: rows.map(({ id }) => id),
      addressAt: (index) => rows[index] && address(rows[index]),
    };
    listed.set(now);
    return () => void (listed.get() === now && listed.set(null));
  }, [rows, address]);
}

interface NeighboursProps {
  /** The record that is open. Of one that the list does not show there are no neighbours. */
  readonly id: string;
  readonly next: string;
  readonly previous: string;
}

/** Two buttons for the bar of a panel. */
export function Neighbours({ id, next, previous }: NeighboursProps) {
  const list = useStore(listed);
  const index = list?.ids.indexOf(id) ?? -1;
  const before = index > 0 ? list?.addressAt(index - 1) : undefined;
  const after = index >= 0 ? list?.addressAt(index + 1) : undefined;
  return (
    <>
      <IconButton icon={ChevronUp} label={previous} disabled={!before} onClick={() => before && navigate(before)} />
      <IconButton icon={ChevronDown} label={next} disabled={!after} onClick={() => after && navigate(after)} />
    </>
  );
}
