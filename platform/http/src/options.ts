import type { Log } from '@sotto/log';
import type { Authenticator, Route } from './door.ts';
import type { HttpSetting } from './setting.ts';
import type { WebFile } from './web-files.ts';

export interface HttpOptions {
  readonly routes: readonly Route[];
  /** Needed as soon as one route asks who is calling. */
  readonly authenticator?: Authenticator | undefined;
  readonly setting: HttpSetting;
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  /** The built web app by path; without it navigations find nothing. */
  readonly files?: ReadonlyMap<string, WebFile> | undefined;
  /** Documents outside the API. */
  readonly pages?: readonly Document[] | undefined;
  /** Whether what the routes stand on answers. @default always */
  readonly isReady?: (() => Promise<boolean>) | undefined;
  /** Where files on their way in lie, sealed and without a name. @default a folder for what passes */
  readonly arrivingFolder?: string | undefined;
  /** Files of all people that may be on their way in. @default 500 */
  readonly mostArriving?: number | undefined;
  /** Hold answers against the contract, and name what does not fit. For tests. @default false */
  readonly validateAnswers?: boolean | undefined;
}

/** A text outside the API, by exact path. Drawn anew for each request. */
export interface Document {
  readonly path: string;
  /** Only for a browser that shows no session; for one that does, the address is the web app's. @default false */
  readonly signedOutOnly?: boolean;
  render(): Rendered | Promise<Rendered>;
}

/** What a document says, and the media type of it. */
export interface Rendered {
  readonly type: string;
  readonly body: string;
}
