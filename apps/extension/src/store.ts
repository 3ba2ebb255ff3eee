/**
 * What the extension keeps in the browser, by name and shape: in `local` until it is told to forget, in `session` until the
 * browser ends. Never in `sync`, which would carry it to other machines.
 */
import type { Storage } from './browser.ts';
import type { Draft, Lines } from './draft.ts';
import type { Failure } from './failures.ts';
import type { Choices, Connection, Sendable } from './messages.ts';

/** A posting that waits to be sent, and why it still does. */
export interface KeptWaiting {
  readonly capture: Sendable;
  /** Of the server it was meant for: what was shown is sent there and nowhere else. `null`: to whichever comes first. */
  readonly origin: string | null;
  /** Epoch ms. */
  readonly since: number;
  readonly failure: Failure | null;
}

/** What was chosen last, and is offered again. `null`: nothing yet. */
export interface Preferred {
  readonly groupId: string | null;
  readonly stageId: string | null;
  readonly keepsText: boolean;
}

/** A posting that was changed by hand and not saved yet, with the page it was read from. */
export interface KeptDraft {
  readonly address: string;
  /** Without the text of the posting, which is read again. */
  readonly draft: Draft;
  readonly keepsText: boolean;
  readonly lines: Lines;
}

interface Kept {
  /** Kept apart from the key, so that the popup can read it without ever holding that. */
  connection: Connection;
  /** Read by the background alone; no message carries it out. */
  key: string;
  waiting: readonly KeptWaiting[];
  /** As last answered, so that a preview is whole before the server has said anything. */
  choices: Choices;
  preferred: Preferred;
}

interface KeptForSession {
  draft: KeptDraft;
  /** What the keyboard asked for, taken by the popup that opens. */
  intent: 'fill';
}

/** Reads and writes by name. `null`: there is none. */
export interface Store<Names> {
  get<Name extends keyof Names & string>(name: Name): Promise<Names[Name] | null>;
  /** Several at once, in one look. */
  getAll<Name extends keyof Names & string>(...names: readonly Name[]): Promise<{ readonly [N in Name]: Names[N] | null }>;
  /** Several at once: all of them are written, or none. */
  setAll(values: Readonly<Partial<Names>>): Promise<void>;
  set<Name extends keyof Names & string>(name: Name, value: Names[Name]): Promise<void>;
  remove(name: keyof Names & string): Promise<void>;
  clear(): Promise<void>;
}

export type LocalStore = Store<Kept>;
export type SessionStore = Store<KeptForSession>;

function storeIn<Names>(storage: Storage): Store<Names> {
  return {
    async get(name) {
      const { [name]: value = null } = await storage.get(name);
      // Safe: only this module writes here, under these names, in these shapes.
      return value as Names[typeof name] | null;
    },
    async getAll(...names) {
      const kept = await storage.get(names);
      // Safe: as above.
      return Object.fromEntries(names.map((name) => [name, kept[name] ?? null])) as never;
    },
    setAll: (values) => storage.set(values),
    set: (name, value) => storage.set({ [name]: value }),
    remove: (name) => storage.remove(name),
    clear: () => storage.clear(),
  };
}

export function localStore(storage: Storage): LocalStore {
  return storeIn(storage);
}

export function sessionStore(storage: Storage): SessionStore {
  return storeIn(storage);
}
