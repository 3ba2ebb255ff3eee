import { Button, Dialog, DialogBody, DialogFoot, Field, Note, TextInput } from '@sotto/ui';
import { fieldError } from '@sotto/ui/app';
import { useState } from 'react';
import type { PasskeyView } from '../../api.ts';
import { useFormError } from '../form-error.tsx';
import { texts } from '../texts-security.ts';
import { useRenamePasskey } from './rename-passkey.ts';

interface NamePasskeyDialogProps {
  readonly passkey: PasskeyView;
  readonly onClose: () => void;
}

/** A passkey is kept already and called after its device; here it gets a better name. */
export default function NamePasskeyDialog({ passkey, onClose }: NamePasskeyDialogProps) {
  return (
    <Dialog open onClose={onClose} title={texts.passkeyAdded} narrow>
      <NameForm passkey={passkey} onClose={onClose} />
    </Dialog>
  );
}

function NameForm({ passkey, onClose }: NamePasskeyDialogProps) {
  const [name, setName] = useState(passkey.name);
  const renaming = useRenamePasskey(passkey, onClose);
  const wrong = useFormError(renaming.error, ['name']);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === passkey.name) onClose();
        else renaming.mutate(name);
      }}
    >
      <DialogBody>
        <p>{texts.passkeyAddedLead}</p>
        {wrong !== null && <Note tone="bad" title={wrong} />}
        <Field label={texts.passkeyName} help={texts.passkeyNameHelp} error={fieldError(renaming.error, 'name')}>
          <TextInput
            value={name}
            onChange={(event) => setName(event.target.value)}
            onFocus={(event) => event.target.select()}
            maxLength={100}
            autoFocus
            required
          />
        </Field>
      </DialogBody>
      <DialogFoot>
        <Button type="submit" look="primary">
          {texts.keepName}
        </Button>
      </DialogFoot>
    </form>
  );
}
