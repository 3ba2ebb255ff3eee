/** One note with an address of its own: written, read, pinned, deleted. Saves by itself. */
import '@sotto/ui/record.css';
import './notes.css';
import { titleOfNote } from '@sotto/domain';
import { useFormat } from '@sotto/features/settings/web';
import { IconButton, Menu, Panel, Segments, later } from '@sotto/ui';
import { Link, useClose, useParams, useShortcut, useTitle } from '@sotto/ui/app';
import { Markdown, tickLine } from '@sotto/ui/markdown';
import { PendingPanel } from '@sotto/ui/records';
import { Ellipsis, Link2, Pin, PinOff, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import type { NoteView } from '../api.ts';
import { aboutAddress } from './about.ts';
import { noteLinks } from './links.ts';
import NoteEditor from './NoteEditor.tsx';
import { useDeleteNotes, useForgetEmpty, useNote, useNoteAutosave } from './queries.ts';
import { texts } from './texts.ts';

export function NotePanel() {
  const { noteId = '' } = useParams();
  const query = useNote(noteId);
  const close = useClose(noteLinks.list);
  if (query.data) return <Opened key={noteId} note={query.data} onClose={close} />;
  return <PendingPanel words={texts} isGone={query.isError} list={noteLinks.list()} onClose={close} />;
}

type Way = 'write' | 'read';
const ways = [
  { value: 'write', label: texts.write },
  { value: 'read', label: texts.read },
] as const;

function Opened({ note, onClose }: { readonly note: NoteView; readonly onClose: () => void }) {
  const saving = useNoteAutosave(note);
  const { text = note.text, pinned = note.pinned } = saving.waiting;
  // One that is only begun, or has no more than its title yet, is for writing.
  const [way, setWay] = useState<Way>(() => (text.trim().split('\n').length < 2 && note.revision === 1 ? 'write' : 'read'));
  const forget = useForgetEmpty();
  const title = titleOfNote(text) || texts.newNote;
  useTitle(title);
  useShortcut('e', texts.keys.edit, () => setWay('write'));

  function close(): void {
    if (note.text === '' && text.trim() === '') forget.mutate(note);
    onClose();
  }
  return (
    <Panel label={title} onClose={close}>
      <div className="panel-bar">
        <About note={note} />
        <span className="push" role="status">
          {texts.state[saving.state]}
        </span>
        <IconButton icon={X} label={texts.close} keys="Esc" onClick={close} />
      </div>
      <header className="panel-head note-head">
        <h2 className="hidden-name">{title}</h2>
        <div className="buttons">
          <Segments label={texts.ways} choices={ways} value={way} onChange={setWay} />
          <span className="push" />
          <IconButton
            icon={pinned ? PinOff : Pin}
            look="plain"
            label={pinned ? texts.unpin : texts.pin}
            onClick={() => saving.change({ pinned: !pinned })}
          />
          <MoreMenu note={{ ...note, title }} onClose={onClose} />
        </div>
      </header>
      <div className="panel-scroll note-body">
        {way === 'write' ? (
          <NoteEditor value={text} onChange={(words) => saving.change({ text: words })} onBlur={saving.flush} focused />
        ) : text.trim() === '' ? (
          <p className="faint">{texts.none}</p>
        ) : (
          <Markdown text={text} onTick={(line) => saving.change({ text: tickLine(text, line) })} />
        )}
      </div>
    </Panel>
  );
}

function About({ note: { link, updatedAt } }: { readonly note: NoteView }) {
  const format = useFormat();
  if (link === null) return texts.changed(format.day(format.dateOf(updatedAt)));
  const named = [link.title, link.detail].filter(Boolean).join(', ');
  return (
    <span className="clip">
      {texts.about}{' '}
      <Link {...aboutAddress(link)} className="link">
        {named}
      </Link>
    </span>
  );
}

const NoteAbout = later(() => import('./NoteAbout.tsx'));

function MoreMenu({ note, onClose }: { readonly note: NoteView; readonly onClose: () => void }) {
  const [moving, setMoving] = useState(false);
  const remove = useDeleteNotes();
  // Closed first: what is being deleted must not be asked for again.
  const deleteIt = () => {
    onClose();
    remove.mutate([note]);
  };
  return (
    <>
      <Menu
        label={texts.more}
        align="end"
        items={[
          { id: 'move', label: texts.move, icon: Link2, run: () => setMoving(true) },
          { id: 'delete', label: texts.remove, icon: Trash2, danger: true, run: deleteIt },
        ]}
        trigger={(props) => <IconButton icon={Ellipsis} label={texts.more} look="plain" {...props} />}
      />
      {moving && <NoteAbout note={note} onClose={() => setMoving(false)} />}
    </>
  );
}
