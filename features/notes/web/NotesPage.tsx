/** All notes: found, narrowed, sorted, opened; several pinned or deleted at once. What it shows is in its address. */
import './notes.css';
import { fold, notedKinds } from '@sotto/domain';
import { type Format, useFormat } from '@sotto/features/settings/web';
import { BulkBar, Button, Empty, IconButton, Menu, Skeleton } from '@sotto/ui';
import { Outlet, useListState, useParams } from '@sotto/ui/app';
import { Find, type RecordColumn, RecordTable } from '@sotto/ui/records';
import { ChevronDown, Pin, PinOff, Plus, Trash2, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { NoteRow } from '../api.ts';
import { beginNote } from './begin-note.ts';
import { noteLinks } from './links.ts';
import { useDeleteNotes, useNotes, usePinNotes } from './queries.ts';
import { texts } from './texts.ts';

const none: readonly NoteRow[] = [];

/** What its address keeps. */
const names = ['q', 'sort', 'about'] as const;

export function NotesPage() {
  const { noteId } = useParams();
  const { state, change } = useListState(names, (next) =>
    noteId === undefined ? noteLinks.list(next) : noteLinks.note(noteId, next),
  );
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const query = useNotes();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(format), [format]);
  const all = query.data ?? none;
  const shown = useMemo(() => matching(all, state), [all, state]);
  const chosen = shown.filter(({ id }) => picked.has(id));
  return (
    <>
      <header className="head">
        <h1>{texts.notes}</h1>
        {all.length > 0 && (
          <>
            <Find label={texts.find} words={state.q} onChange={(q) => change({ q })} />
            <span>
              <NewNote />
            </span>
          </>
        )}
      </header>
      {query.isPending && <Skeleton lines={12} />}
      {query.isError && (
        <Empty title={texts.notLoaded} action={<Button onClick={() => void query.refetch()}>{texts.tryAgain}</Button>} />
      )}
      {query.data?.length === 0 && (
        <div className="list-empty">
          <Empty title={texts.empty} action={<NewNote />}>
            {texts.emptyLead}
          </Empty>
        </div>
      )}
      {all.length > 0 && (
        <>
          <div className="filters">
            <AboutFilter about={state.about} onChange={(about) => change({ about })} />
          </div>
          <RecordTable
            label={texts.notes}
            rows={shown}
            columns={columns}
            address={({ id }) => noteLinks.note(id, state)}
            beneath={beneath}
            open={noteId}
            sort={state.sort}
            onSort={(sort) => change({ sort })}
            picks={{ picked, onPick: setPicked, label: ({ title }) => texts.pick(title || texts.untitled), all: texts.pickAll }}
            keys={texts.keys}
          />
          {shown.length === 0 && <p className="list-nothing">{texts.nothing}</p>}
          <footer className="table-foot">
            <span role="status">
              {shown.length === all.length ? texts.count(all.length) : texts.shownOf(shown.length, all.length)}
            </span>
          </footer>
        </>
      )}
      {chosen.length > 0 && <Acts notes={chosen} onClear={() => setPicked(new Set())} />}
      <Outlet />
    </>
  );
}

function NewNote() {
  return (
    <Button look="primary" icon={Plus} onClick={() => beginNote()}>
      {texts.newNote}
    </Button>
  );
}

function Acts({ notes, onClear }: { readonly notes: readonly NoteRow[]; readonly onClear: () => void }) {
  const pin = usePinNotes();
  const remove = useDeleteNotes(onClear);
  const pinned = notes.every((note) => note.pinned);
  return (
    <BulkBar count={texts.picked(notes.length)}>
      <Button look="quiet" icon={pinned ? PinOff : Pin} onClick={() => pin.mutate({ notes, pinned: !pinned })}>
        {pinned ? texts.unpin : texts.pin}
      </Button>
      <Button look="quiet" icon={Trash2} onClick={() => remove.mutate(notes)}>
        {texts.removePicked}
      </Button>
      <IconButton icon={X} label={texts.unpick} onClick={onClear} />
    </BulkBar>
  );
}

const abouts = ['free', ...notedKinds] as const;

/** About what: a kind of record, nothing, or one record by its id (then it says nothing of it but that it narrows). */
function AboutFilter({ about, onChange }: { readonly about: string; readonly onChange: (about: string) => void }) {
  const wordsOf = (one: (typeof abouts)[number]) => (one === 'free' ? texts.free : texts.kinds[one]);
  const chosen = abouts.find((one) => one === about);
  return (
    <Menu
      label={texts.about}
      items={[
        { id: 'any', label: texts.any, chosen: chosen === undefined, run: () => onChange('') },
        ...abouts.map((one) => ({ id: one, label: wordsOf(one), chosen: one === chosen, run: () => onChange(one) })),
      ]}
      trigger={(props) => (
        <button type="button" className="chip" aria-pressed={chosen !== undefined} {...props}>
          {chosen === undefined ? texts.any : wordsOf(chosen)}
          <ChevronDown className="icon small" aria-hidden />
        </button>
      )}
    />
  );
}

function matching(notes: readonly NoteRow[], { q, about }: { readonly q: string; readonly about: string }): readonly NoteRow[] {
  const words = fold(q);
  const concerns = ({ link }: NoteRow) => about === '' || (about === 'free' ? link === null : link?.kind === about);
  return notes.filter((note) => concerns(note) && (words === '' || fold(textOf(note)).includes(words)));
}

function textOf({ title, excerpt, link }: NoteRow): string {
  return [title, excerpt, link?.title, link?.detail].filter(Boolean).join(' ');
}

function aboutInWords({ link }: NoteRow): string {
  return link === null ? '' : [link.title, link.detail].filter(Boolean).join(', ');
}

function columnsOf(format: Format): readonly RecordColumn<NoteRow>[] {
  const { columns } = texts;
  return [
    {
      name: 'title',
      label: columns.title,
      cell: ({ title, pinned }) => (
        <>
          {pinned && (
            <>
              <Pin className="icon small pinned" aria-hidden />
              <span className="hidden-name">{texts.pinned} </span>
            </>
          )}
          {title || texts.untitled}
        </>
      ),
      sortValue: ({ title }) => fold(title),
    },
    { name: 'about', label: columns.about, cell: aboutInWords, sortValue: (note) => aboutInWords(note) || null },
    { name: 'excerpt', label: columns.excerpt, cell: ({ excerpt }) => excerpt },
    {
      name: 'updatedAt',
      label: columns.updatedAt,
      numeric: true,
      cell: ({ updatedAt }) => format.day(format.dateOf(updatedAt)),
      sortValue: ({ updatedAt }) => Date.parse(updatedAt),
    },
  ];
}

function beneath(note: NoteRow): string {
  return aboutInWords(note) || note.excerpt;
}
