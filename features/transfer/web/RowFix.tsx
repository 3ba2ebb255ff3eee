/** What a row asks, one question at a time, answered where it stands. */
import { Button, TextInput } from '@sotto/ui';
import { type SubmitEvent, Fragment, useState } from 'react';
import type { PreviewRow, RowAnswer } from '../api.ts';
import { fieldTexts, texts } from './texts.ts';

export interface RowFixProps {
  readonly row: PreviewRow;
  readonly given: RowAnswer | undefined;
  readonly onAnswer: (given: RowAnswer) => void;
}

export function RowFix({ row, given, onAnswer }: RowFixProps) {
  const [question] = row.questions;
  if (!question) return null;
  const { field, text, choices } = question;
  const answer = (value: string) => onAnswer({ ...given, answers: { ...given?.answers, [field]: value } });
  return (
    <>
      {text} {choices.length === 0 && <NameIt label={texts.nameOf(fieldTexts[field], row.row)} onName={answer} />}
      {choices.map(({ label, value }, index) => (
        <Fragment key={value}>
          {index > 0 && ` ${texts.or} `}
          <button type="button" className="link" onClick={() => answer(value)}>
            {label}
          </button>
        </Fragment>
      ))}
      {field === 'pay' && (
        <>
          {` ${texts.or} `}
          <button type="button" className="link" onClick={() => answer('')}>
            {texts.leavePayOut}
          </button>
        </>
      )}
      {` ${texts.or} `}
      <button type="button" className="link" onClick={() => onAnswer({ ...given, leaveOut: true })}>
        {texts.leaveOut}
      </button>
    </>
  );
}

/** A name to be typed: first a link, then its field. */
function NameIt({ label, onName }: { readonly label: string; readonly onName: (name: string) => void }) {
  const [name, setName] = useState<string | null>(null);
  if (name === null) {
    return (
      <button type="button" className="link" aria-label={`${texts.nameIt}: ${label}`} onClick={() => setName('')}>
        {texts.nameIt}
      </button>
    );
  }
  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (name?.trim()) onName(name.trim());
  }
  return (
    <form className="name-it" onSubmit={submit}>
      <TextInput aria-label={label} autoFocus value={name} onChange={(event) => setName(event.target.value)} />
      <Button type="submit" size="small" disabled={name.trim() === ''}>
        {texts.take}
      </Button>
    </form>
  );
}
