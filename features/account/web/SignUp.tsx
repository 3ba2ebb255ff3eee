import { Button, Field, Note, TextInput, buttonClass } from '@sotto/ui';
import { useApi, Link, go } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { signUp } from '../api.ts';
import { Door } from './Door.tsx';
import { accountLinks } from './links.ts';
import { PasswordInput } from './PasswordInput.tsx';
import { fieldError, formError } from './problem-words.ts';
import { useSignUpTerms } from './queries.ts';
import { texts } from './texts.ts';

/** Makes an account. Ends in the app, or where mail is sent, with "Check your mail". */
export function SignUp() {
  const terms = useSignUpTerms();
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (sentTo !== null) return <CheckMail email={sentTo} />;
  return (
    <Door title={texts.signUp} aside={<SignInInstead />}>
      {terms.data?.open === false ? <Closed /> : <SignUpForm onSent={setSentTo} />}
    </Door>
  );
}

function SignInInstead() {
  return (
    <>
      {texts.alreadyHere}{' '}
      <Link className="link" {...accountLinks.signIn()}>
        {texts.signIn}
      </Link>
    </>
  );
}

function SignUpForm({ onSent }: { readonly onSent: (email: string) => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const api = useApi();
  const queries = useQueryClient();
  const making = useMutation({
    mutationFn: () => api(signUp, { body: { email, password } }),
    meta: { shownBeside: true },
    onSuccess({ body }) {
      if (body.next === 'check-mail') return onSent(email.trim());
      queries.clear();
      go('/', true);
    },
  });
  const wrong = formError(making.error, ['email', 'password']);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!making.isPending) making.mutate();
      }}
    >
      {wrong !== null && <Note tone="bad" title={wrong} />}
      <Field label={texts.email} error={fieldError(making.error, 'email')}>
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
      <Field label={texts.password} help={texts.passwordHelp} error={fieldError(making.error, 'password')}>
        <PasswordInput value={password} onChange={setPassword} autoComplete="new-password" />
      </Field>
      <Button type="submit" look="primary" size="large" wide>
        {texts.signUp}
      </Button>
      <p className="small-print">
        {texts.readPrivacy}{' '}
        <a className="link" href="/privacy">
          {texts.privacy}
        </a>
        ,{' '}
        <a className="link" href="/terms">
          {texts.terms}
        </a>
      </p>
    </form>
  );
}

function CheckMail({ email }: { readonly email: string }) {
  return (
    <Door title={texts.checkMail} alone>
      <p className="door-note" role="status">
        {texts.checkMailLead(email)}
      </p>
      <p className="door-note">{texts.checkMailNone}</p>
    </Door>
  );
}

function Closed() {
  return (
    <>
      <p className="door-note">
        <b>{texts.closed}</b> {texts.closedWhy}
      </p>
      <p className="acts">
        <Link className={buttonClass({ look: 'primary', size: 'large' })} {...accountLinks.signIn()}>
          {texts.signIn}
        </Link>
      </p>
    </>
  );
}
