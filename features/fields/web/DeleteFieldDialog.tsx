import { Button, Dialog, DialogBody, DialogFoot } from '@sotto/ui';
import type { FieldView } from '../api.ts';
import { texts } from './texts.ts';

export interface DeleteFieldDialogProps {
  readonly field: FieldView;
  readonly onClose: () => void;
  readonly onDelete: () => void;
}

/** Says how many values go with a field before they go. */
export function DeleteFieldDialog({ field, onClose, onDelete }: DeleteFieldDialogProps) {
  return (
    <Dialog open onClose={onClose} title={texts.delete(field.name)} narrow>
      <DialogBody>
        <p>{field.values === 0 ? texts.deleteEmpty : texts.deleteFull(field.values)}</p>
      </DialogBody>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button look="destroy" onClick={onDelete}>
          {texts.deleteIt}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
