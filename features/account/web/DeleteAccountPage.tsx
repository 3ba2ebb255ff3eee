import { getInventory } from '@sotto/features/privacy/api';
import { groupLinks, useGroups } from '@sotto/features/groups/web';
import { useFormat } from '@sotto/features/settings/web';
import { exportEverything } from '@sotto/features/transfer/api';
import { Block, Button, Field, Line, Note, PageTitle, Skeleton, TextInput, buttonClass } from '@sotto/ui';
import { clearDrafts, useApi, Link } from '@sotto/ui/app';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Check, Download } from 'lucide-react';
import { type SyntheticEvent, useState } from 'react';
import { type AccountView, deleteAccount } from '../api.ts';
import './account.css';
import { isAddress } from './DeleteData.tsx';
import { askIdentity } from './identity.ts';
import { accountLinks } from './links.ts';
import { formError } from './problem-words.ts';
import { useAccount } from './queries.ts';
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
        <Block title={texts.confirmBlock}>{account ? <Confirm account={account} /> : <Skeleton lines={2} height="3rem" />}</Block>
      </div>
    </>
  );
}

function TakeWithYou() {
  const groups = useGroups();
  const api = useApi();
  const everything = useMutation({
    mutationFn: async () => (await api(exportEverything, {})).body,
    onSuccess: (json) => save(json, 'sotto.json'),
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

function save(content: Blob, name: string): void {
  const href = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href, download: name }).click();
  // The download has its own hold on the bytes once it began.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
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

function Confirm({ account }: { readonly account: AccountView }) {
  const [typed, setTyped] = useState('');
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
  const wrong = formError(deleting.error, []);
  return (
    <form onSubmit={submit}>
      <ThatItIsYou freshUntil={account.freshUntil} />
      <Field className="typed" label={texts.typeAddress} help={account.email}>
        <TextInput value={typed} onChange={(event) => setTyped(event.target.value)} spellCheck={false} autoCapitalize="none" />
      </Field>
      {wrong !== null && <Note tone="bad" title={wrong} />}
      <div className="last-act">
        <Button type="submit" look="destroy" size="large" disabled={!isAddress(typed, account.email)}>
          {texts.deleteAccount}
        </Button>
        <Link to="/" className={buttonClass({ look: 'quiet', size: 'large' })}>
          {texts.keepIt}
        </Link>
        {account.mailLeaves && <span className="faint">{texts.lastMail}</span>}
      </div>
    </form>
  );
}

function ThatItIsYou({ freshUntil }: { readonly freshUntil: string | null }) {
  if (freshUntil === null) {
    return (
      <Line name={texts.thatItIsYou} sub={texts.notYetConfirmed}>
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
