/** Beginning a note from anywhere: the palette, a record's page. What it takes loads when one is begun. */
import type { NoteLink } from '@sotto/domain';
import { createStore } from '@sotto/ui/app';

export interface NoteStart {
  readonly link?: NoteLink;
  /** Its first line. */
  readonly title?: string;
}

/** The note that is being begun; `null`: none. */
export const noteBegun = createStore<NoteStart | null>(null);

/** Makes a note and opens it for writing. */
export function beginNote(start: NoteStart = {}): void {
  noteBegun.set(start);
}
