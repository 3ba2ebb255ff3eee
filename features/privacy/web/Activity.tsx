import './privacy.css';
import { useFormat } from '@sotto/features/settings/web';
import { Block, buttonClass, Empty, Note, Skeleton } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { Select } from '@sotto/ui/choice';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { type ActivityView, type ActivityWhole, checkActivity, exportActivity, type Happening, listActivity } from '../api.ts';
import { MoreLines } from './MoreLines.tsx';
import { faultText, happeningTexts, texts } from './texts.ts';

type Chosen = Happening | 'all';

/** What was done in the account, the latest first, and whether the log of it is whole. */
export default function Activity() {
  const api = useApi();
  const [chosen, setChosen] = useState<Chosen>('all');
  const { data: whole } = useQuery({
    queryKey: ['privacy', 'activity', 'check'],
    queryFn: async ({ signal }) => (await api(checkActivity, {}, signal)).body,
  });
  return (
    <Block
      title={texts.log}
      aside={texts.logAside}
      actions={
        <a className={buttonClass({ size: 'small' })} href={exportActivity.path} download>
          <Download className="icon" aria-hidden />
          {texts.csv}
        </a>
      }
    >
      {whole ? <Whole whole={whole} /> : <Skeleton lines={1} height="1.25rem" />}
      {whole && whole.happenings.length > 1 && (
        <div className="log-filter">
          <Select label={texts.filter} value={chosen} onChange={setChosen} options={choicesOf(whole)} />
        </div>
      )}
      <Pages key={chosen} chosen={chosen} />
    </Block>
  );
}

function choicesOf({ happenings, entries }: ActivityWhole): { value: Chosen; label: string; end: string }[] {
  const sorts = happenings.map(({ happening, count }) => ({
    value: happening,
    label: happeningTexts[happening],
    end: String(count),
  }));
  const inOrder = sorts.toSorted((left, right) => left.label.localeCompare(right.label));
  return [{ value: 'all', label: texts.allSorts, end: String(entries) }, ...inOrder];
}

/** One line when all is well; what is wrong, each by itself, when it is not. */
function Whole({ whole: { faults, entries, hash } }: { readonly whole: ActivityWhole }) {
  const isRight = faults.every(({ what }) => what === 'restored');
  return (
    <>
      {isRight ? (
        <p className="log-whole">
          {texts.whole(entries)}
          {hash !== null && <code className="faint">{texts.lastHash(hash)}</code>}
        </p>
      ) : (
        <Note tone="bad" title={texts.notWhole}>
          {texts.notWholeLead}
        </Note>
      )}
      {faults.length > 0 && (
        <ul className="log-faults">
          {faults.map((fault) => (
            <li key={`${fault.what} ${fault.from}`}>{faultText(fault)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Pages({ chosen }: { readonly chosen: Chosen }) {
  const api = useApi();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['privacy', 'activity', 'of', chosen],
    queryFn: async ({ pageParam, signal }) => {
      const query = {
        limit: '20',
        ...(pageParam !== null && { before: String(pageParam) }),
        ...(chosen !== 'all' && { happening: chosen }),
      };
      return (await api(listActivity, { query }, signal)).body;
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextBefore,
  });
  const entries = data?.pages.flatMap((page) => page.items);
  return (
    <>
      {entries ? <Entries entries={entries} /> : <Skeleton lines={4} height="1.25rem" />}
      {hasNextPage && <MoreLines isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()} />}
    </>
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
  system: texts.bySystem,
};

function aboutOf({ about, count, by, missing }: ActivityView, number: (value: number) => string): string {
  const gap = missing === null ? null : texts.entries(missing.from, missing.to);
  const many = count === null || missing !== null ? null : number(count);
  return [about, gap, many, whoseHand[by]].filter((part) => part !== null).join(' · ');
}
