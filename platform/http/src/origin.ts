/**
 * Where a request comes from and where it believes it goes: Host, Fetch Metadata, Origin.
 *
 * Pure: headers in, a verdict out. `same-site` counts as another site, because on this machine every port is the same site.
 */
import type { HttpSetting } from './setting.ts';

/** Reads one request header by lower-case name; `null` when it is absent. */
export type HeaderReader = (name: string) => string | null;

/** Hosts under which this Sotto answers. On this machine also the loopback addresses, whose navigations are sent on to localhost. */
export function ownHosts(setting: HttpSetting): ReadonlySet<string> {
  const { host, port } = new URL(setting.origin);
  if (!setting.loopback) return new Set([host]);
  const ports = port === '' ? ['', ':80'] : [`:${port}`];
  return new Set(['localhost', '127.0.0.1', '[::1]'].flatMap((name) => ports.map((each) => name + each)));
}

/** `false`: another site's page, frame or script is behind this request. A browser too old to say is told apart by Origin elsewhere. */
export function fromHere(header: HeaderReader): boolean {
  const site = header('sec-fetch-site');
  return site === null || site === 'same-origin' || site === 'none';
}

/** A person follows a link or types an address: the one thing another site may cause. Not a frame, an object or a script. */
export function isNavigation(method: string, header: HeaderReader): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const mode = header('sec-fetch-mode');
  if (mode !== null) return mode === 'navigate' && (header('sec-fetch-dest') ?? 'document') === 'document';
  return (header('accept') ?? '').includes('text/html');
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * `true`: another site may have made the browser send this, so it must not be carried out.
 *
 * An unsafe request that a cookie speaks for needs `Sec-Fetch-Site: same-origin` or, where that is absent, our own Origin.
 * Without a cookie (signing in, a script) only what names another origin is refused. A key is sent by no browser by itself.
 */
export function isForged(
  request: { method: string; header: HeaderReader; cookie: boolean; key: boolean },
  origin: string,
): boolean {
  if (request.key || safeMethods.has(request.method)) return false;
  const site = request.header('sec-fetch-site');
  if (site !== null) return site !== 'same-origin';
  const from = request.header('origin');
  return request.cookie ? from !== origin : from !== null && from !== origin;
}
