import { Button, Dialog, DialogBody, DialogFoot, Field, Note } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { reauthenticate } from '../api.ts';
import { settleQuestion } from './identity.ts';
import { PasswordInput } from './PasswordInput.tsx';
import { formError } from './problem-words.ts';
import { useAccount } from './queries.ts';
import { texts } from './texts.ts';

/** Asks for the password again. Closing it is an answer too: what was begun is not carried out. */
export default function IdentityDialog() {
  return (
    <Dialog open onClose={() => settleQuestion(false)} title={texts.confirmIdentity} narrow>
      <IdentityForm />
    </Dialog>
  );
}

function IdentityForm() {
  const [password, setPassword] = useState('');
  const { data: account } = useAccount();
  const api = useApi();
  const queries = useQueryClient();
  const proving = useMutation({
    mutationFn: async () => {
      // The session gets a new token: what is under way with the old one would be answered as signed out.
      await queries.cancelQueries();
      return api(reauthenticate, { body: { password } });
    },
    meta: { shownBeside: true },
    onSuccess() {
      void queries.invalidateQueries();
      settleQuestion(true);
    },
  });
  const wrong = formError(proving.error, []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!proving.isPending) proving.mutate();
      }}
    >
      <DialogBody>
        <p>{texts.confirmIdentityLead}</p>
        {wrong !== null && <Note tone="bad" title={wrong} />}
        {/* Tells a password manager whose password is wanted. */}
        <input
          className="hidden-name"
          type="text"
          autoComplete="username"
          value={account?.email ?? ''}
          readOnly
          tabIndex={-1}
          aria-hidden
        />
        <Field label={texts.password}>
          <PasswordInput value={password} onChange={setPassword} autoComplete="current-password" autoFocus />
        </Field>
      </DialogBody>
      <DialogFoot>
        <Button look="quiet" onClick={() => settleQuestion(false)}>
          {texts.cancel}
        </Button>
        <Button type="submit" look="primary" disabled={password === ''}>
          {texts.confirm}
        </Button>
      </DialogFoot>
    </form>
  );
}
