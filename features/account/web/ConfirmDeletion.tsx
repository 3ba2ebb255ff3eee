import { Button, Field, Line, Note, TextInput } from '@sotto/ui';
import { clearDrafts, useApi } from '@sotto/ui/app';
import { useMutation } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import type { ReactNode, SyntheticEvent } from 'react';
import { type AccountView, deleteAccount } from '../api.ts';
import './account.css';
import { isAddress } from './DeleteData.tsx';
import { askIdentity } from './identity.ts';
import { accountLinks } from './links.ts';
import { useFormError } from './form-error.tsx';
import { useWaitingDraft } from './resume.ts';
import { texts as securityTexts } from './texts-security.ts';
import { texts } from './texts.ts';

export interface ConfirmDeletionProps {
  readonly account: AccountView;
  /** Beside the act: the way back. */
  readonly children?: ReactNode;
}

/** That it is oneself, the typed address, and the act. */
export function ConfirmDeletion({ account, children }: ConfirmDeletionProps) {
  const { value, change } = useWaitingDraft('delete-account', { typed: '' });
  const { typed } = value;
  const api = useApi();
  const deleting = useMutation({
    mutationFn: () => api(deleteAccount, { body: { confirm: 'DELETE' } }),
    meta: { shownBeside: true },
    onSuccess() {
      clearDrafts();
      // A whole new page: nothing of the account stays in memory either.
      location.replace(accountLinks.gone().to);
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!deleting.isPending) deleting.mutate();
  };
  const wrong = useFormError(deleting.error, []);
  return (
    <form onSubmit={submit}>
      <ThatItIsYou freshUntil={account.freshUntil} />
      <Field className="typed" label={texts.typeAddress} help={account.email}>
        <TextInput
          value={typed}
          onChange={(event) => change({ typed: event.target.value })}
          spellCheck={false}
          autoCapitalize="none"
        />
      </Field>
      {wrong !== null && <Note tone="bad" title={wrong} />}
      <div className="last-act">
        <Button type="submit" look="destroy" size="large" disabled={!isAddress(typed, account.email)}>
          {texts.deleteAccount}
        </Button>
        {children}
        {account.mailLeaves && <span className="faint">{texts.lastMail}</span>}
      </div>
    </form>
  );
}

function ThatItIsYou({ freshUntil }: { readonly freshUntil: string | null }) {
  if (freshUntil === null) {
    return (
      <Line name={texts.thatItIsYou} sub={securityTexts.notYetConfirmed}>
        <Button size="small" onClick={() => void askIdentity()}>
          {texts.confirm}
        </Button>
      </Line>
    );
  }
  return (
    <Line name={texts.thatItIsYou} sub={texts.confirmedUntil(clockTime(freshUntil))}>
      <span className="here stage">
        <Check className="icon" aria-hidden />
        {texts.done}
      </span>
    </Line>
  );
}

/** `11:29`, here. */
function clockTime(instant: string): string {
  return new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }).format(Date.parse(instant));
}
