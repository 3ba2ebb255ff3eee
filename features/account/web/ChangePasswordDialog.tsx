import { Button, Checkbox, Dialog, DialogBody, DialogFoot, Field, Note } from '@sotto/ui';
import { fieldError, notify, useApi } from '@sotto/ui/app';
import { useState } from 'react';
import { type AccountView, changePassword } from '../api.ts';
import { PasswordInput } from './PasswordInput.tsx';
import { useFormError } from './form-error.tsx';
import { useCredentialChange } from './security/queries.ts';
import { texts as securityTexts } from './texts-security.ts';
import { texts } from './texts.ts';

interface ChangePasswordProps {
  readonly account: AccountView;
  readonly onClose: () => void;
}

/** Another password, or the first one. */
export default function ChangePasswordDialog({ account, onClose }: ChangePasswordProps) {
  const isFirst = account.passwordChangedAt === null;
  return (
    <Dialog open onClose={onClose} title={isFirst ? securityTexts.setPasswordTitle : texts.changePassword} narrow>
      <ChangePasswordForm account={account} onClose={onClose} />
    </Dialog>
  );
}

function ChangePasswordForm({ account, onClose }: ChangePasswordProps) {
  // As it was when the dialog opened: once it is kept the account behind it has one.
  const [isFirst] = useState(account.passwordChangedAt === null);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [endKeys, setEndKeys] = useState(false);
  const api = useApi();
  const changing = useCredentialChange({
    change: () => api(changePassword, { body: { ...(!isFirst && { current }), next, endKeys } }),
    shownBeside: true,
    onDone() {
      onClose();
      notify({ text: isFirst ? securityTexts.passwordIsSet : texts.passwordIsChanged });
    },
  });
  const wrong = useFormError(changing.error, ['current', 'next']);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        changing.mutate();
      }}
    >
      <DialogBody>
        <p>{isFirst ? securityTexts.setPasswordLead : texts.changePasswordLead}</p>
        {wrong !== null && <Note tone="bad" title={wrong} />}
        <input
          className="hidden-name"
          type="text"
          autoComplete="username"
          value={account.email}
          readOnly
          tabIndex={-1}
          aria-hidden
        />
        {!isFirst && (
          <Field label={texts.currentPassword} error={fieldError(changing.error, 'current')}>
            <PasswordInput value={current} onChange={setCurrent} autoComplete="current-password" autoFocus />
          </Field>
        )}
        <Field label={texts.newPassword} help={texts.passwordHelp} error={fieldError(changing.error, 'next')}>
          <PasswordInput value={next} onChange={setNext} autoComplete="new-password" autoFocus={isFirst} />
        </Field>
        <Checkbox checked={endKeys} onChange={(event) => setEndKeys(event.target.checked)}>
          {texts.endKeysToo}
        </Checkbox>
      </DialogBody>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button type="submit" look="primary">
          {isFirst ? securityTexts.setPasswordTitle : texts.changePassword}
        </Button>
      </DialogFoot>
    </form>
  );
}
