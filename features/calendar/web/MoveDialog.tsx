/** "Move to…": a day, and a time for what may have one. */
import { Button, Dialog, DialogBody, DialogFoot, Field, TextInput } from '@sotto/ui';
import { type SubmitEvent, useRef, useState } from 'react';
import type { CalendarItem } from '../api.ts';
import { canHaveTime, type Target } from './moves.ts';
import { texts } from './texts.ts';
import { cityOf, nameOf } from './words.ts';

export interface MoveDialogProps {
  readonly item: CalendarItem;
  /** The person's zone, in which day and time are meant. */
  readonly zone: string;
  readonly onMove: (target: Target) => void;
  readonly onClose: () => void;
}

export default function MoveDialog({ item, zone, onMove, onClose }: MoveDialogProps) {
  const before = { day: item.on, time: item.time?.from.slice(11) ?? '' };
  const [day, setDay] = useState(before.day);
  const [time, setTime] = useState(before.time);
  const [asked, setAsked] = useState(false);
  const first = useRef<HTMLInputElement>(null);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setAsked(true);
    if (day === '') return;
    onClose();
    // A time that stays keeps what the clock shows where it was agreed.
    onMove(time === before.time ? { day } : { day, time: time === '' ? null : time });
  }

  return (
    <Dialog open onClose={onClose} title={texts.moveTitle(nameOf(item))} narrow initialFocus={first}>
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <Field label={texts.day} error={asked && day === '' ? texts.dayNeeded : undefined}>
            <TextInput ref={first} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
          </Field>
          {canHaveTime(item) && (
            <Field
              label={texts.time}
              optional={item.what === 'task' ? texts.optional : undefined}
              help={texts.timeHelp(cityOf(zone))}
            >
              <TextInput type="time" value={time} onChange={(event) => setTime(event.target.value)} />
            </Field>
          )}
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button type="submit" look="primary">
            {texts.move}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
