/** Dashed buttons for the parts of the long form that are still folded. */
import { Plus } from 'lucide-react';
import { sections } from '../fields/field-table.ts';
import { newTexts } from './texts.ts';

interface UnfoldProps {
  /** There are fields of one's own. */
  readonly hasOwn: boolean;
  readonly unfolded: readonly string[];
  readonly onUnfold: (ids: readonly string[]) => void;
}

const parts = [...sections.slice(0, 4), { id: 'posting', label: newTexts.postingChip }, ...sections.slice(4)];

/** Whoever makes fields of their own means to fill them in. */
const ownFirst = [{ id: 'own', label: newTexts.ownFields }];

export function Unfold({ hasOwn, unfolded, onUnfold }: UnfoldProps) {
  const folded = (hasOwn ? [...ownFirst, ...parts] : parts).filter(({ id }) => !unfolded.includes(id));
  if (folded.length === 0) return null;
  return (
    <div className="unfold">
      {newTexts.add}
      {folded.slice(0, 5).map(({ id, label }) => (
        <button key={id} type="button" onClick={() => onUnfold([id])}>
          <Plus className="icon small" aria-hidden />
          {label}
        </button>
      ))}
      <button type="button" onClick={() => onUnfold(folded.map(({ id }) => id))}>
        <Plus className="icon small" aria-hidden />
        {newTexts.allFields}
      </button>
    </div>
  );
}
