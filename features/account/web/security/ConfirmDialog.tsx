import { Button, type ButtonLook, Dialog, DialogBody, DialogFoot, Note } from '@sotto/ui';
import type { ReactNode } from 'react';
import { useFormError } from '../form-error.tsx';
import { texts } from '../texts-security.ts';
import type { Pressed } from './once-pressed.ts';

interface ConfirmDialogProps {
  readonly title: string;
  /** What goes, and what stays. */
  readonly children: ReactNode;
  readonly act: string;
  readonly look?: ButtonLook['look'];
  readonly doing: Pressed<unknown, void>;
  readonly onClose: () => void;
}

/** One question before an act that Undo cannot take back. */
export function ConfirmDialog({ title, children, act, look = 'destroy', doing, onClose }: ConfirmDialogProps) {
  const wrong = useFormError(doing.error, []);
  return (
    <Dialog open onClose={onClose} title={title} narrow>
      <DialogBody>
        {wrong !== null && <Note tone="bad" title={wrong} />}
        {children}
      </DialogBody>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button look={look} onClick={() => doing.mutate()}>
          {act}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
