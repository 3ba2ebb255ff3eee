/** Another e-mail address: at once, or, where mail is sent, once the link in the letter to it is opened. */
import { Button, Dialog, DialogBody, DialogFoot, Field, Note, TextInput } from '@sotto/ui';
import { fieldError, notify, useApi } from '@sotto/ui/app';
import { useState } from 'react';
import { type AccountView, changeEmail } from '../api.ts';
import { useFormError } from './form-error.tsx';
import { useResumable, useWaitingDraft } from './resume.ts';
import { useCredentialChange } from './security/queries.ts';
import { texts } from './texts-security.ts';

interface ChangeEmailProps {
  readonly account: AccountView;
  readonly onClose: () => void;
}

export default function ChangeEmailDialog({ account, onClose }: ChangeEmailProps) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  return (
    <Dialog open onClose={onClose} title={sentTo === null ? texts.changeEmail : texts.letterOnItsWay} narrow>
      {sentTo === null ? (
        <ChangeEmailForm account={account} onSent={setSentTo} onClose={onClose} />
      ) : (
        <Sent email={sentTo} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface ChangeEmailFormProps extends ChangeEmailProps {
  readonly onSent: (email: string) => void;
}

function ChangeEmailForm({ account, onSent, onClose }: ChangeEmailFormProps) {
  useResumable('email');
  const { value, change } = useWaitingDraft('change-email', { email: '' });
  const api = useApi();
  const changing = useCredentialChange({
    change: async (email: string) => (await api(changeEmail, { body: { email } })).body,
    shownBeside: true,
    onDone({ next }, email) {
      if (next === 'check-mail') return onSent(email.trim());
      onClose();
      notify({ text: texts.emailChanged(email.trim()) });
    },
  });
  const wrong = useFormError(changing.error, ['email']);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        changing.mutate(value.email);
      }}
    >
      <DialogBody>
        <p>
          {texts.changeEmailLead(account.email)} {account.mailLeaves ? texts.changeEmailByMail : texts.changeEmailAtOnce}
        </p>
        {wrong !== null && <Note tone="bad" title={wrong} />}
        <Field label={texts.newAddress} error={fieldError(changing.error, 'email')}>
          <TextInput
            type="email"
            autoComplete="email"
            value={value.email}
            onChange={(event) => change({ email: event.target.value })}
            autoFocus
            required
          />
        </Field>
      </DialogBody>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button type="submit" look="primary">
          {texts.changeEmailDo}
        </Button>
      </DialogFoot>
    </form>
  );
}

function Sent({ email, onClose }: { readonly email: string; readonly onClose: () => void }) {
  return (
    <>
      <DialogBody>
        <p role="status">{texts.letterOnItsWayLead(email)}</p>
        <p>{texts.letterNone}</p>
      </DialogBody>
      <DialogFoot>
        <Button look="primary" autoFocus onClick={onClose}>
          {texts.understood}
        </Button>
      </DialogFoot>
    </>
  );
}
