import './privacy.css';
import { useFormat } from '@sotto/features/settings/web';
import { Block, Button, Empty, Skeleton } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ActivityView, listActivity } from '../api.ts';
import { happeningTexts, texts } from './texts.ts';

/** What was done in the account, the latest first. */
export default function Activity() {
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
