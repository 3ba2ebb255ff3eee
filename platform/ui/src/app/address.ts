/**
 * An address inside the app, as `<Link>` and `navigate` take it: spread it. Made by the `links` of a feature's web door,
 * so that every link to a page is written once, beside the page.
 */
export interface Address {
  readonly to: string;
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly search?: Readonly<Record<string, string | readonly string[] | null | undefined>> | undefined;
}

/** Search values that are there; `null` and `undefined` leave no trace in the address. */
export function searchOf(values: Readonly<Record<string, string | null | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/**
 * An address to go on to after signing in, as it came in a link: one of our own pages, else `/`.
 * Browsers leave out tabs and line ends before they read an address, so `/<tab>/elsewhere` is none of ours either.
 */
export function ownAddress(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])\P{Cc}*$/u.test(next) ? next : '/';
}
