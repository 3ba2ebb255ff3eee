/** What the popup knows at a moment; the view follows from it and from nothing else. */
import type { DuplicateReport } from '@sotto/features/capture/api';
import type { JSX } from 'preact';
import type { Draft, Lines } from '../draft.ts';
import type { Failed } from '../failures.ts';
import type { Choices, Connection } from '../messages.ts';
import type { ReadPage } from '../page/read-page.ts';
import type { Known } from './Known.tsx';

/** Which of its views is open. */
export type View =
  | { readonly kind: 'reading' }
  | { readonly kind: 'preview' }
  /** A part that is loaded when it is needed: filling the form (form/part.tsx), or one thing that is said (told.tsx). */
  | { readonly kind: 'part'; readonly name: 'form' | 'told'; readonly show: () => JSX.Element };

export interface State {
  readonly view: View;
  readonly connection: Connection | null;
  readonly page: ReadPage | null;
  readonly draft: Draft | null;
  /** The lines of the draft as they stand in their fields, while they are typed too. */
  readonly lines: Lines;
  /** Whether it is clear what the line of pay means. */
  readonly isPayClear: boolean;
  readonly choices: Choices | null;
  /** What is known of the posting, with what shows it. */
  readonly known: { readonly report: DuplicateReport; readonly Known: typeof Known } | null;
  readonly showsAllKnown: boolean;
  /** It is being saved. */
  readonly busy: boolean;
  readonly failed: Failed | null;
  readonly waiting: number;
}

export const firstState: State = {
  view: { kind: 'reading' },
  connection: null,
  page: null,
  draft: null,
  lines: { title: '', company: '', place: '', pay: '', url: '' },
  isPayClear: true,
  choices: null,
  known: null,
  showsAllKnown: false,
  busy: false,
  failed: null,
  waiting: 0,
};

/** The server as one knows it: host and port. */
export function hostOf(state: Pick<State, 'connection'>): string {
  return state.connection === null ? 'Sotto' : new URL(state.connection.origin).host;
}

/** Whether the key may ask what is known of a posting: then a click does. */
export function asksKnown({ connection }: Pick<State, 'connection'>): boolean {
  return connection?.scopes.includes('duplicates:read') === true;
}

/** Saving needs the person to say that a second one is meant. */
export function isSecond({ known }: Pick<State, 'known'>): boolean {
  const response = known?.report.response;
  return known !== null && known.report.items.length > 0 && (response === 'block' || response === 'warn');
}
