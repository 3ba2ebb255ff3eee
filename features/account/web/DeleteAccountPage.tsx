import { getInventory } from '@sotto/features/privacy/api';
import { groupLinks, useGroups } from '@sotto/features/groups/web';
import { useFormat } from '@sotto/features/settings/web';
import { exportEverything } from '@sotto/features/transfer/api';
import { Block, Button, Line, PageTitle, Skeleton, buttonClass } from '@sotto/ui';
import { Link, useApi } from '@sotto/ui/app';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import './account.css';
import { ConfirmDeletion } from './ConfirmDeletion.tsx';
import { useAccount } from './queries.ts';
import { saveFile } from './save-file.ts';
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

function TakeWithYou() {
  const groups = useGroups();
  const api = useApi();
  const everything = useMutation({
    mutationFn: async () => (await api(exportEverything, {})).body,
    onSuccess: (json) => saveFile(json, 'sotto.json'),
  });
  const all = (
    <Button size="small" look="primary" icon={Download} disabled={everything.isPending} onClick={() => everything.mutate()}>
      {texts.everything}
    </Button>
  );
  return (
    <Block title={texts.takeWithYou} aside={texts.opensAnywhere} actions={all}>
      {groups ? (
        groups.map((group) => (
          <Line
            key={group.id}
            name={
              <>
                {group.name} <span className="faint">{texts.applications(group.applications)}</span>
              </>
            }
          >
            <a
              className={buttonClass({ size: 'small' })}
              href={groupLinks.csv(group.id)}
              download
              aria-label={texts.csvOf(group.name)}
            >
              <Download className="icon" aria-hidden />
              {texts.csv}
            </a>
          </Line>
        ))
      ) : (
        <Skeleton lines={2} height="2rem" />
      )}
    </Block>
  );
}

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
