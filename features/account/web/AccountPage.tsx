import { useFormat } from '@sotto/features/settings/web';
import { Block, Button, Line, PageTitle, Skeleton, later } from '@sotto/ui';
import { Link } from '@sotto/ui/app';
import { Mail } from 'lucide-react';
import { useState } from 'react';
import type { AccountView } from '../api.ts';
import './account.css';
import { accountLinks } from './links.ts';
import { useAccount } from './queries.ts';
import { useResumed } from './resume.ts';
import { texts } from './texts-security.ts';

const ChangeEmailDialog = later(() => import('./ChangeEmailDialog.tsx'));

/** Settings, Account: the address one is known by. */
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
  const [changing, setChanging] = useState(useResumed('email'));
  return (
    <>
      <Block title={texts.emailBlock}>
        <Line icon={Mail} name={account.email} sub={texts.addressSub}>
          <span className="buttons">
            <Button size="small" aria-label={texts.changeEmail} onClick={() => setChanging(true)}>
              {texts.change}
            </Button>
          </span>
        </Line>
      </Block>
      <p className="page-lead after">
        {texts.otherWays}{' '}
        <Link className="link" {...accountLinks.security()}>
          {texts.security}
        </Link>
        .
      </p>
      {changing && <ChangeEmailDialog account={account} onClose={() => setChanging(false)} />}
    </>
  );
}
