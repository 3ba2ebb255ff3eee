import { Problem } from '@sotto/contract';
import { Button, Field, Note, Skeleton, TextInput, buttonClass } from '@sotto/ui';
import { Link, dropUnclaimedDrafts, fieldError, go, useApi } from '@sotto/ui/app';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { checkInvitation, makeSignUpPasskeyOptions, signUp, type SignUpTerms } from '../api.ts';
import { forgetPasskey, makePasskey } from './browser-passkeys.ts';
import { Door } from './Door.tsx';
import { forgetTypedEmail, useTypedEmail } from './entering.ts';
import { beginTrip } from './issuer-trip.ts';
import { useLinkToken } from './link-token.ts';
import { accountLinks } from './links.ts';
import { PasswordInput } from './PasswordInput.tsx';
import { useFormError } from './form-error.tsx';
import { useSignUpTerms } from './queries.ts';
import { doorTexts } from './texts-doors.ts';
import { texts } from './texts.ts';
import { WaysIn } from './WaysIn.tsx';

/** Makes an account. Ends in the app, or where mail is sent, with "Check your mail". */
export function SignUp() {
  const terms = useSignUpTerms();
  const token = useLinkToken();
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (sentTo !== null) return <CheckMail email={sentTo} />;
  return (
    <Door title={texts.signUp} aside={<SignInInstead />}>
      {terms.isPending ? (
        <div className="after">
          <Skeleton lines={3} height="2.25rem" />
        </div>
      ) : (
        <AsTermsSay terms={terms.data} token={token} onSent={setSentTo} />
      )}
    </Door>
  );
}

interface AsTermsSayProps {
  /** `undefined`: the server did not say. It will when it is asked for an account. */
  readonly terms: SignUpTerms | undefined;
  readonly token: string;
  readonly onSent: (email: string) => void;
}

function AsTermsSay({ terms, token, onSent }: AsTermsSayProps) {
  if (!terms || terms.open) return <SignUpForm onSent={onSent} />;
  if (!terms.byInvitation) return <NotOpen title={texts.closed} why={texts.closedWhy} />;
  if (token === '') return <NotOpen title={doorTexts.byInvitation} why={doorTexts.byInvitationWhy} />;
  return <Invited token={token} onSent={onSent} />;
}

/** Nobody fills a form in for an invitation that is used or over. Where the server does not say, it will when it is asked for an account. */
function Invited({ token, onSent }: { readonly token: string; readonly onSent: (email: string) => void }) {
  const api = useApi();
  const { data, isPending } = useQuery({
    queryKey: ['invitation', token],
    queryFn: async ({ signal }) => (await api(checkInvitation, { body: { invite: token } }, signal)).body,
    refetchInterval: false,
  });
  if (isPending)
    return (
      <div className="after">
        <Skeleton lines={3} height="2.25rem" />
      </div>
    );
  if (data?.open === false) return <NotOpen title={doorTexts.invitationOver} why={doorTexts.invitationOverWhy} />;
  return (
    <>
      <p className="door-note">{doorTexts.invited}</p>
      <SignUpForm invite={token} onSent={onSent} />
    </>
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

interface SignUpFormProps {
  readonly invite?: string;
  readonly onSent: (email: string) => void;
}

function SignUpForm({ invite, onSent }: SignUpFormProps) {
  const [email, typeEmail] = useTypedEmail();
  const [password, setPassword] = useState('');
  const address = useRef<HTMLInputElement>(null);
  const { making, isWithPassword, byPassword, byPasskey, atIssuer } = useWaysToBegin(invite, onSent);
  const wrong = useFormError(making.error, ['email', 'password']);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWithPassword) byPassword(email, password);
      }}
    >
      {wrong !== null && <Note tone="bad" title={wrong} />}
      <Field label={texts.email} error={fieldError(making.error, 'email')}>
        <TextInput
          ref={address}
          type="email"
          name="email"
          value={email}
          onChange={(event) => typeEmail(event.target.value)}
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
      <WaysIn
        passkeyWords={doorTexts.passkeyNotPassword}
        onPasskey={() => {
          if (address.current?.reportValidity()) byPasskey(email);
        }}
        onIssuer={atIssuer}
      />
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

interface Begun {
  readonly next: 'done' | 'check-mail';
  readonly email: string;
}

interface Attempt {
  readonly by: 'password' | 'passkey' | 'issuer';
  /** `isLatest`: nothing else was begun meanwhile. */
  readonly way: (isLatest: () => boolean) => Promise<Begun | null>;
}

/** All ways to begin are one act: the latest attempt is the one that is waited for and told of. */
function useWaysToBegin(invite: string | undefined, onSent: (email: string) => void) {
  const api = useApi();
  const queries = useQueryClient();
  const latest = useRef<Attempt>(null);
  const invited = invite === undefined ? {} : { invite };
  const making = useMutation({
    mutationFn: (attempt: Attempt) => {
      latest.current = attempt;
      return attempt.way(() => latest.current === attempt);
    },
    meta: { shownBeside: true },
    onSuccess(begun) {
      if (!begun) return;
      forgetTypedEmail();
      if (begun.next === 'check-mail') return onSent(begun.email.trim());
      dropUnclaimedDrafts();
      queries.clear();
      go('/', true);
    },
  });
  const begin = (by: Attempt['by'], way: Attempt['way']) => making.mutate({ by, way });
  return {
    making,
    isWithPassword: making.isPending && making.variables.by === 'password',
    byPassword: (email: string, password: string) =>
      begin('password', async () => ({ email, ...(await api(signUp, { body: { email, password, ...invited } })).body })),
    byPasskey: (email: string) =>
      begin('passkey', async (isLatest) => {
        const { body: options } = await api(makeSignUpPasskeyOptions, { body: { email } });
        const passkey = isLatest() ? await makePasskey(options) : null;
        if (!passkey) return null;
        const begun = api(signUp, { body: { email, passkey, ...invited } });
        const { body } = await begun.catch((cause: unknown) => {
          // Where no answer came, the account may be there.
          if (cause instanceof Problem && cause.body.status < 500) forgetPasskey(passkey);
          throw cause;
        });
        return { email, ...body };
      }),
    atIssuer: (issuer: string) =>
      begin('issuer', async () => {
        await beginTrip(api, { issuer, purpose: 'sign-in', invite });
        return null;
      }),
  };
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

function NotOpen({ title, why }: { readonly title: string; readonly why: string }) {
  return (
    <>
      <p className="door-note">
        <b>{title}</b> {why}
      </p>
      <div className="acts">
        <Link className={buttonClass({ look: 'primary', size: 'large' })} {...accountLinks.signIn()}>
          {texts.signIn}
        </Link>
      </div>
    </>
  );
}
