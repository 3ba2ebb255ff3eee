/** Notes about one record, on its page, and the way to another one. */
import './notes.css';
import { useFormat } from '@sotto/features/settings/web';
import { Link } from '@sotto/ui/app';
import { Pin } from 'lucide-react';
import type { NoteLink } from '@sotto/domain';
import { beginNote } from './begin-note.ts';
import { noteLinks } from './links.ts';
import { useNotesAbout } from './queries.ts';
import { texts } from './texts.ts';

export interface NoteListProps {
  readonly link: NoteLink;
  readonly title: string;
  /** Of the heading. @default 3 */
  readonly level?: 2 | 3;
  readonly readOnly?: boolean;
}

export function NoteList({ link, title, level = 3, readOnly = false }: NoteListProps) {
  const format = useFormat();
  const notes = useNotesAbout(link.id);
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section>
      <div className="section-head">
        <Heading>{title}</Heading>
        {notes !== undefined && notes.length > 0 && <span className="count">{notes.length}</span>}
        <button type="button" className="link" disabled={readOnly} onClick={() => beginNote({ link })}>
          {texts.newNote}
        </button>
      </div>
      {notes?.length === 0 && <p className="faint">{texts.none}</p>}
      <ul className="note-list">
        {notes?.map((note) => (
          <li key={note.id}>
            <Link {...noteLinks.note(note.id)} className="note-title">
              {note.pinned && <Pin className="icon small pinned" aria-label={texts.pinned} />}
              {note.title || texts.untitled}
            </Link>
            <time dateTime={note.updatedAt}>{format.day(format.dateOf(note.updatedAt))}</time>
            {note.excerpt !== '' && <p>{note.excerpt}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
