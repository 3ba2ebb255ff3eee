/** A short list of a contact that is kept by hand, two texts an entry: an address and what it is called, an attribute and its value. */
import { Button, IconButton, TextInput } from '@sotto/ui';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { texts } from './texts.ts';

export type Entry = readonly [first: string, second: string];

export interface EntriesProps {
  readonly of: 'emails' | 'phones' | 'links' | 'attributes';
  readonly initial: readonly Entry[];
  readonly error: string | undefined;
  /** All entries whose first text is not empty. */
  readonly onChange: (entries: Entry[]) => void;
}

const { fields } = texts;
const names = {
  emails: [fields.email, fields.label],
  phones: [fields.number, fields.label],
  links: [fields.url, fields.label],
  attributes: [fields.attribute, fields.value],
} as const;

export function Entries({ of, initial, error, onChange }: EntriesProps) {
  // Each keeps its place while one types, so that what is emptied does not jump away; `key` is its place in order of making.
  const [rows, setRows] = useState(() => initial.map((entry, key) => ({ key, entry })));
  const [made, setMade] = useState(initial.length);
  const [first, second] = names[of];
  function put(next: typeof rows) {
    setRows(next);
    onChange(next.map(({ entry }) => entry).filter(([one]) => one.trim() !== ''));
  }
  const change = (key: number, entry: Entry) => put(rows.map((row) => (row.key === key ? { key, entry } : row)));
  return (
    <section aria-label={fields[of]}>
      <div className="section-head">
        <h3>{fields[of]}</h3>
      </div>
      <div className="contact-entries">
        {rows.map(({ key, entry: [one, other] }) => (
          <div key={key} className={of === 'attributes' ? 'entry named' : 'entry'}>
            <TextInput
              aria-label={first}
              placeholder={of === 'attributes' ? fields.attributeHint : first}
              value={one}
              onChange={(event) => change(key, [event.target.value, other])}
            />
            <TextInput
              aria-label={second}
              placeholder={second}
              value={other}
              onChange={(event) => change(key, [one, event.target.value])}
            />
            <IconButton icon={X} label={fields.takeAway} onClick={() => put(rows.filter((row) => row.key !== key))} />
          </div>
        ))}
        {error !== undefined && (
          <span className="wrong" role="alert">
            {error}
          </span>
        )}
        <Button
          look="quiet"
          size="small"
          icon={Plus}
          onClick={() => {
            setRows([...rows, { key: made, entry: ['', ''] }]);
            setMade(made + 1);
          }}
        >
          {fields.another[of]}
        </Button>
      </div>
    </section>
  );
}
