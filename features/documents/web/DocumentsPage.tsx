/** All documents: found, sorted, opened, and dropped in. What it shows is in its address. */
import './documents.css';
import { fold } from '@sotto/domain';
import { type Format, useFormat } from '@sotto/features/settings/web';
import { Button, Empty, Skeleton, classes } from '@sotto/ui';
import { Outlet, useListState, useParams } from '@sotto/ui/app';
import { Find, type RecordColumn, RecordTable } from '@sotto/ui/records';
import { FileUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { DocumentRow, SentTo } from '../api.ts';
import { useDrop } from './DropPlace.tsx';
import { DocumentBulk } from './DocumentBulk.tsx';
import { documentLinks } from './links.ts';
import { NewDocumentDialog } from './NewDocumentDialog.tsx';
import { useDocuments } from './queries.ts';
import { sizeInWords, texts, versionInWords } from './texts.ts';

/** `null`: nothing is being added. */
type Adding = { readonly file: File | null } | null;

/** What its address keeps. */
const names = ['q', 'sort'] as const;

export function DocumentsPage() {
  const { documentId } = useParams();
  const { state, change } = useListState(names, (next) =>
    documentId === undefined ? documentLinks.list(next) : documentLinks.document(documentId, next),
  );
  const [adding, setAdding] = useState<Adding>(null);
  const [picked, setPicked] = useState(noPicks);
  const query = useDocuments();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(format), [format]);
  const all = query.data?.items ?? none;
  const shown = useMemo(() => matching(all, state.q), [all, state.q]);
  const chosen = shown.filter(({ id }) => picked.has(id));
  const { over, place } = useDrop((file) => setAdding({ file }));
  const uploadButton = (
    <Button look="primary" icon={FileUp} onClick={() => setAdding({ file: null })}>
      {texts.upload}
    </Button>
  );
  return (
    <div className={classes('documents', over && 'over')} {...place}>
      <header className="head">
        <h1>{texts.documents}</h1>
        {all.length > 0 && (
          <>
            <Find label={texts.find} words={state.q} onChange={(q) => change({ q })} />
            {uploadButton}
          </>
        )}
      </header>
      {query.isPending && <Skeleton lines={12} />}
      {query.isError && (
        <Empty title={texts.notLoaded} action={<Button onClick={() => void query.refetch()}>{texts.tryAgain}</Button>} />
      )}
      {query.data?.items.length === 0 && (
        <div className="documents-empty">
          <Empty title={over ? texts.dropNow : texts.empty} action={uploadButton}>
            {texts.emptyLead}
          </Empty>
        </div>
      )}
      {all.length > 0 && (
        <RecordTable
          label={texts.documents}
          rows={shown}
          columns={columns}
          address={({ id }) => documentLinks.document(id, state)}
          beneath={beneath}
          open={documentId}
          sort={state.sort}
          onSort={(sort) => change({ sort })}
          picks={{ picked, onPick: setPicked, label: ({ name }) => texts.bulk.pick(name), all: texts.bulk.pickAll }}
          keys={texts.keys}
        />
      )}
      {all.length > 0 && shown.length === 0 && <p className="documents-nothing">{texts.nothing}</p>}
      {query.data && all.length > 0 && (
        <footer className="table-foot">
          <span role="status">
            {shown.length === all.length ? texts.count(all.length) : texts.shownOf(shown.length, all.length)}
          </span>
          <span className="push">
            {texts.space(sizeInWords(query.data.space.usedBytes), sizeInWords(query.data.space.limitBytes))}
          </span>
        </footer>
      )}
      {chosen.length > 0 && <DocumentBulk documents={chosen} onClear={() => setPicked(noPicks)} />}
      {adding && <NewDocumentDialog file={adding.file} onClose={() => setAdding(null)} />}
      <Outlet />
    </div>
  );
}

const none: readonly DocumentRow[] = [];
const noPicks: ReadonlySet<string> = new Set();

function matching(documents: readonly DocumentRow[], q: string): readonly DocumentRow[] {
  const words = fold(q);
  if (words === '') return documents;
  return documents.filter(({ name, kind, latest, sentTo }) =>
    [name, texts.kinds[kind], latest.label ?? '', latest.name, ...sentTo.map(({ company }) => company)].some((text) =>
      fold(text).includes(words),
    ),
  );
}

function columnsOf(format: Format): readonly RecordColumn<DocumentRow>[] {
  const { columns } = texts;
  return [
    { name: 'name', label: columns.name, cell: ({ name }) => name, sortValue: ({ name }) => fold(name) },
    { name: 'kind', label: columns.kind, cell: ({ kind }) => texts.kinds[kind], sortValue: ({ kind }) => texts.kinds[kind] },
    { name: 'version', label: columns.version, cell: ({ latest }) => versionInWords(latest) },
    {
      name: 'sent',
      label: columns.sent,
      cell: ({ sentTo }) => companiesInWords(sentTo),
      sortValue: ({ sentTo }) => sentTo.length,
    },
    {
      name: 'size',
      label: columns.size,
      numeric: true,
      cell: ({ latest }) => sizeInWords(latest.sizeBytes),
      sortValue: ({ latest }) => latest.sizeBytes,
    },
    {
      name: 'updatedAt',
      label: columns.updatedAt,
      numeric: true,
      cell: ({ updatedAt }) => format.day(format.dateOf(updatedAt)),
      sortValue: ({ updatedAt }) => Date.parse(updatedAt),
    },
  ];
}

const companiesShown = 2;

/** `Nettle & Rye, Copperline and 3 more`. */
function companiesInWords(sentTo: readonly SentTo[]): string {
  const companies = [...new Set(sentTo.map(({ company }) => company))];
  const first = companies.slice(0, companiesShown).join(', ');
  return companies.length <= companiesShown ? first : `${first} ${texts.andMore(companies.length - companiesShown)}`;
}

function beneath({ kind, latest, sentTo }: DocumentRow): string {
  const parts = [texts.kinds[kind], texts.version(latest.number), sentTo.length > 0 && texts.sentWith(companiesInWords(sentTo))];
  return parts.filter(Boolean).join(' · ');
}
