/** Notes as entries of an application's timeline: when each was begun. */
import type { Client } from '@sotto/contract';
import type { Id } from '@sotto/domain';
import type { TimelineEntry } from '@sotto/features/applications/web';
import { NotebookPen } from 'lucide-react';
import { listNotes } from '../api.ts';
import { noteLinks } from './links.ts';
import { texts } from './texts.ts';

export async function entriesOf(api: Client, applicationId: Id, signal: AbortSignal): Promise<readonly TimelineEntry[]> {
  const { items } = (await api(listNotes, { query: { about: applicationId } }, signal)).body;
  return items.map(({ id, createdAt, title, excerpt }) => ({
    id,
    at: createdAt,
    icon: NotebookPen,
    title: title || texts.untitled,
    note: excerpt || null,
    opens: noteLinks.note(id),
  }));
}
