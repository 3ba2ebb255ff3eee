import { Button, Checkbox, Dialog, DialogBody, DialogFoot, Field, Note } from '@sotto/ui';
import { notify, useApi } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AccountView, changePassword } from '../api.ts';
import { PasswordInput } from './PasswordInput.tsx';
import { fieldError, formError } from './problem-words.ts';
import { texts } from './texts.ts';

export function ChangePasswordDialog({ account, onClose }: { readonly account: AccountView; readonly onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={texts.changePassword} narrow>
      <ChangePasswordForm account={account} onClose={onClose} />
    </Dialog>
  );
}

function ChangePasswordForm({ account, onClose }: { readonly account: AccountView; readonly onClose: () => void }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [endKeys, setEndKeys] = useState(false);
  const api = useApi();
  const queries = useQueryClient();
  const changing = useMutation({
    mutationFn: async () => {
      // The session gets a new token: what is under way with the old one would be answered as signed out.
      await queries.cancelQueries();
      return api(changePassword, { body: { current, next, endKeys } });
    },
    meta: { shownBeside: true },
    onSuccess() {
      void queries.invalidateQueries();
      onClose();
      notify({ text: texts.passwordIsChanged });
    },
  });
  const wrong = formError(changing.error, ['current', 'next']);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!changing.isPending) changing.mutate();
      }}
    >
      <DialogBody>
        <p>{texts.changePasswordLead}</p>
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
        <Field label={texts.currentPassword} error={fieldError(changing.error, 'current')}>
          <PasswordInput value={current} onChange={setCurrent} autoComplete="current-password" autoFocus />
        </Field>
        <Field label={texts.newPassword} help={texts.passwordHelp} error={fieldError(changing.error, 'next')}>
          <PasswordInput value={next} onChange={setNext} autoComplete="new-password" />
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
          {texts.changePassword}
        </Button>
      </DialogFoot>
    </form>
  );
}
