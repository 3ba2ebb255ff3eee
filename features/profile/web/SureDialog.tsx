import { Button, Dialog, DialogBody, DialogFoot } from '@sotto/ui';
import { texts } from './texts.ts';

export interface SureDialogProps {
  readonly title: string;
  readonly lead: string;
  readonly act: string;
  readonly busy: boolean;
  readonly onSure: () => void;
  readonly onClose: () => void;
}

/** Asks once more before something goes for good. */
export function SureDialog({ title, lead, act, busy, onSure, onClose }: SureDialogProps) {
  return (
    <Dialog open onClose={onClose} title={title} narrow>
      <DialogBody>
        <p>{lead}</p>
      </DialogBody>
      <DialogFoot>
        <Button look="destroy" disabled={busy} onClick={onSure}>
          {act}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {texts.keep}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
