import { Button, Field, Note, TextInput } from '@sotto/ui';
import { Link, fieldError, useApi, useSearch } from '@sotto/ui/app';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type ShownPasskey, signIn, signInByPasskey } from '../api.ts';
import { showPasskey } from './browser-passkeys.ts';
import { Door } from './Door.tsx';
import { type Entered, useEnter, useSaid, useTypedEmail } from './entering.ts';
import { beginTrip } from './issuer-trip.ts';
import { accountLinks } from './links.ts';
import { useOfferedPasskey } from './offered-passkey.ts';
import { PasswordInput } from './PasswordInput.tsx';
import { useFormError } from './form-error.tsx';
import { doorTexts } from './texts-doors.ts';
import { texts } from './texts.ts';
import { WaysIn } from './WaysIn.tsx';

/** Signs in by password, passkey or issuer, and goes on to where one was: `?next=/board`. */
export function SignIn() {
  const { next } = useSearch();
  const [email, typeEmail] = useTypedEmail();
  const [password, setPassword] = useState('');
  const said = useSaid();
  const { entering, isWithPassword, byPassword, byPasskey, atIssuer } = useWaysIn(next);
  useOfferedPasskey(entering.isPending, byPasskey);
  const wrong = useFormError(entering.error, ['email', 'password']);
  return (
    <Door title={texts.signIn} aside={<SignUpInstead />}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWithPassword) byPassword(email, password);
        }}
      >
        {wrong !== null && <Note tone="bad" title={wrong} />}
        {wrong === null && said !== null && <Said sentence={said} />}
        <Field label={texts.email} error={fieldError(entering.error, 'email')}>
          <TextInput
            type="email"
            name="email"
            value={email}
            onChange={(event) => typeEmail(event.target.value)}
            autoComplete="username webauthn"
            autoFocus
            required
          />
        </Field>
        <Field label={texts.password} error={fieldError(entering.error, 'password')} help={<Forgotten />}>
          <PasswordInput value={password} onChange={setPassword} autoComplete="current-password" />
        </Field>
        <Button type="submit" look="primary" size="large" wide>
          {texts.signIn}
        </Button>
        <WaysIn passkeyWords={doorTexts.withPasskey} onPasskey={() => byPasskey()} onIssuer={atIssuer} />
      </form>
    </Door>
  );
}

interface Attempt {
  readonly by: 'password' | 'passkey' | 'issuer';
  readonly way: () => Promise<Entered | null>;
}

/** All ways in are one act: the latest attempt is the one that is waited for and told of. */
function useWaysIn(next: unknown) {
  const api = useApi();
  const enter = useEnter();
  const entering = useMutation({
    mutationFn: ({ way }: Attempt) => way(),
    meta: { shownBeside: true },
    onSuccess: (entered) => entered && enter(entered, next),
  });
  const begin = (by: Attempt['by'], way: Attempt['way']) => entering.mutate({ by, way });
  return {
    entering,
    isWithPassword: entering.isPending && entering.variables.by === 'password',
    byPassword: (email: string, password: string) =>
      begin('password', async () => (await api(signIn, { body: { email, password } })).body),
    /** Without one, the browser asks for it. */
    byPasskey: (shown?: ShownPasskey) =>
      begin('passkey', async () => {
        const passkey = shown ?? (await showPasskey(api));
        return passkey && (await api(signInByPasskey, { body: { passkey } })).body;
      }),
    atIssuer: (issuer: string) =>
      begin('issuer', async () => {
        await beginTrip(api, { issuer, purpose: 'sign-in', returnTo: typeof next === 'string' ? next : undefined });
        return null;
      }),
  };
}

function SignUpInstead() {
  return (
    <>
      {texts.newHere}{' '}
      <Link className="link" {...accountLinks.signUp()}>
        {texts.makeAccount}
      </Link>
    </>
  );
}

function Forgotten() {
  return (
    <Link className="link" {...accountLinks.forgotPassword()}>
      {doorTexts.forgotten}
    </Link>
  );
}

function Said({ sentence }: { readonly sentence: string }) {
  return (
    <div role="status">
      <Note>{sentence}</Note>
    </div>
  );
}
