/**
 * What popup and options page ask of the background, which alone holds the key and talks to the server.
 *
 * Values only, in both directions; the key goes in once and never comes out.
 */
import type { Scope } from '@sotto/contract';
import type { DuplicateReport, NewCapture } from '@sotto/features/capture/api';
import type { ProfileView } from '@sotto/features/profile/api';
import type { GivenFile } from '@sotto/features/profile/filler';
import type { Failure } from './failures.ts';

/** How this extension is connected, without the key. */
export interface Connection {
  readonly origin: string;
  readonly scopes: readonly Scope[];
  /** `YYYY-MM-DD`, the last day on which the key works, in UTC. */
  readonly expiresOn: string;
}

/** Groups and stages of the person, by name, in their order. */
export interface Choices {
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly stages: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
}

/** A posting that waits until the server can be reached, as it is listed. */
export interface Waiting {
  readonly id: string;
  readonly title: string;
  readonly company: string;
  /** Epoch ms. */
  readonly since: number;
  /** Why it still waits, with the sentence for people; `null`: it was not tried yet. */
  readonly trouble: { readonly kind: Failure['kind']; readonly sentence: string } | null;
}

/** What is sent when one presses Save. Its id is made before it is first sent, so that sending it twice saves it once. */
export type Sendable = NewCapture & { readonly id: string };

/** What was saved, and where it can be opened. */
export interface Saved {
  readonly id: string;
  readonly url: string;
  readonly company: string;
  readonly title: string;
  readonly group: string;
  readonly stage: string;
}

type Nothing = Readonly<Record<string, never>>;

/** What may be asked, by name: the question and its answer. */
export interface Questions {
  /** `newId`: for the posting that may be saved next. */
  connection: { with: Nothing; answer: { readonly connection: Connection | null; readonly newId: string } };
  /** `secret`: an access key, or a one-time code that becomes one. */
  connect: { with: { readonly address: string; readonly secret: string }; answer: Connection };
  /** Asks the server what the key may do. `clockOffMs`: how far this machine's clock is ahead; `null`: the server did not say. */
  test: { with: Nothing; answer: Connection & { readonly clockOffMs: number | null } };
  choices: { with: Nothing; answer: Choices };
  duplicates: {
    with: { readonly company: string; readonly title: string; readonly url: string; readonly tabId: number | null };
    answer: DuplicateReport;
  };
  /** `null`: it waits here until the server can be reached. */
  save: { with: { readonly capture: Sendable; readonly tabId: number | null }; answer: Saved | null };
  /** What forms are filled from: asked at the click, kept nowhere. */
  profile: { with: Nothing; answer: ProfileView };
  resume: { with: { readonly name: string; readonly type: string }; answer: GivenFile };
  waiting: { with: Nothing; answer: readonly Waiting[] };
  /** Tries all that waits once more, or only one. Answers what is left. `override`: also what is there already, or was meant for another server. */
  deliver: { with: { readonly id?: string; readonly override?: boolean }; answer: readonly Waiting[] };
  drop: { with: { readonly id: string }; answer: readonly Waiting[] };
  forget: { with: Nothing; answer: null };
}
export type Question = keyof Questions;

export type Message = { [Q in Question]: { readonly ask: Q; readonly with: Questions[Q]['with'] } }[Question];

export type Answer<Q extends Question> =
  | { readonly ok: true; readonly value: Questions[Q]['answer'] }
  | { readonly ok: false; readonly failure: Failure; readonly sentence: string };
