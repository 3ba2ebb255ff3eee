/**
 * A map that is never changed and yet cheap to change: a large layer that revisions share, under a small one of
 * later entries that is copied. When the small one has grown, both become the next large one.
 */
export interface Layers<Key, Value> {
  get(key: Key): Value | undefined;
  changed(entries: ReadonlyMap<Key, Value>): Layers<Key, Value>;
}

const greatestTop = 128;

export function createLayers<Key, Value>(
  base: ReadonlyMap<Key, Value>,
  top: ReadonlyMap<Key, Value> = new Map(),
): Layers<Key, Value> {
  return {
    get: (key) => top.get(key) ?? base.get(key),
    changed(entries) {
      const nextTop = new Map([...top, ...entries]);
      return nextTop.size <= greatestTop ? createLayers(base, nextTop) : createLayers(new Map([...base, ...nextTop]));
    },
  };
}
