/**
 * What the extension uses of the browser, as an interface of its own: Chrome and Firefox offer it under one name, with promises.
 *
 * Nothing here is reachable for a page.
 */

/** A part of the browser's storage for this extension. */
export interface Storage {
  get(keys: string | readonly string[] | null): Promise<Record<string, unknown>>;
  set(items: Readonly<Record<string, unknown>>): Promise<void>;
  remove(keys: string | readonly string[]): Promise<void>;
  clear(): Promise<void>;
  /** Firefox has none: there no script in a page reaches this storage at all unless it is ours. */
  setAccessLevel?(options: { readonly accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

interface Event<Listener> {
  addListener(listener: Listener): void;
}

export interface Tab {
  readonly id?: number;
  /** Known only of a tab that was clicked in. */
  readonly url?: string;
}

/** Where a message came from. `url`: of the page that sent it, one of ours when it is to be heard. */
export interface Sender {
  readonly id?: string;
  readonly url?: string;
}

/** What is run in a tab: a file of ours, or a function with arguments that can be cloned. */
export type Injection<Arguments extends readonly unknown[], Result> = { readonly target: { readonly tabId: number } } & (
  | { readonly files: readonly string[] }
  | { readonly func: (...given: Arguments) => Result; readonly args: Arguments }
);

export interface Browser {
  readonly runtime: {
    readonly id: string;
    getURL(path: string): string;
    getManifest(): { readonly version: string };
    openOptionsPage(): Promise<void>;
    sendMessage(message: unknown): Promise<unknown>;
    readonly onMessage: Event<(message: unknown, sender: Sender, answer: (value: unknown) => void) => boolean>;
    readonly onStartup: Event<() => void>;
  };
  readonly storage: { readonly local: Storage; readonly session: Storage };
  readonly tabs: {
    query(query: { readonly active: true; readonly currentWindow: true }): Promise<readonly Tab[]>;
    get(tabId: number): Promise<Tab>;
    create(properties: { readonly url: string }): Promise<Tab>;
  };
  readonly scripting: {
    executeScript<Arguments extends readonly unknown[], Result>(
      injection: Injection<Arguments, Result>,
    ): Promise<readonly { readonly result?: Awaited<Result> }[]>;
  };
  readonly action: {
    setBadgeText(details: { readonly text: string; readonly tabId: number }): Promise<void>;
    setBadgeBackgroundColor(details: { readonly color: string; readonly tabId: number }): Promise<void>;
    setTitle(details: { readonly title: string; readonly tabId: number }): Promise<void>;
    openPopup(): Promise<void>;
  };
  readonly commands: { readonly onCommand: Event<(command: string) => void> };
}

/** The browser this runs in. Safe: the manifest asks for exactly these parts, and both browsers offer them under this name. */
export const browser = (globalThis as unknown as { readonly chrome: Browser }).chrome;
