/**
 * What a feature hands to the web app: its views, its places in the frame, its acts. The counterpart of the server's `Feature`.
 *
 * A door (`features/<x>/web/index.tsx`) exports one `WebFeature` and stays light: every view is a component that loads on
 * demand. Listed in apps/web/src/routes.tsx.
 */
import type { ComponentType, ReactNode } from 'react';
import type { Glyph } from '../Button.tsx';
import type { Address } from './address.ts';
import type { Fill } from './slots.ts';

/** A view that loads on demand; `preload` begins to. Made by `lazyView`. */
export type View = ((props: object) => ReactNode) & { preload?: () => Promise<void> | undefined };

export interface WebRoute {
  /** `/board`, `/applications/$applicationId`: parameters begin with a dollar. Whole, also for children. */
  readonly path: string;
  /** `app`: inside the frame, signed in. `settings`: as a page of Settings. `door`: the whole window, also signed out. */
  readonly frame: 'app' | 'settings' | 'door';
  /** What the browser's tab says until the view says it better; see `useTitle`. */
  readonly title: string;
  readonly view: View;
  /** Views shown inside this one, where it puts its `<Outlet/>`: a panel over its list. */
  readonly children?: readonly Omit<WebRoute, 'frame' | 'children'>[];
}

/** A place in the rail and in the phone's bottom bar. */
export interface RailPlace {
  readonly to: string;
  readonly label: string;
  readonly icon: Glyph;
  /** Order in the rail, ascending: Today 10, Board 20, Table 30, … */
  readonly order: number;
  /** Also in the phone's bottom bar, which has room for three. */
  readonly onPhone?: boolean;
  /** Searches go along when these are in the present address: `['group']` keeps the group. */
  readonly keeps?: readonly string[];
  /** With a little room above: another part of the rail begins. */
  readonly begins?: boolean;
  /** Not in the rail, where a tool leads to it: under Menu on a phone, and in the palette. */
  readonly apart?: boolean;
}

/** A page of Settings. */
export interface SettingsPlace {
  readonly to: string;
  readonly label: string;
  /** Order in the list, ascending: Account 10, Security 20, Access keys 30, Appearance 40, Stages 50, Groups 60, Privacy 80, Delete Account 90. */
  readonly order: number;
  /** Below a line of its own. */
  readonly apart?: boolean;
}

/** How records of a kind are listed among what was found, and where one opens. */
export interface Finds {
  /** `Companies`. */
  readonly title: string;
  readonly icon: Glyph;
  readonly opens: (id: string) => Address;
}

export interface WebFeature {
  readonly name: string;
  readonly routes?: readonly WebRoute[];
  readonly places?: readonly RailPlace[];
  readonly settings?: readonly SettingsPlace[];
  /** The kinds of records it shows, as what search finds is listed. */
  readonly finds?: Readonly<Record<string, Finds>>;
  /** Parts it puts into the views of other features: `slot.with(part)` each, of slots their doors export. */
  readonly fills?: readonly Fill[];
  /** Stands in the frame of every signed-in page and shows what it has to show (a dialog opened by a key); usually nothing. */
  readonly always?: ComponentType;
  /** Stands among the tools at the foot of the rail. Loads on demand. */
  readonly tool?: ComponentType;
}
