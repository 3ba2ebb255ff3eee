import { Button, Field, Note, TextInput } from '@sotto/ui';
import { ownAddress, useApi, Link, useSearch, go } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { signIn } from '../api.ts';
import { Door } from './Door.tsx';
import { accountLinks } from './links.ts';
import { PasswordInput } from './PasswordInput.tsx';
import { fieldError, formError } from './problem-words.ts';
import { texts } from './texts.ts';

/** Signs in, and goes on to where one was: `?next=/board`. */
export function SignIn() {
  const { next } = useSearch();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const api = useApi();
  const queries = useQueryClient();
  const signing = useMutation({
    mutationFn: () => api(signIn, { body: { email, password } }),
    meta: { shownBeside: true },
    onSuccess() {
      // What was read before belongs to nobody or to someone else.
      queries.clear();
      go(ownAddress(next), true);
    },
  });
  const wrong = formError(signing.error, ['email', 'password']);
  return (
    <Door
      title={texts.signIn}
      aside={
        <>
          {texts.newHere}{' '}
          <Link className="link" {...accountLinks.signUp()}>
            {texts.makeAccount}
          </Link>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!signing.isPending) signing.mutate();
        }}
      >
        {wrong !== null && <Note tone="bad" title={wrong} />}
        <Field label={texts.email} error={fieldError(signing.error, 'email')}>
          <TextInput
            type="email"
            name="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            autoComplete="username"
            autoFocus
            required
          />
        </Field>
        <Field label={texts.password} error={fieldError(signing.error, 'password')}>
          <PasswordInput value={password} onChange={setPassword} autoComplete="current-password" />
        </Field>
        <Button type="submit" look="primary" size="large" wide>
          {texts.signIn}
        </Button>
      </form>
    </Door>
  );
}
