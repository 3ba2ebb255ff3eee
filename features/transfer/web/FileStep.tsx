/** Step 1: a file dropped or chosen, or a table pasted. */
import { useGroups } from '@sotto/features/groups/web';
import { Block, Button, Field, Note, TextArea, classes } from '@sotto/ui';
import { useSearch } from '@sotto/ui/app';
import { Select } from '@sotto/ui/choice';
import { FileUp } from 'lucide-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import { type ImportPreview, type ImportType, importLimitBytes } from '../api.ts';
import { ImportsList } from './ImportsList.tsx';
import { Origins } from './Origins.tsx';
import { type Brought, refusalIn, useReadFile } from './queries.ts';
import { texts } from './texts.ts';
import { texts as everythingTexts } from './texts-everything.ts';

export interface FileStepProps {
  /** What the applications come into; `undefined`: the first active group. */
  readonly groupId: string | undefined;
  readonly onRead: (preview: ImportPreview) => void;
  /** An export of everything was brought. */
  readonly onEverything: (file: File) => void;
}

export function FileStep({ groupId, onRead, onEverything }: FileStepProps) {
  const groups = useGroups()?.filter((group) => group.archivedAt === null) ?? [];
  const [chosen, setChosen] = useState(groupId);
  const reading = useReadFile();
  const { way } = useSearch();
  const [tooLarge, setTooLarge] = useState(false);
  const refusal = tooLarge ? { reason: texts.tooLarge, row: null } : refusalIn(reading.error);

  function read(brought: Brought) {
    setTooLarge(brought.content.size > importLimitBytes);
    if (brought.content.size <= importLimitBytes) reading.mutate({ ...brought, groupId: chosen }, { onSuccess: onRead });
  }

  async function bring(file: File) {
    if (await isEverything(file)) onEverything(file);
    else read({ name: file.name, content: file, type: typeOf(file.name) });
  }

  return (
    <div className="scroll flow-body">
      {refusal && (
        <Note tone="bad" title={texts.notRead}>
          {refusal.row !== null && <b>{texts.atRow(refusal.row)}: </b>}
          {refusal.reason}
        </Note>
      )}
      {groups.length > 1 && (
        <Field label={texts.into} className="into">
          <Select
            options={groups.map(({ id, name }) => ({ value: id, label: name }))}
            value={chosen ?? groups[0]?.id ?? ''}
            onChange={setChosen}
          />
        </Field>
      )}
      <DropPlace busy={reading.isPending} onFile={(file) => void bring(file)} />
      <p className="faint after">{texts.kept}</p>
      <Origins />
      <PastePlace
        open={way === 'paste'}
        busy={reading.isPending}
        onPaste={(text) => read({ name: texts.pastedName, content: new Blob([text]), type: typeOfPasted(text) })}
      />
      <ImportsList quiet />
    </div>
  );
}

/** JSON that begins as ours does is an export of everything; so is a zip whose first file is called like one: its name begins at the 31st byte. */
async function isEverything(file: File): Promise<boolean> {
  // A tracker's list begins with a bracket; anything else is said what it lacks by whoever reads exports of ours.
  if (/\.json$/i.test(file.name)) return !/^\s*\[|^\s*\{(?!\s*"format")[^]*\[\s*\{/.test(await file.slice(0, 1_000).text());
  return /\.zip$/i.test(file.name) && (await file.slice(30, 40).text()) === 'sotto.json';
}

/** By the name's ending. Whatever else it is, the server says. */
function typeOf(name: string): ImportType {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === 'zip') return 'application/zip';
  if (ending === 'json') return 'application/json';
  if (ending === 'tsv' || ending === 'tab') return 'text/tab-separated-values';
  return ending === 'md' || ending === 'markdown' ? 'text/markdown' : 'text/csv';
}

/** Spreadsheets copy cells with tabs between them; a Markdown table has bars. */
function typeOfPasted(text: string): ImportType {
  if (/^\s*\|.+\|\s*$/m.test(text)) return 'text/markdown';
  return text.includes('\t') ? 'text/tab-separated-values' : 'text/csv';
}

function DropPlace({ busy, onFile }: { readonly busy: boolean; readonly onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  }
  function onDragOver(event: DragEvent) {
    event.preventDefault();
    setOver(true);
  }

  return (
    <div className={classes('drop', over && 'over')} onDragOver={onDragOver} onDragLeave={() => setOver(false)} onDrop={onDrop}>
      <FileUp className="icon" aria-hidden />
      <b>{over ? texts.dropNow : texts.drop}</b>
      <span id={hint}>{everythingTexts.dropHint}</span>
      <Button look="primary" disabled={busy} aria-describedby={hint} onClick={() => input.current?.click()}>
        {busy ? texts.reading : texts.choose}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.tab,.txt,.md,.markdown,.zip,.json,text/csv,text/tab-separated-values,text/markdown,application/zip,application/json"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file may be chosen again after it was mended.
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </div>
  );
}

interface PastePlaceProps {
  readonly open: boolean;
  readonly busy: boolean;
  readonly onPaste: (text: string) => void;
}

function PastePlace({ open, busy, onPaste }: PastePlaceProps) {
  const [text, setText] = useState('');
  return (
    <Block title={texts.paste}>
      <Field label={texts.pasteLabel} help={texts.pasteHint} className="after">
        <TextArea rows={6} autoFocus={open} spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <p className="after">
        <Button disabled={busy || text.trim() === ''} onClick={() => onPaste(text)}>
          {busy ? texts.reading : texts.readPasted}
        </Button>
      </p>
    </Block>
  );
}
