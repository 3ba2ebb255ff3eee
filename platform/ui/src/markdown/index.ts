/**
 * Markdown as people write it in notes, shown safely. A door of its own (`@sotto/ui/markdown`); the reader loads on demand.
 *
 * Nothing here makes HTML from text: tokens become elements one by one, of the kinds in `elements.ts`; decision 022.
 */
import { later } from '../later.tsx';

export { tickLine } from './tick-line.ts';

export interface MarkdownProps {
  readonly text: string;
  /** A checkbox in line `line`, from 0, was ticked or cleared; see `tickLine`. Absent: checkboxes stand still. */
  readonly onTick?: ((line: number) => void) | undefined;
}

/** Headings begin at `h3`. Links open in a new tab; images are links to them. */
export const Markdown = later<MarkdownProps>(async () => ({ default: (await import('./Rendered.tsx')).Rendered }));
