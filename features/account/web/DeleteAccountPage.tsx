import { getInventory } from '@sotto/features/privacy/api';
import { useFormat } from '@sotto/features/settings/web';
import { Block, PageTitle, Skeleton, buttonClass } from '@sotto/ui';
import { Link, useApi } from '@sotto/ui/app';
import { useQuery } from '@tanstack/react-query';
import './account.css';
import { ConfirmDeletion } from './ConfirmDeletion.tsx';
import { useAccount } from './queries.ts';
import { TakeWithYou } from './TakeWithYou.tsx';
import { texts } from './texts.ts';

/** Settings, Delete Account: the way out first, then what goes, then the act. These labels are promised (A18). */
export function DeleteAccountPage() {
  const { data: account } = useAccount();
  return (
    <>
      <PageTitle lead={texts.deleteAccountLead}>{texts.deleteAccount}</PageTitle>
      <div className="numbered">
        <TakeWithYou />
        <WhatGoes />
        <Block title={texts.confirmBlock}>
          {account ? <ConfirmDeletion account={account}>{keepIt}</ConfirmDeletion> : <Skeleton lines={2} height="3rem" />}
        </Block>
      </div>
    </>
  );
}

const keepIt = (
  <Link to="/" className={buttonClass({ look: 'quiet', size: 'large' })}>
    {texts.keepIt}
  </Link>
);

function WhatGoes() {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['privacy', 'inventory'],
    queryFn: async ({ signal }) => (await api(getInventory, {}, signal)).body,
  });
  const format = useFormat();
  return (
    <Block title={texts.whatGoes}>
      {data ? (
        <ul className="goes">
          {data.items
            .filter(({ count }) => count > 0)
            .map(({ name, title, count }) => (
              <li key={name}>
                <span>{title}</span>
                <b>{format.number(count)}</b>
              </li>
            ))}
        </ul>
      ) : (
        <Skeleton lines={4} />
      )}
      <p className="page-lead after">{texts.whatStays}</p>
    </Block>
  );
}
