/** Dashed buttons for the parts of the long form that are still folded. */
import { Plus } from 'lucide-react';
import { sections } from '../fields/field-table.ts';
import { newTexts } from './texts.ts';

interface UnfoldProps {
  readonly unfolded: readonly string[];
  readonly onUnfold: (ids: readonly string[]) => void;
}

const parts = [...sections.slice(0, 4), { id: 'posting', label: newTexts.postingChip }, ...sections.slice(4)];

export function Unfold({ unfolded, onUnfold }: UnfoldProps) {
  const folded = parts.filter(({ id }) => !unfolded.includes(id));
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
