/** Says what a note is about from now on, or that it is about nothing. */
import { notedKinds } from '@sotto/domain';
import { AboutFields, useAbout } from '@sotto/features/search/web';
import { Button, Dialog, DialogBody, DialogFoot } from '@sotto/ui';
import { type SubmitEvent, useState } from 'react';
import type { NoteView } from '../api.ts';
import { useMoveNote } from './queries.ts';
import { texts } from './texts.ts';

interface NoteAboutProps {
  readonly note: NoteView;
  readonly onClose: () => void;
}

export default function NoteAbout({ note: latest, onClose }: NoteAboutProps) {
  // As it is shown here: what it is moved to meanwhile is not overlooked.
  const [note] = useState(latest);
  const about = useAbout(notedKinds, note.link);
  const [asked, setAsked] = useState(false);
  const move = useMoveNote(note.id);
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setAsked(true);
    const { chosen } = about;
    if (chosen === undefined) return;
    if (chosen?.id !== note.link?.id) move.mutate({ link: chosen, before: note });
    onClose();
  }
  return (
    <Dialog open onClose={onClose} title={texts.move} narrow>
      <form onSubmit={submit} noValidate>
        <DialogBody className="note-about">
          <AboutFields about={about} asked={asked} />
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button type="submit" look="primary">
            {texts.save}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
