/**
 * Opens the stores, the vault and the workspaces once, hands them to the features, and serves their routes.
 *
 * The one place where the platform is put together: apps/server and platform/testing both come through here,
 * so that a test runs what is shipped.
 */
import type { Database, SottoTables } from '@sotto/database';
import type { Content, Id, Ids, Kind } from '@sotto/domain';
import type { Authenticator, Route } from '@sotto/http';
import type { Log } from '@sotto/log';
import type { AfterMail, Mail } from '@sotto/mail';
import type { Job } from '@sotto/schedule';
import type { Vault } from '@sotto/vault';
import type { Alarms, CalendarSource, Search, Searchable, Workspaces } from '@sotto/workspace';

/** What every feature stands on. */
export interface Platform {
  readonly database: Database<SottoTables>;
  readonly vault: Vault;
  readonly workspaces: Workspaces;
  /** Over every kind that a feature says how to search. */
  readonly search: Search;
  readonly mail: Mail;
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly ids: Ids;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly setting: RuntimeSetting;
  /** What a new or emptied account starts with, from all features. */
  beginnings(): Beginning[];
  /** What is searched of each kind, from all features. */
  readonly searchables: readonly Searchable[];
  /** What stands on the calendar, from all features. */
  readonly calendar: readonly CalendarSource[];
}

/** A platform that someone opened, and closes again. */
export interface OpenPlatform extends Platform {
  /** What the platform itself does by the clock. */
  readonly jobs: readonly Job[];
  /** Closes everything in order; whatever was acknowledged is on the disk. Stop serving first. */
  close(): Promise<void>;
}

/** An OpenID Connect issuer the operator has set up. */
export interface IssuerSetting {
  /** As in the names of its settings, lower case: `google`. */
  readonly id: string;
  /** As people know it. */
  readonly name: string;
  /** `https://accounts.google.com`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface RuntimeSetting {
  /** `http://localhost:4747`, without a slash at the end. */
  readonly origin: string;
  readonly signUp: 'open' | 'invite' | 'closed';
  /** Mails leave through SMTP; `false`: they are sealed files on this machine. */
  readonly smtp: boolean;
  /** Served over plain HTTP on this machine only. */
  readonly loopback: boolean;
  /** Issuers through which one may sign in; empty: none. */
  readonly issuers: readonly IssuerSetting[];
  /** File of passwords known from breaches; `null`: none was mounted. */
  readonly breachedPasswords: string | null;
  /** Where files on their way in lie until they are whole, sealed and without a name. */
  readonly arrivingFolder: string;
  /** Contact address on public pages and in security.txt; `null`: none is named. */
  readonly contact: string | null;
}

export interface Beginning<K extends Kind = Kind> {
  readonly kind: K;
  readonly id: Id;
  readonly parentId?: Id | null;
  readonly content: Content<K>;
}

/** One folder under features/, seen from outside. Listed in apps/server/src/app.ts. */
export interface Feature {
  readonly name: string;
  /** Kinds of records it owns. Each kind belongs to one feature; records of others are carried along unopened. */
  readonly kinds?: readonly Kind[];
  /** What is searched of its kinds; a kind without an entry is not found. */
  readonly searchables?: readonly Searchable[];
  /** What of its kinds stands on the calendar. */
  readonly calendar?: readonly CalendarSource[];
  /** When it looks at which records again. */
  readonly alarms?: Alarms;
  /** What it writes when a letter of its own left or was given up; in every process, started or not. */
  readonly afterMail?: AfterMail;
  start(platform: Platform): Running;
  /** Records a new or emptied account starts with. */
  beginnings?(ids: Ids, now: number): Beginning[];
}

/** A started feature. */
export interface Running {
  readonly routes: readonly Route[];
  readonly jobs?: readonly Job[];
  /** Exactly one feature knows who is calling. */
  readonly authenticator?: Authenticator;
  /** Pages outside /api (public texts): full HTML documents or text by exact path. */
  readonly pages?: readonly Page[];
}

export interface Page {
  readonly path: `/${string}`;
  /** Only for a browser that shows no session; for one that does, the address is the web app's. @default false */
  readonly signedOutOnly?: boolean;
  render(): RenderedPage | Promise<RenderedPage>;
}

/** What a page says, and the media type of it. */
export interface RenderedPage {
  readonly type: 'text/html; charset=utf-8' | 'text/plain; charset=utf-8';
  readonly body: string;
}
