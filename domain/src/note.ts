/**
 * Notes: pages of Markdown of their own, as many as one likes, about a record or about nothing.
 *
 * A note goes with the record it is about and comes back with it, since on that record's page it was written. About an
 * application, an interview, an offer or a contact it is that record's child. About a company it is of its own, because
 * merging companies hands it on; deleting the company takes it along all the same. What it is about may change: it then
 * goes with the new record.
 */
import { z } from 'zod';
import { Id } from './id.ts';
import { origin } from './import-ref.ts';
import { defineKind } from './kind.ts';
import { limits } from './text.ts';

export const notedKinds = ['application', 'company', 'contact', 'interview', 'offer'] as const;

/** The record a note is about. */
export const NoteLink = z.strictObject({ kind: z.enum(notedKinds), id: Id });
export type NoteLink = z.infer<typeof NoteLink>;

/** The record a note is about, as an answer names it. `detail`: a company, a role, a day; empty where there is nothing to add. */
export const NamedNoteLink = z.strictObject({ kind: z.enum(notedKinds), id: Id, title: z.string(), detail: z.string() });
export type NamedNoteLink = z.infer<typeof NamedNoteLink>;

/** Greatest length of a note in characters: some ten printed pages. Notes lie opened in memory with the rest. */
export const greatestNote = 20_000;

/** What a person says of a note. `text`: Markdown, not trimmed; empty while it is only begun. */
export const noteFields = {
  text: z
    .string()
    .overwrite((text) => text.toWellFormed())
    .max(greatestNote),
  /** Stands before the others. */
  pinned: z.boolean(),
} as const;

export const Note = z.strictObject({ ...noteFields, link: NoteLink.nullable(), ...origin });
export type Note = z.infer<typeof Note>;

export const NoteKind = defineKind({
  name: 'note',
  version: 1,
  schema: Note,
  held: { purpose: 'To keep what you wrote down' },
  comingIn: {
    fault: ({ parentId, content }) =>
      parentOfNote(content.link) === parentId ? null : 'It is about another record than its own.',
  },
});

/** The record a note lies below; `null`: it is of its own. See the head of this file. */
export function parentOfNote(link: NoteLink | null): Id | null {
  return link === null || link.kind === 'company' ? null : link.id;
}

/** What a note is called: its first line with words in it, without marks of Markdown. Empty: it has none yet. */
export function titleOfNote(text: string): string {
  const [first = ''] = plainLines(text);
  return first.slice(0, limits.name).toWellFormed();
}

/** What follows the title, in one line without marks, cut at a word near `most`. */
export function excerptOfNote(text: string, most = 200): string {
  const rest = plainLines(text).slice(1).join(' ');
  if (rest.length <= most) return rest;
  const end = rest.lastIndexOf(' ', most);
  return `${rest.slice(0, end > 0 ? end : most).toWellFormed()}…`;
}

// A title and an excerpt need no more, and nobody's list waits for a long note.
const looked = 4_000;

function plainLines(text: string): string[] {
  return text.slice(0, looked).split('\n').map(withoutMarks).filter(isTelling);
}

/** Heading, quote and list marks at the beginning; emphasis, code and link marks within. Linear: each step passes once. */
function withoutMarks(text: string): string {
  return text
    .replace(/^(?:\s|>|#|[-+*]\s|\d{1,9}[.)]\s)+/, '')
    .replace(/^\[[ xX]\]\s/, '')
    .replaceAll(/!?\[([^[\]\n]{0,500})\]\([^()\s]{0,2000}\)/g, '$1')
    .replaceAll(/\*\*|__|~~|`/g, '')
    .replaceAll(/(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)/g, '')
    .trim();
}

/** A line of dashes or equal signs only draws a line. */
function isTelling(line: string): boolean {
  return /[\p{Letter}\p{Number}\p{Symbol}]/u.test(line.replaceAll('=', ''));
}

/** Orders notes: pinned ones first, then what was changed last. */
export function pinnedFirst(
  a: { readonly content: Pick<Note, 'pinned'>; readonly updatedAt: number; readonly id: Id },
  b: { readonly content: Pick<Note, 'pinned'>; readonly updatedAt: number; readonly id: Id },
): number {
  return Number(b.content.pinned) - Number(a.content.pinned) || b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1);
}
