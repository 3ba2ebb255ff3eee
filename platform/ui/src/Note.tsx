import './note.css';
import { CircleAlert, Copy, Info } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { classes } from './classes.ts';

const icons = { plain: Info, warn: Copy, bad: CircleAlert } as const;

export interface NoteProps {
  /** `warn`: late or probably mistaken. `bad`: it did not work. @default 'plain' */
  readonly tone?: keyof typeof icons | undefined;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
}

/** Words beside what they concern. A `bad` one is read aloud when it appears. */
export function Note({ tone = 'plain', title, children }: NoteProps) {
  const Icon = icons[tone];
  return (
    <div className={classes('note', tone !== 'plain' && tone)} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon className="icon" aria-hidden />
      {title !== undefined && <b>{title}</b>}
      {children !== undefined && <div>{children}</div>}
    </div>
  );
}

export interface EmptyProps {
  readonly title: ReactNode;
  /** One sentence on what belongs here. */
  readonly children?: ReactNode;
  /** The one act. */
  readonly action?: ReactNode;
}

export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div className="empty">
      <b>{title}</b>
      {children !== undefined && <span>{children}</span>}
      {action}
    </div>
  );
}

/** One bar of what will come, shown from 300 ms on. `lines` of them, each `width` wide. */
export function Skeleton({
  lines = 1,
  width = '100%',
  height,
}: {
  readonly lines?: number;
  readonly width?: string;
  readonly height?: string;
}) {
  const style: CSSProperties = { inlineSize: width, ...(height !== undefined && { blockSize: height }) };
  return (
    <div className="after-a-while" aria-hidden style={{ display: 'grid', gap: '0.75rem' }}>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="skeleton" style={style} />
      ))}
    </div>
  );
}

export interface ProgressProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
}

/** How far a long work has come. Its words stand above it; the caller writes them. */
export function Progress({ label, value, max }: ProgressProps) {
  return <progress className="progress" aria-label={label} value={value} max={max} />;
}
