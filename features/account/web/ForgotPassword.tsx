import { Button, Field, Note, TextInput } from '@sotto/ui';
import { Link, fieldError, useApi } from '@sotto/ui/app';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { forgotPassword } from '../api.ts';
import { Door } from './Door.tsx';
import { useTypedEmail } from './entering.ts';
import { accountLinks } from './links.ts';
import { MailStays } from './MailStays.tsx';
import { useFormError } from './form-error.tsx';
import { useSignUpTerms } from './queries.ts';
import { doorTexts } from './texts-doors.ts';
import { texts } from './texts.ts';

/** Asks for a link to choose a new password. Whoever asks learns nothing about whether the address is known. */
export function ForgotPassword() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  return sentTo === null ? <AskForLink onSent={setSentTo} /> : <LinkSent email={sentTo} onAgain={() => setSentTo(null)} />;
}

function AskForLink({ onSent }: { readonly onSent: (email: string) => void }) {
  const [email, typeEmail] = useTypedEmail();
  const api = useApi();
  const asking = useMutation({
    mutationFn: () => api(forgotPassword, { body: { email } }),
    meta: { shownBeside: true },
    onSuccess: () => onSent(email.trim()),
  });
  const wrong = useFormError(asking.error, ['email']);
  return (
    <Door title={texts.forgotPassword} alone aside={<BackToSignIn />}>
      <p className="door-note">{doorTexts.forgotLead}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!asking.isPending) asking.mutate();
        }}
      >
        {wrong !== null && <Note tone="bad" title={wrong} />}
        <Field label={texts.email} error={fieldError(asking.error, 'email')}>
          <TextInput
            type="email"
            name="email"
            value={email}
            onChange={(event) => typeEmail(event.target.value)}
            autoComplete="username"
            autoFocus
            required
          />
        </Field>
        <Button type="submit" look="primary" size="large" wide>
          {doorTexts.sendLink}
        </Button>
      </form>
    </Door>
  );
}

function LinkSent({ email, onAgain }: { readonly email: string; readonly onAgain: () => void }) {
  const terms = useSignUpTerms();
  const mailStays = terms.data?.confirmsByMail === false;
  return (
    <Door title={mailStays ? doorTexts.letterWaits : texts.checkMail} alone aside={<BackToSignIn />}>
      <p className="door-note" role="status">
        {mailStays ? doorTexts.linkWritten(email) : doorTexts.linkSent(email)}
      </p>
      {mailStays ? <MailStays /> : <p className="door-note">{doorTexts.nothingThere}</p>}
      <div className="acts">
        <Button size="large" onClick={onAgain}>
          {doorTexts.askAgain}
        </Button>
      </div>
    </Door>
  );
}

function BackToSignIn() {
  return (
    <Link className="link" {...accountLinks.signIn()}>
      {texts.backToSignIn}
    </Link>
  );
}
