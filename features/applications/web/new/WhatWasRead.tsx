/** Above the fields: what was filled in from what was pasted, what was left as typed, and the way back. */
import type { Reading } from '@sotto/features/capture/web';
import { Button, Note } from '@sotto/ui';
import { fieldTable } from '../fields/field-table.ts';
import type { DraftField } from './draft.ts';
import { newTexts } from './texts.ts';
import type { Read, ReadingState } from './use-reading.ts';

export function WhatWasRead({ state: { read, undo, replace } }: { readonly state: ReadingState }) {
  return (
    <div aria-live="polite" className="what-was-read">
      {read?.is === 'reading' && <span className="faint after-a-while">{newTexts.reading}</span>}
      {read?.is === 'nothing' && <Note title={newTexts.notRead}>{newTexts.notReadWhy[read.why]}</Note>}
      {read?.is === 'read' && <Told read={read} onUndo={undo} onReplace={replace} />}
    </div>
  );
}

interface ToldProps {
  readonly read: Extract<Read, { is: 'read' }>;
  readonly onUndo: () => void;
  readonly onReplace: () => void;
}

function Told({ read: { reading, filled, left }, onUndo, onReplace }: ToldProps) {
  return (
    <Note title={titleOf(reading)}>
      {sentencesOf(reading, filled).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {left.length > 0 && <p>{newTexts.leftAsTyped(left.map(labelOf).join(', '))}</p>}
      <span className="buttons">
        {filled.length > 0 && (
          <Button size="small" onClick={onUndo}>
            {newTexts.undoReading}
          </Button>
        )}
        {left.length > 0 && (
          <Button size="small" onClick={onReplace}>
            {newTexts.replaceTyped}
          </Button>
        )}
      </span>
    </Note>
  );
}

function titleOf({ from, details }: Reading): string {
  if (from === 'link') return newTexts.linkRead;
  return details.title === undefined && details.company === undefined ? newTexts.textKept : newTexts.postingRead;
}

function sentencesOf({ from, details, isClosed }: Reading, filled: readonly DraftField[]): string[] {
  const names = filled.filter((name) => name !== 'posting').map(labelOf);
  const [noTitle, noCompany] = [details.title === undefined, details.company === undefined];
  return [
    ...(names.length > 0 ? [newTexts.filledIn(names.join(', '))] : []),
    ...(isClosed ? [newTexts.isClosed] : []),
    from === 'link' ? newTexts.linkOnly : missing(noTitle, noCompany),
  ].filter((sentence) => sentence !== '');
}

function missing(noTitle: boolean, noCompany: boolean): string {
  if (noTitle && noCompany) return newTexts.neitherFound;
  if (noTitle) return newTexts.noTitleFound;
  return noCompany ? newTexts.noCompanyFound : '';
}

function labelOf(name: DraftField): string {
  if (name === 'company' || name === 'posting') return newTexts[name];
  // In a list: "Pay, as posted" would read as two.
  return name === 'title' ? newTexts.jobTitle : fieldTable[name].label.replace(/,.*/, '');
}
