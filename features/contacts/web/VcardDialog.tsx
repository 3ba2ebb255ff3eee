/**
 * Brings contacts in from an address book. The file is read here, in the browser; only who is ticked is sent and kept. Somebody of the
 * same address or name who is here already is shown so, and not ticked.
 */
import './contacts.css';
import { fold, readVcards, type CardContact } from '@sotto/domain';
import { Button, Checkbox, Dialog, DialogBody, DialogFoot, Field, Note, TextArea } from '@sotto/ui';
import { FileUp } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { ContactRow } from '../api.ts';
import { useContacts, useImportContacts } from './queries.ts';
import { texts } from './texts.ts';
import { textOfFile } from './text-of-file.ts';

const said = texts.vcard;
const greatestBytes = 10 * 1024 * 1024;
const none: readonly ContactRow[] = [];

interface Row {
  readonly key: string;
  readonly card: CardContact;
  readonly isThere: boolean;
}

export function VcardDialog({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const [tooLarge, setTooLarge] = useState(false);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const present = useContacts().data ?? none;
  const bring = useImportContacts();
  const read = useMemo(() => readVcards(text), [text]);
  const rows = useMemo(() => rowsOf(read.contacts, present), [read, present]);
  const chosen = rows.filter(({ key }) => picked.has(key));

  function take(next: string) {
    setText(next);
    setPicked(new Set(rowsOf(readVcards(next).contacts, present).flatMap(({ key, isThere }) => (isThere ? [] : key))));
  }
  async function takeFile(file: File | undefined) {
    setTooLarge(file !== undefined && file.size > greatestBytes);
    if (file && file.size <= greatestBytes) take(await textOfFile(file));
  }
  function toggle(key: string) {
    const next = new Set(picked);
    if (!next.delete(key)) next.add(key);
    setPicked(next);
  }
  function bringIn() {
    bring.mutate(
      chosen.map(({ card }) => card),
      { onSuccess: onClose },
    );
  }

  return (
    <Dialog open onClose={onClose} title={said.title}>
      <DialogBody className="contact-form">
        <p className="faint">{said.lead}</p>
        <FileChoice onFile={(file) => void takeFile(file)} />
        {tooLarge && <Note tone="bad">{said.tooLarge}</Note>}
        <Field label={said.paste}>
          <TextArea
            rows={rows.length > 0 ? 2 : 6}
            value={text}
            spellCheck={false}
            onChange={(event) => take(event.target.value)}
          />
        </Field>
        {text.trim() !== '' && rows.length === 0 && <Note tone="warn">{said.none}</Note>}
        {read.unnamed > 0 && <Note>{said.unnamed(read.unnamed)}</Note>}
        {rows.length > 0 && (
          <div>
            <Checkbox
              checked={chosen.length === rows.length}
              some={chosen.length > 0 && chosen.length < rows.length}
              onChange={() => setPicked(chosen.length > 0 ? new Set() : new Set(rows.map(({ key }) => key)))}
            >
              {said.found(rows.length)}
            </Checkbox>
            <ul className="vcards">
              {rows.map((row) => (
                <CardRow key={row.key} row={row} isPicked={picked.has(row.key)} onToggle={() => toggle(row.key)} />
              ))}
            </ul>
          </div>
        )}
      </DialogBody>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button look="primary" disabled={chosen.length === 0 || bring.isPending} onClick={bringIn}>
          {chosen.length === 0 ? said.nobody : said.bring(chosen.length)}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

function FileChoice({ onFile }: { readonly onFile: (file: File | undefined) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string>();
  return (
    <div className="field file-choice">
      <Button icon={FileUp} onClick={() => input.current?.click()}>
        {said.choose}
      </Button>
      {name !== undefined && <span className="hint">{name}</span>}
      <input
        ref={input}
        type="file"
        hidden
        aria-label={said.file}
        accept=".vcf,.vcard,text/vcard,text/x-vcard"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file may be chosen again after it was mended.
          event.target.value = '';
          setName(file?.name);
          onFile(file);
        }}
      />
    </div>
  );
}

interface CardRowProps {
  readonly row: Row;
  readonly isPicked: boolean;
  readonly onToggle: () => void;
}

function CardRow({ row: { card, isThere }, isPicked, onToggle }: CardRowProps) {
  const about = [card.role, ...card.companies, card.emails[0]?.email, card.phones[0]?.number].filter((part) => part != null);
  return (
    <li>
      <Checkbox aria-label={said.pick(card.name)} checked={isPicked} onChange={onToggle} />
      <span className="name">{card.name}</span>
      {isThere && <span className="there">{said.there}</span>}
      {about.length > 0 && <span className="sub">{about.join(' · ')}</span>}
    </li>
  );
}

/** Two cards may be alike in everything, so a card's key is its place. */
function rowsOf(cards: readonly CardContact[], present: readonly ContactRow[]): Row[] {
  const names = new Set(present.map(({ name }) => fold(name)));
  const emails = new Set(present.flatMap((contact) => contact.emails.map(({ email }) => fold(email))));
  return cards.map((card, index) => ({
    key: String(index),
    card,
    isThere: names.has(fold(card.name)) || card.emails.some(({ email }) => emails.has(fold(email))),
  }));
}
