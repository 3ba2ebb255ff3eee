/** Two snapshots of a posting against each other: what went is struck out, what came is underlined. */
import { Skeleton } from '@sotto/ui';
import { useMemo } from 'react';
import { differenceOf, type Stretch } from './difference.ts';
import { panelTexts } from './texts.ts';

export interface ComparisonProps {
  /** `undefined`: not known yet. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export function Comparison({ before, after }: ComparisonProps) {
  const stretches = useMemo(
    () => (before === undefined || after === undefined ? null : differenceOf(before, after)),
    [before, after],
  );
  if (stretches === null) return <Skeleton lines={8} />;
  const changed = stretches.filter(({ kind }) => kind !== 'same').length;
  return (
    <article className="paper comparison">
      {changed === 0 && <p className="faint">{panelTexts.saysTheSame}</p>}
      <p>
        {stretches.map((stretch, index) => {
          // The texts never change, so where a stretch stands names it.
          const place = `stretch-${index}`;
          return <Told key={place} stretch={stretch} />;
        })}
      </p>
    </article>
  );
}

function Told({ stretch: { kind, text } }: { readonly stretch: Stretch }) {
  if (kind === 'same') return text;
  return kind === 'added' ? <ins>{text}</ins> : <del>{text}</del>;
}
