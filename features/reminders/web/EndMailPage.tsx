/** Behind the link in a mail: one button, no sign-in. */
import './reminders.css';
import { Door } from '@sotto/features/account/web';
import { Button, buttonClass } from '@sotto/ui';
import { Link, useApi } from '@sotto/ui/app';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { endReminderMail } from '../api.ts';
import { endTexts as texts } from './texts.ts';

export function EndMailPage() {
  const api = useApi();
  const [secret] = useState(takeSecret);
  const ending = useMutation({ mutationFn: async () => api(endReminderMail, { body: { secret } }) });
  if (secret === '' || ending.isSuccess)
    return (
      <Door alone title={ending.isSuccess ? texts.ended : texts.noSecret}>
        <p className="door-note" role="status">
          {ending.isSuccess ? texts.endedLead : texts.noSecretLead}
        </p>
        <div className="acts">
          <Link to="/" className={buttonClass({ size: 'large' })}>
            {texts.home}
          </Link>
        </div>
      </Door>
    );
  return (
    <Door alone title={texts.ask}>
      <p className="door-note">{texts.askLead}</p>
      {ending.isError && <p role="alert">{texts.failed}</p>}
      <div className="acts">
        <Button look="primary" size="large" disabled={ending.isPending} onClick={() => ending.mutate()}>
          {texts.end}
        </Button>
      </div>
    </Door>
  );
}

/** Held until the page is loaded anew: the address forgets it at once, so that no history keeps it. */
let held = '';

function takeSecret(): string {
  const { pathname, search, hash } = location;
  if (hash.length > 1) {
    held = decodeURIComponent(hash.slice(1));
    history.replaceState(history.state, '', pathname + search);
  }
  return held;
}
