/** All companies: found, sorted, opened. What it shows is in its address. */
import './companies.css';
import { fold } from '@sotto/domain';
import { type Format, useFormat } from '@sotto/features/settings/web';
import { Button, Empty, Skeleton } from '@sotto/ui';
import { Outlet, useListState, useParams } from '@sotto/ui/app';
import { Find, type RecordColumn, RecordTable } from '@sotto/ui/records';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { CompanyRow } from '../api.ts';
import { CompanyBulk } from './CompanyBulk.tsx';
import { companyLinks } from './links.ts';
import { NewCompanyDialog } from './NewCompanyDialog.tsx';
import { useCompanies } from './queries.ts';
import { texts } from './texts.ts';

/** What its address keeps. */
const names = ['q', 'sort'] as const;

export function CompaniesPage() {
  const { companyId } = useParams();
  const { state, change } = useListState(names, (next) =>
    companyId === undefined ? companyLinks.list(next) : companyLinks.company(companyId, next),
  );
  const [adding, setAdding] = useState(false);
  const [picked, setPicked] = useState(noPicks);
  const query = useCompanies();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(format), [format]);
  const all = query.data ?? none;
  const shown = useMemo(() => matching(all, state.q), [all, state.q]);
  const chosen = shown.filter(({ id }) => picked.has(id));
  return (
    <>
      <header className="head">
        <h1>{texts.companies}</h1>
        {/* Within a span, so that it stays on a phone, where New in the bottom bar is another thing. */}
        {all.length > 0 && (
          <>
            <Find label={texts.find} words={state.q} onChange={(q) => change({ q })} />
            <span>
              <Button look="primary" icon={Plus} onClick={() => setAdding(true)}>
                {texts.newCompany}
              </Button>
            </span>
          </>
        )}
      </header>
      {query.isPending && <Skeleton lines={12} />}
      {query.isError && (
        <Empty title={texts.notLoaded} action={<Button onClick={() => void query.refetch()}>{texts.tryAgain}</Button>} />
      )}
      {query.data?.length === 0 && (
        <div className="list-empty">
          <Empty
            title={texts.empty}
            action={
              <Button look="primary" icon={Plus} onClick={() => setAdding(true)}>
                {texts.newCompany}
              </Button>
            }
          >
            {texts.emptyLead}
          </Empty>
        </div>
      )}
      {all.length > 0 && (
        <RecordTable
          label={texts.companies}
          rows={shown}
          columns={columns}
          address={({ id }) => companyLinks.company(id, state)}
          beneath={beneath}
          open={companyId}
          sort={state.sort}
          onSort={(sort) => change({ sort })}
          picks={{ picked, onPick: setPicked, label: ({ name }) => texts.bulk.pick(name), all: texts.bulk.pickAll }}
          keys={texts.keys}
        />
      )}
      {all.length > 0 && shown.length === 0 && <p className="list-nothing">{texts.nothing}</p>}
      {all.length > 0 && (
        <footer className="table-foot">
          <span role="status">
            {shown.length === all.length ? texts.count(all.length) : texts.shownOf(shown.length, all.length)}
          </span>
        </footer>
      )}
      {chosen.length > 0 && <CompanyBulk companies={chosen} onClear={() => setPicked(noPicks)} />}
      {adding && <NewCompanyDialog onClose={() => setAdding(false)} />}
      <Outlet />
    </>
  );
}

const none: readonly CompanyRow[] = [];
const noPicks: ReadonlySet<string> = new Set();

function matching(companies: readonly CompanyRow[], q: string): readonly CompanyRow[] {
  const words = fold(q);
  if (words === '') return companies;
  return companies.filter(({ name, aliases, domain, industry }) =>
    [name, ...aliases, domain ?? '', industry ?? ''].some((text) => fold(text).includes(words)),
  );
}

function columnsOf(format: Format): readonly RecordColumn<CompanyRow>[] {
  const { columns } = texts;
  return [
    { name: 'name', label: columns.name, cell: nameCell, sortValue: ({ name }) => fold(name) },
    {
      name: 'applications',
      label: columns.applications,
      numeric: true,
      cell: ({ applications }) => applications || null,
      sortValue: ({ applications }) => applications,
    },
    {
      name: 'contacts',
      label: columns.contacts,
      numeric: true,
      cell: ({ contacts }) => contacts || null,
      sortValue: ({ contacts }) => contacts,
    },
    { name: 'industry', label: columns.industry, cell: ({ industry }) => industry, sortValue: ({ industry }) => industry },
    { name: 'size', label: columns.size, cell: ({ size }) => size, sortValue: ({ size }) => size && Number.parseInt(size, 10) },
    {
      name: 'desirability',
      label: columns.desirability,
      cell: ({ desirability }) => desirability && texts.desirabilities[desirability],
      sortValue: ({ desirability }) => desirability && ['high', 'medium', 'low'].indexOf(desirability),
    },
    { name: 'domain', label: columns.domain, cell: ({ domain }) => domain, sortValue: ({ domain }) => domain },
    {
      name: 'updatedAt',
      label: columns.updatedAt,
      numeric: true,
      cell: ({ updatedAt }) => format.day(format.dateOf(updatedAt)),
      sortValue: ({ updatedAt }) => Date.parse(updatedAt),
    },
  ];
}

function nameCell({ name, doNotApply }: CompanyRow) {
  return doNotApply ? (
    <>
      {name} <span className="no-apply">{texts.noApply}</span>
    </>
  ) : (
    name
  );
}

function beneath({ applications, contacts, industry }: CompanyRow): string {
  const parts = [industry, applications > 0 && texts.applications(applications), contacts > 0 && texts.contacts(contacts)];
  return parts.filter(Boolean).join(' · ');
}
