import './privacy.css';
import { DeleteData } from '@sotto/features/account/web';
import { useFormat } from '@sotto/features/settings/web';
import { Block, PageTitle, Skeleton } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { type HeldItem, getInventory } from '../api.ts';
import Activity from './Activity.tsx';
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
      <Block title={texts.held} aside={data && texts.things(format.number(sumOf(data.items)))}>
        {data ? <Held items={data.items} /> : <Skeleton lines={8} height="1.25rem" />}
      </Block>
      <Activity />
      <Block title={texts.empty}>
        <Suspense fallback={<Skeleton height="2.5rem" />}>
          <DeleteData />
        </Suspense>
      </Block>
    </>
  );
}

function sumOf(items: readonly HeldItem[]): number {
  return items.reduce((sum, { count }) => sum + count, 0);
}

function Held({ items }: { readonly items: readonly HeldItem[] }) {
  const format = useFormat();
  return (
    <table className="held" aria-label={texts.held}>
      <thead>
        <tr>
          <th scope="col">{texts.what}</th>
          <th scope="col" className="num">
            {texts.howMany}
          </th>
          <th scope="col">{texts.whatFor}</th>
          <th scope="col">{texts.until}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ name, title, count, purpose, until }) => (
          <tr key={name}>
            <th scope="row">{title}</th>
            <td className={count === 0 ? 'num faint' : 'num'}>{count === 0 ? texts.none : format.number(count)}</td>
            <td>{purpose}</td>
            <td>{until}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
