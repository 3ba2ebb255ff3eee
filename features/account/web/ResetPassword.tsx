import { Problem } from '@sotto/contract';
import { Button, Field, Note } from '@sotto/ui';
import { fieldError, useApi } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { resetPassword } from '../api.ts';
import { Door } from './Door.tsx';
import { leadTo } from './entering.ts';
import { useLinkToken } from './link-token.ts';
import { accountLinks } from './links.ts';
import { Outcome } from './Outcome.tsx';
import { PasswordInput } from './PasswordInput.tsx';
import { useFormError } from './form-error.tsx';
import { doorTexts } from './texts-doors.ts';
import { texts } from './texts.ts';

/** Chooses a new password with the link from the letter, and leads on to signing in with it. */
export function ResetPassword() {
  const token = useLinkToken();
  const [password, setPassword] = useState('');
  const api = useApi();
  const queries = useQueryClient();
  const setting = useMutation({
    mutationFn: () => api(resetPassword, { body: { token, password } }),
    meta: { shownBeside: true },
    onSuccess() {
      // Every session has ended, one in this browser too.
      queries.clear();
      leadTo({ ...accountLinks.signIn(), replace: true }, doorTexts.passwordIsSet);
    },
  });
  const wrong = useFormError(setting.error, ['password']);
  if (token === '') return <Over lead={texts.noToken} />;
  if (setting.error instanceof Problem && setting.error.problem === 'unprocessable') return <Over lead={setting.error.message} />;
  return (
    <Door title={texts.resetPassword} alone>
      <p className="door-note">{doorTexts.resetLead}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!setting.isPending) setting.mutate();
        }}
      >
        {wrong !== null && <Note tone="bad" title={wrong} />}
        <Field label={texts.newPassword} help={texts.passwordHelp} error={fieldError(setting.error, 'password')}>
          <PasswordInput value={password} onChange={setPassword} autoComplete="new-password" autoFocus />
        </Field>
        <Button type="submit" look="primary" size="large" wide>
          {doorTexts.setPassword}
        </Button>
      </form>
    </Door>
  );
}

function Over({ lead }: { readonly lead: string }) {
  return (
    <Outcome
      title={texts.notConfirmed}
      lead={lead}
      ways={[
        { to: accountLinks.forgotPassword(), label: doorTexts.anotherLink },
        { to: accountLinks.signIn(), label: texts.signIn },
      ]}
    />
  );
}
