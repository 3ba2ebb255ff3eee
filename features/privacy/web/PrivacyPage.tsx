import './privacy.css';
import { DeleteData } from '@sotto/features/account/web';
import { useFormat } from '@sotto/features/settings/web';
import { Block, Button, Empty, PageTitle, Skeleton } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { type ActivityView, type HeldItem, getInventory, listActivity } from '../api.ts';
import { happeningTexts, texts } from './texts.ts';

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
      <Log />
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

function Log() {
  const api = useApi();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['privacy', 'activity'],
    queryFn: async ({ pageParam, signal }) =>
      (await api(listActivity, { query: { limit: '20', ...(pageParam !== null && { before: String(pageParam) }) } }, signal))
        .body,
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextBefore,
  });
  const entries = data?.pages.flatMap((page) => page.items);
  return (
    <Block title={texts.log} aside={texts.logAside}>
      {entries ? <Entries entries={entries} /> : <Skeleton lines={4} height="1.25rem" />}
      {hasNextPage && (
        <p className="after">
          <Button size="small" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {texts.older}
          </Button>
        </p>
      )}
    </Block>
  );
}

function Entries({ entries }: { readonly entries: readonly ActivityView[] }) {
  const format = useFormat();
  if (entries.length === 0) return <Empty title={texts.nothingYet}>{texts.nothingYetLead}</Empty>;
  return (
    <ol className="log">
      {entries.map((entry) => (
        <li key={entry.position}>
          <span className="medium">{happeningTexts[entry.happening]}</span>
          <span className="soft">{aboutOf(entry, format.number)}</span>
          <time className="faint" dateTime={entry.at}>
            {format.moment(entry.at)}
          </time>
        </li>
      ))}
    </ol>
  );
}

const whoseHand: Readonly<Record<ActivityView['by'], string | null>> = {
  user: null,
  key: texts.byKey,
  operator: texts.byOperator,
};

function aboutOf({ about, count, by }: ActivityView, number: (value: number) => string): string {
  return [about, count === null ? null : number(count), whoseHand[by]].filter((part) => part !== null).join(' · ');
}
