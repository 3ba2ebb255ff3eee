/** What was typed here beside what is there by now, field by field; one chooses what stays. */
import './conflict.css';
import { type SubmitEvent, useState } from 'react';
import { Button } from '../Button.tsx';
import { classes } from '../classes.ts';
import { Dialog, DialogBody, DialogFoot } from '../Dialog.tsx';
import type { Conflict, ContestedField } from './current-conflict.ts';
import type { Choice } from './merge.ts';
import { texts } from './texts.ts';

export function ConflictDialog({ conflict: { fields, settle } }: { readonly conflict: Conflict }) {
  // Two texts stay both unless one says otherwise: so nothing goes by a slip of the hand.
  const [choices, setChoices] = useState(() => new Map(fields.map((one) => [one.field, first(one)])));
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    // A form that stands beneath must not take this for its own.
    event.stopPropagation();
    settle(choices);
  }
  return (
    <Dialog open onClose={() => settle(null)} title={texts.conflictTitle}>
      <form onSubmit={submit}>
        <DialogBody className="conflict">
          <p className="soft">{texts.conflictLead}</p>
          {fields.map((one) => (
            <Contested
              key={one.field}
              of={one}
              chosen={choices.get(one.field) ?? 'mine'}
              onChoose={(choice) => setChoices(new Map(choices).set(one.field, choice))}
            />
          ))}
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={() => settle(null)}>
            {texts.notNow}
          </Button>
          <Button look="primary" type="submit">
            {texts.keepChosen}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

const first = (field: ContestedField): Choice => (field.canKeepBoth && isLong(field) ? 'both' : 'mine');

/** Both of a short one, a name or a place, make no sense one below the other. */
const isLong = ({ mine, theirs }: ContestedField) => Math.max(mine.length, theirs.length) > 60 || /\n/.test(mine + theirs);

interface ContestedProps {
  readonly of: ContestedField;
  readonly chosen: Choice;
  readonly onChoose: (choice: Choice) => void;
}

function Contested({ of, chosen, onChoose }: ContestedProps) {
  const { field, label } = of;
  const side = (choice: 'mine' | 'theirs', title: string) => (
    <label className={classes('side', chosen === choice && 'on')}>
      <input type="radio" name={field} checked={chosen === choice} onChange={() => onChoose(choice)} />
      <span className="whose">{title}</span>
      <span className={classes('value', of[choice] === '' && 'faint')}>{of[choice] || texts.nothing}</span>
    </label>
  );
  return (
    <fieldset>
      <legend>{label}</legend>
      <div className="sides">
        {side('mine', texts.mine)}
        {side('theirs', texts.theirs)}
      </div>
      {of.canKeepBoth && isLong(of) && (
        <label className="checkline">
          <input type="radio" name={field} checked={chosen === 'both'} onChange={() => onChoose('both')} />
          {texts.both}
        </label>
      )}
    </fieldset>
  );
}
