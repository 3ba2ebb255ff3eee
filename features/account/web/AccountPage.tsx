import { useFormat } from '@sotto/features/settings/web';
import { Block, Button, Line, Note, PageTitle, Skeleton, Switch } from '@sotto/ui';
import { KeyRound, Mail } from 'lucide-react';
import { useState } from 'react';
import type { AccountView } from '../api.ts';
import './account.css';
import { ChangePasswordDialog } from './ChangePasswordDialog.tsx';
import { useAccount, useChangeAccount } from './queries.ts';
import { texts } from './texts.ts';

/** Settings, Account: the address, the password, which letters. */
export function AccountPage() {
  const { data: account } = useAccount();
  const format = useFormat();
  return (
    <>
      <PageTitle lead={account && texts.accountLead(format.longDay(format.dateOf(account.createdAt)))}>{texts.account}</PageTitle>
      {account ? <WhoOneIs account={account} /> : <Skeleton lines={3} height="3rem" />}
    </>
  );
}

function WhoOneIs({ account }: { readonly account: AccountView }) {
  const [changing, setChanging] = useState(false);
  const change = useChangeAccount();
  const format = useFormat();
  return (
    <>
      <Block title={texts.signingInBlock}>
        <Line icon={Mail} name={account.email} sub={texts.addressSub} />
        <Line
          icon={KeyRound}
          name={texts.password}
          sub={texts.passwordChanged(format.longDay(format.dateOf(account.passwordChangedAt ?? account.createdAt)))}
        >
          <span className="buttons">
            <Button size="small" aria-label={texts.changePassword} onClick={() => setChanging(true)}>
              {texts.change}
            </Button>
          </span>
        </Line>
      </Block>
      <Block title={texts.letters}>
        <Line name={texts.tellOfSignIns} sub={texts.tellOfSignInsSub}>
          <Switch
            aria-label={texts.tellOfSignIns}
            checked={account.mailOnSignIn}
            onChange={(event) => change.mutate({ mailOnSignIn: event.target.checked })}
          />
        </Line>
      </Block>
      {!account.mailLeaves && (
        <div className="after">
          <Note title={texts.noMail}>
            {texts.noMailLead} <code className="command">{texts.noMailCommand}</code>
          </Note>
        </div>
      )}
      {changing && <ChangePasswordDialog account={account} onClose={() => setChanging(false)} />}
    </>
  );
}
