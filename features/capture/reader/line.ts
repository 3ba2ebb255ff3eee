/** What a page is taken apart into: lines, and the marks of elements. */

/** `frame`: navigation, footer, dialogs. `side`: beside the posting. `related`: other postings. `form`: the form for applying. */
export type Zone = 'main' | 'side' | 'frame' | 'related' | 'form';

export interface Line {
  readonly text: string;
  /** As `fold` makes it: asked by every field, made once. */
  readonly folded: string;
  /** The runs that inline elements make: `<b>Place</b> Leeds` has two. */
  readonly parts: readonly string[];
  /** The block that holds it. */
  readonly element: Element;
  /** 1 to 6 in a heading; 0: in none. */
  readonly level: number;
  readonly zone: Zone;
  /** All of it is a link. */
  readonly isLink: boolean;
}

/** An element with names (class, id, data-qa, itemprop …) and little text in it. */
export interface Mark {
  /** Its names as lower-case words between blanks: ` job title text `. */
  readonly names: string;
  readonly text: string;
  readonly element: Element;
  readonly zone: Zone;
  /** Where its first line is, or would be. */
  readonly line: number;
}

/** Shown, and part of what the posting itself says. */
export const isOwn = ({ zone }: { readonly zone: Zone }) => zone === 'main' || zone === 'side';
