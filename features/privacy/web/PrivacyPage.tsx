import './privacy.css';
import { DeleteData } from '@sotto/features/account/web';
import { Disclosures } from '@sotto/features/legal/web';
import { useFormat } from '@sotto/features/settings/web';
import { Freeze } from '@sotto/features/support/web';
import { Block, PageTitle, Skeleton } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { getInventory } from '../api.ts';
import Activity from './Activity.tsx';
import { Held } from './Held.tsx';
import { SentMails } from './SentMails.tsx';
import { texts } from './texts.ts';

/** Settings, Privacy: everything that is held, counted now; everything that was done; and the way to empty it. */
export function PrivacyPage() {
  const api = useApi();
  const format = useFormat();
  const { data } = useQuery({
    queryKey: ['privacy', 'inventory'],
    queryFn: async ({ signal }) => (await api(getInventory, {}, signal)).body,
  });
  const lead = data && (
    <>
      {texts.lead(format.moment(data.countedAt))}{' '}
      <a className="link" href="/privacy">
        {texts.policy}
      </a>
    </>
  );
  return (
    <>
      <PageTitle lead={lead}>{texts.heading}</PageTitle>
      {data ? (
        <Held items={data.items} />
      ) : (
        <Block title={texts.held}>
          <Skeleton lines={8} height="1.25rem" />
        </Block>
      )}
      <Activity />
      <SentMails />
      <Disclosures />
      <Block title={texts.empty}>
        <Suspense fallback={<Skeleton height="2.5rem" />}>
          <Freeze />
          <DeleteData />
        </Suspense>
      </Block>
    </>
  );
}
