/** All passkeys: what they are called, when they were made and used; other names, and away with one. */
import { useFormat } from '@sotto/features/settings/web';
import { Button, Dialog, DialogBody, DialogFoot, Field, Line, Note, TextInput } from '@sotto/ui';
import { fieldError, notify, useApi } from '@sotto/ui/app';
import { useState } from 'react';
import { type PasskeyView, removePasskey } from '../../api.ts';
import { useFormError } from '../form-error.tsx';
import { texts } from '../texts-security.ts';
import { useCredentialChange } from './queries.ts';
import './security.css';
import { useRenamePasskey } from './rename-passkey.ts';
import { useWhen } from './when.ts';

interface PasskeysDialogProps {
  readonly passkeys: readonly PasskeyView[];
  readonly onClose: () => void;
}

export default function PasskeysDialog({ passkeys, onClose }: PasskeysDialogProps) {
  return (
    <Dialog open onClose={onClose} title={texts.passkeys}>
      <DialogBody className="passkeys">
        {passkeys.length === 0 && <p>{texts.noPasskeys}</p>}
        {passkeys.map((passkey) => (
          <PasskeyItem key={passkey.id} passkey={passkey} />
        ))}
      </DialogBody>
      <DialogFoot>
        <Button onClick={onClose}>{texts.done}</Button>
      </DialogFoot>
    </Dialog>
  );
}

function PasskeyItem({ passkey }: { readonly passkey: PasskeyView }) {
  const [doing, setDoing] = useState<'rename' | 'remove' | null>(null);
  const close = () => setDoing(null);
  if (doing === 'rename') return <Rename passkey={passkey} onClose={close} />;
  if (doing === 'remove') return <Remove passkey={passkey} onClose={close} />;
  return <Shown passkey={passkey} onRename={() => setDoing('rename')} onRemove={() => setDoing('remove')} />;
}

interface ShownProps {
  readonly passkey: PasskeyView;
  readonly onRename: () => void;
  readonly onRemove: () => void;
}

function Shown({ passkey: { name, createdAt, usedOn, synced }, onRename, onRemove }: ShownProps) {
  const format = useFormat();
  const when = useWhen();
  const made = format.longDay(format.dateOf(createdAt));
  return (
    <Line name={name} sub={texts.passkeyMade(made, usedOn === null ? null : when.on(usedOn), synced)}>
      <span className="buttons">
        <Button look="quiet" size="small" aria-label={texts.removePasskey(name)} onClick={onRemove}>
          {texts.remove}
        </Button>
        <Button size="small" aria-label={texts.renamePasskey(name)} onClick={onRename}>
          {texts.rename}
        </Button>
      </span>
    </Line>
  );
}

interface ActProps {
  readonly passkey: PasskeyView;
  readonly onClose: () => void;
}

function Rename({ passkey, onClose }: ActProps) {
  const [name, setName] = useState(passkey.name);
  const renaming = useRenamePasskey(passkey, onClose);
  const wrong = useFormError(renaming.error, ['name']);
  return (
    <form
      className="passkey-act"
      onSubmit={(event) => {
        event.preventDefault();
        renaming.mutate(name);
      }}
    >
      {wrong !== null && <Note tone="bad" title={wrong} />}
      <Field label={texts.passkeyName} error={fieldError(renaming.error, 'name')}>
        <TextInput value={name} onChange={(event) => setName(event.target.value)} maxLength={100} autoFocus required />
      </Field>
      <span className="buttons">
        <Button type="submit" look="primary">
          {texts.save}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {texts.cancel}
        </Button>
      </span>
    </form>
  );
}

function Remove({ passkey: { id, name }, onClose }: ActProps) {
  const api = useApi();
  const removing = useCredentialChange({
    change: () => api(removePasskey, { params: { id } }),
    shownBeside: true,
    onDone: () => notify({ text: texts.passkeyRemoved(name) }),
  });
  const wrong = useFormError(removing.error, []);
  return (
    <div className="passkey-act">
      {wrong !== null && <Note tone="bad" title={wrong} />}
      <p>{texts.removePasskeyQuestion(name)}</p>
      <span className="buttons">
        <Button look="destroy" autoFocus onClick={() => removing.mutate()}>
          {texts.remove}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {texts.keepIt}
        </Button>
      </span>
    </div>
  );
}
