/**
 * Slots: places within a feature's view where other features put parts of their own, so that the view knows none of them.
 *
 * The feature whose view it is makes a slot, exports it from its web door and draws `slot.parts()`. Another feature lists
 * `slot.with(part)` among the `fills` of its `WebFeature`; apps/web carries the fills out before anything is drawn. So imports
 * lead one way only, from whoever adds to whom it adds to, and removing a feature's line removes its parts.
 */

/** What every part says besides what its slot asks of it. */
export interface Part {
  /** Unique within its slot. */
  readonly name: string;
  /** Where it stands among the others, ascending. */
  readonly order: number;
}

/** Puts a part into its slot. Doing it again changes nothing. */
export type Fill = () => void;

export interface Slot<P extends Part> {
  /** For the `fills` of a `WebFeature`. */
  with(part: P): Fill;
  /** What the features of this app put here, by order. The same list throughout: hooks may go through it. */
  parts(): readonly P[];
}

/** @example export const panelTabs = createSlot<PanelTab>(); */
export function createSlot<P extends Part>(): Slot<P> {
  let filled: readonly P[] = [];
  return {
    with: (part) => () => {
      const others = filled.filter(({ name }) => name !== part.name);
      filled = [...others, part].toSorted((a, b) => a.order - b.order);
    },
    parts: () => filled,
  };
}
