/** Class names that are there, in order, with a space between. `false`, `null` and `undefined` are left out. */
export function classes(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
