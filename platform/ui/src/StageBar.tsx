import './stage.css';
import type { ReactNode } from 'react';

/** The twelve looks a stage can have: length, hue and texture of its bar. Which one a stage wears is the caller's to say. */
export const stageLooks = [
  'saved',
  'preparing',
  'applied',
  'screening',
  'assessment',
  'interview',
  'final',
  'offer',
  'accepted',
  'rejected',
  'withdrawn',
  'silent',
] as const;
export type StageLook = (typeof stageLooks)[number];

/** The bar alone. Only beside the stage's name: it says nothing to who cannot see it. */
export function StageBar({ look }: { readonly look: StageLook }) {
  return (
    <span data-stage={look} aria-hidden style={{ display: 'contents' }}>
      <i className="bar" />
    </span>
  );
}

/** A stage: its bar and its name. */
export function Stage({ look, children }: { readonly look: StageLook; readonly children: ReactNode }) {
  return (
    <span className="stage" data-stage={look}>
      <i className="bar" aria-hidden />
      <span>{children}</span>
    </span>
  );
}

export function Tag({ children }: { readonly children: ReactNode }) {
  return <span className="tag">{children}</span>;
}

export interface TagsProps {
  readonly tags: readonly string[];
  /** Shown at most; the rest as a number. @default 2 */
  readonly most?: number;
}

/** Tags of a thing, the first few and then `+3`. Nothing at all when there are none. */
export function Tags({ tags, most = 2 }: TagsProps) {
  if (tags.length === 0) return null;
  const rest = tags.slice(most);
  return (
    <div className="tags">
      {tags.slice(0, most).map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
      {rest.length > 0 && (
        <span className="tag" title={rest.join(', ')}>
          +{rest.length}
        </span>
      )}
    </div>
  );
}
