/**
 * The router: which views stand, one inside the other, for the present address.
 *
 * Our own, in 250 lines with `route-match.ts` and `history.ts`: the library that was planned weighs 31 kB gz of the 130 kB
 * that the board may have (see docs/decisions). Promises: the old view stays until the new one has loaded, so nothing
 * jumps; a view is fetched when a pointer or the focus comes near its link; Back returns to the place one had scrolled to.
 */
import {
  type ComponentProps,
  type MouseEvent,
  type ReactNode,
  createContext,
  startTransition,
  useContext,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import type { Address } from './address.ts';
import type { View } from './feature.ts';
import { later } from '../later.tsx';
import { type Place, go, place } from './history.ts';
import { type Match, type RouteNode, type Search, createMatcher, hrefOf } from './route-match.ts';
import { Stumble } from './Stumble.tsx';

interface Shown {
  readonly place: Place;
  readonly match: Match | null;
}

interface Routing {
  readonly shown: Shown;
  readonly match: (path: string) => Match | null;
  readonly stops: RouterStops;
}

/** What stands where no view can. */
export interface RouterStops {
  /** No route has the address. */
  readonly missing: ReactNode;
  /** A view failed or did not load. `again` tries it anew. */
  readonly broken: (again: () => void) => ReactNode;
  /** The first view is on its way. */
  readonly waiting: ReactNode;
}

const Around = createContext<Routing | null>(null);
/** How many views stand around this one. */
const Depth = createContext(0);

function useRouting(): Routing {
  const routing = useContext(Around);
  if (!routing) throw new Error('This stands outside of a Router.');
  return routing;
}

export interface RouterProps {
  readonly routes: readonly RouteNode[];
  readonly stops: RouterStops;
  /** Stands on every page, inside the router: titles, notices. */
  readonly children?: ReactNode;
}

export function Router({ routes, stops, children }: RouterProps) {
  const [match] = useState(() => createMatcher(routes));
  const [shown, setShown] = useState<Shown>(() => ({ place: place.get(), match: match(place.get().pathname) }));
  const follow = useEffectEvent(() => {
    const now = place.get();
    if (now === shown.place) return;
    keepScroll(shown.place.key);
    const next = { place: now, match: match(now.pathname) };
    const show = () => place.get() === now && startTransition(() => setShown(next));
    const loading = loadViews(next.match);
    if (loading) void loading.then(show);
    else show();
  });
  useEffect(() => {
    // A view inside may have gone elsewhere as it began to stand, which is before this.
    follow();
    return place.subscribe(() => follow());
  }, []);
  useLayoutEffect(() => returnScroll(shown.place.key), [shown.place.key]);
  const routing = useMemo(() => ({ shown, match, stops }), [shown, match, stops]);
  return (
    <Around value={routing}>
      <Outlet />
      {children}
    </Around>
  );
}

/** The view inside the present one; nothing when there is none. */
export function Outlet() {
  const { shown, stops } = useRouting();
  const depth = useContext(Depth);
  const node = shown.match?.nodes[depth];
  if (!shown.match) return depth === 0 ? stops.missing : null;
  if (!node) return null;
  const { view: Shows } = node;
  return (
    <Depth value={depth + 1}>
      <Stumble key={node.path ?? depth} fallen={stops.broken}>
        <Shows />
      </Stumble>
    </Depth>
  );
}

/** A view that loads on demand from a module's named export. Shown at once when it is already there. */
export function lazyView<Name extends string>(load: () => Promise<Record<Name, View>>, name: Name): View {
  return later(async () => ({ default: (await load())[name] }), WaitingForView);
}

function WaitingForView() {
  return useRouting().stops.waiting;
}

/** How long one waits without being told. */
const unnoticedMs = 300;

/** Loads the views of a match together. `null`: all are there. Settles at the latest when their places should say that they are on their way. */
function loadViews(match: Match | null): Promise<unknown> | null {
  const loading = (match?.nodes ?? []).flatMap(({ view }) => view.preload?.() ?? []);
  if (loading.length === 0) return null;
  return Promise.race([Promise.allSettled(loading), new Promise((resolve) => setTimeout(resolve, unnoticedMs))]);
}

/** Loads what stands at the present address, for whoever draws the page for the first time. */
export async function arrive(routes: readonly RouteNode[]): Promise<void> {
  await loadViews(createMatcher(routes)(place.get().pathname));
}

export function useLocation(): Place {
  return useRouting().shown.place;
}

export function useSearch(): Search {
  return useLocation().search;
}

/** Values of the parameters of the present address; none on an address without any. */
export function useParams(): Readonly<Record<string, string>> {
  return useRouting().shown.match?.params ?? {};
}

/** Titles of the views that stand, from the outermost in. */
export function useTitles(): readonly string[] {
  return (useRouting().shown.match?.nodes ?? []).flatMap(({ title }) => title ?? []);
}

export interface Going extends Address {
  /** Back does not return to the present address. */
  readonly replace?: boolean;
}

/** Goes to an address of the app. */
export function navigate({ replace = false, ...address }: Going): void {
  go(hrefOf(address), replace);
}

export function useNavigate(): (going: Going) => void {
  return navigate;
}

/** Goes elsewhere as soon as it stands. */
export function Navigate(going: Going) {
  const leave = useEffectEvent(() => navigate(going));
  useEffect(() => leave(), []);
  return null;
}

export interface LinkProps extends Omit<ComponentProps<'a'>, 'href'>, Omit<Address, 'search'> {
  /** Search values, or a function from the present ones. */
  readonly search?: Address['search'] | ((present: Search) => NonNullable<Address['search']>);
  readonly replace?: boolean;
  /** Current only at exactly this address, not at those beneath it. */
  readonly exact?: boolean;
}

/** A link inside the app. Carries `aria-current="page"` at its address and beneath it. */
export function Link({ to, params, search, replace = false, exact = false, onClick, children, ...rest }: LinkProps) {
  const { shown, match } = useRouting();
  const href = hrefOf({ to, params, search: typeof search === 'function' ? search(shown.place.search) : search });
  const path = href.split('?')[0] ?? href;
  const here = shown.place.pathname === path || (!exact && path !== '/' && shown.place.pathname.startsWith(`${path}/`));

  function preload() {
    for (const { view } of match(path)?.nodes ?? []) void view.preload?.();
  }
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    if (event.defaultPrevented || isForTheBrowser(event)) return;
    event.preventDefault();
    go(href, replace);
  }
  return (
    <a aria-current={here ? 'page' : undefined} {...rest} href={href} onClick={follow} onPointerEnter={preload} onFocus={preload}>
      {children}
    </a>
  );
}

/** Another button, a new tab, a download: not ours. */
function isForTheBrowser(event: MouseEvent<HTMLAnchorElement>): boolean {
  const { target } = event.currentTarget;
  return (
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey ||
    (target !== '' && target !== '_self')
  );
}

/** How far the places one has been to were scrolled. */
const scrolled = new Map<string, number>();
/** What scrolls in a page: not the window. */
const scroller = '#main .scroll';

function keepScroll(key: string): void {
  scrolled.set(key, document.querySelector(scroller)?.scrollTop ?? 0);
}

function returnScroll(key: string): void {
  document.querySelector(scroller)?.scrollTo({ top: scrolled.get(key) ?? 0 });
}
