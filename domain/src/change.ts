/** Changes as they come over the wire: absent means unchanged, `null` means cleared, everything else replaces what was there whole. */
export type Changes<T> = { readonly [Field in keyof T]?: T[Field] | undefined };

/** `content` with `changes` made. */
export function withChanges<T extends object>(content: T, changes: Changes<T>): T {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  // Safe: every entry is a field of T with a value of that field, by the type of `changes`.
  return { ...content, ...(Object.fromEntries(given) as Partial<T>) };
}
