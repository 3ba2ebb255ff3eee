/** The parts of a page of words and forms, and of a list. */
import './page.css';
import './grid.css';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import type { Glyph } from './Button.tsx';
import { classes } from './classes.ts';

export interface PageTitleProps {
  readonly children: ReactNode;
  readonly lead?: ReactNode;
  /** No frame has a title above this one. */
  readonly outermost?: boolean;
}

/** A page's title and the sentence beneath it. */
export function PageTitle({ children, lead, outermost = false }: PageTitleProps) {
  const Heading = outermost ? 'h1' : 'h2';
  return (
    <>
      <Heading className="page-title">{children}</Heading>
      {lead !== undefined && <p className="page-lead">{lead}</p>}
    </>
  );
}

export interface BlockProps {
  readonly title: ReactNode;
  /** A few faint words behind the title: a count, a span of time. */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A section of a page: head with a line beneath, then its lines. */
export function Block({ title, aside, actions, children }: BlockProps) {
  return (
    <section className="block">
      <header>
        <h2>{title}</h2>
        {aside !== undefined && <span className="faint">{aside}</span>}
        {actions !== undefined && <span className="buttons">{actions}</span>}
      </header>
      {children}
    </section>
  );
}

export interface LineProps {
  readonly icon?: Glyph;
  readonly name: ReactNode;
  readonly sub?: ReactNode;
  /** What can be done with it, at its end. */
  readonly children?: ReactNode;
}

/** One thing of a section: what it is, a sentence about it, what can be done. */
export function Line({ icon: Icon, name, sub, children }: LineProps) {
  return (
    <div className={classes('line', Icon && 'with-icon')}>
      {Icon && <Icon className="icon" aria-hidden />}
      <span>
        <span className="name">{name}</span>
        {sub !== undefined && <span className="sub">{sub}</span>}
      </span>
      {children}
    </div>
  );
}

/** A table of things. Give it rows of `tr` and `td`; it scrolls inside `.scroll`. */
export function Grid({ label, className, ...rest }: ComponentProps<'table'> & { readonly label: string }) {
  return <table {...rest} aria-label={label} className={classes('grid', className)} />;
}

export interface ColumnHeadProps {
  readonly children: ReactNode;
  readonly numeric?: boolean;
  /** The order the rows stand in by this column; `null`: by another one; absent: cannot be sorted by. */
  readonly sorted?: 'ascending' | 'descending' | null;
  readonly onSort?: () => void;
}

export function ColumnHead({ children, numeric, sorted, onSort }: ColumnHeadProps) {
  const Arrow = sorted === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th scope="col" className={classes(numeric && 'num')} aria-sort={sorted ?? undefined}>
      {onSort ? (
        <button type="button" onClick={onSort}>
          {children}
          {sorted && <Arrow className="icon small" aria-hidden />}
        </button>
      ) : (
        children
      )}
    </th>
  );
}

/** Acts on the picked rows, floating over the foot of their table. */
export function BulkBar({ count, children }: { readonly count: string; readonly children: ReactNode }) {
  return (
    <div className="bulk" role="toolbar" aria-label={count}>
      <span className="picked-count">{count}</span>
      {children}
    </div>
  );
}

/** The name. */
export function Wordmark({ large = false }: { readonly large?: boolean }) {
  return (
    <span className={classes('wordmark', large && 'large')} role="img" aria-label="Sotto">
      sott<span>o</span>
    </span>
  );
}
