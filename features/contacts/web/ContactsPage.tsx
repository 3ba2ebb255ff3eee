/** All contacts: found, narrowed, sorted, opened; brought in and taken out as vCards. What it shows is in its address. */
import './contacts.css';
import { contactKinds, fold } from '@sotto/domain';
import { type Format, useFormat } from '@sotto/features/settings/web';
import { Button, Buttons, Empty, Menu, Skeleton, buttonClass } from '@sotto/ui';
import { Outlet, useListState, useParams } from '@sotto/ui/app';
import { Find, type RecordColumn, RecordTable } from '@sotto/ui/records';
import { ChevronDown, Download, Plus, Upload } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ContactRow } from '../api.ts';
import { ContactBulk } from './ContactBulk.tsx';
import { contactLinks } from './links.ts';
import { openNewContact } from './open-contact.ts';
import { useContacts } from './queries.ts';
import { texts } from './texts.ts';
import { whatTheyDo } from './what-they-do.ts';
import { VcardDialog } from './VcardDialog.tsx';

const none: readonly ContactRow[] = [];
const noPicks: ReadonlySet<string> = new Set();

/** What its address keeps. */
const names = ['q', 'sort', 'kind'] as const;

export function ContactsPage() {
  const { contactId } = useParams();
  const { state, change } = useListState(names, (next) =>
    contactId === undefined ? contactLinks.list(next) : contactLinks.contact(contactId, next),
  );
  const [bringing, setBringing] = useState(false);
  const [picked, setPicked] = useState(noPicks);
  const query = useContacts();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(format), [format]);
  const all = query.data ?? none;
  const shown = useMemo(() => matching(all, state.q, state.kind), [all, state.q, state.kind]);
  const chosen = shown.filter(({ id }) => picked.has(id));
  return (
    <>
      <header className="head">
        <h1>{texts.contacts}</h1>
        {/* Within a span, so that it stays on a phone, where New in the bottom bar is another thing. */}
        {all.length > 0 && (
          <>
            <Find label={texts.find} words={state.q} onChange={(q) => change({ q })} />
            <span>
              <Button look="primary" icon={Plus} onClick={() => openNewContact()}>
                {texts.newContact}
              </Button>
            </span>
          </>
        )}
      </header>
      {query.isPending && <Skeleton lines={12} />}
      {query.isError && (
        <Empty title={texts.notLoaded} action={<Button onClick={() => void query.refetch()}>{texts.tryAgain}</Button>} />
      )}
      {query.data?.length === 0 && <NobodyYet onBring={() => setBringing(true)} />}
      {all.length > 0 && (
        <>
          <div className="filters">
            <KindFilter kind={state.kind} onChange={(kind) => change({ kind })} />
          </div>
          <RecordTable
            label={texts.contacts}
            rows={shown}
            columns={columns}
            address={({ id }) => contactLinks.contact(id, state)}
            beneath={beneath}
            open={contactId}
            sort={state.sort}
            onSort={(sort) => change({ sort })}
            picks={{ picked, onPick: setPicked, label: ({ name }) => texts.bulk.pick(name), all: texts.bulk.pickAll }}
            keys={texts.keys}
          />
          {shown.length === 0 && <p className="list-nothing">{texts.nothing}</p>}
          <footer className="table-foot">
            <span role="status">
              {shown.length === all.length ? texts.count(all.length) : texts.shownOf(shown.length, all.length)}
            </span>
            <span className="buttons push">
              <Button look="quiet" size="small" icon={Upload} onClick={() => setBringing(true)}>
                {texts.bringIn}
              </Button>
              <a className={buttonClass({ look: 'quiet', size: 'small' })} href={contactLinks.vcards()} download>
                <Download className="icon small" aria-hidden />
                {texts.takeOut}
              </a>
            </span>
          </footer>
        </>
      )}
      {chosen.length > 0 && <ContactBulk contacts={chosen} onClear={() => setPicked(noPicks)} />}
      {bringing && <VcardDialog onClose={() => setBringing(false)} />}
      <Outlet />
    </>
  );
}

function NobodyYet({ onBring }: { readonly onBring: () => void }) {
  return (
    <div className="list-empty">
      <Empty
        title={texts.empty}
        action={
          <Buttons>
            <Button look="primary" icon={Plus} onClick={() => openNewContact()}>
              {texts.newContact}
            </Button>
            <Button icon={Upload} onClick={onBring}>
              {texts.bringInFromFile}
            </Button>
          </Buttons>
        }
      >
        {texts.emptyLead}
      </Empty>
    </div>
  );
}

function KindFilter({ kind, onChange }: { readonly kind: string; readonly onChange: (kind: string) => void }) {
  const chosen = contactKinds.find((one) => one === kind);
  return (
    <Menu
      label={texts.columns.kind}
      items={[
        { id: 'any', label: texts.anyKind, chosen: chosen === undefined, run: () => onChange('') },
        ...contactKinds.map((one) => ({ id: one, label: texts.kinds[one], chosen: one === chosen, run: () => onChange(one) })),
      ]}
      trigger={(props) => (
        <button type="button" className="chip" aria-pressed={chosen !== undefined} {...props}>
          {chosen === undefined ? texts.anyKind : texts.kinds[chosen]}
          <ChevronDown className="icon small" aria-hidden />
        </button>
      )}
    />
  );
}

function matching(contacts: readonly ContactRow[], q: string, kind: string): readonly ContactRow[] {
  const words = fold(q);
  return contacts.filter(
    (contact) =>
      (kind === '' || contact.kind === kind) && (words === '' || textsOf(contact).some((text) => fold(text).includes(words))),
  );
}

function textsOf({ name, role, emails, phones, companies }: ContactRow): string[] {
  return [
    name,
    role ?? '',
    ...companies.map((company) => company.name),
    ...emails.map(({ email }) => email),
    ...phones.map(({ number }) => number),
  ];
}

function columnsOf(format: Format): readonly RecordColumn<ContactRow>[] {
  const { columns, kinds } = texts;
  const firstCompany = ({ companies }: ContactRow) => companies[0]?.name ?? null;
  return [
    { name: 'name', label: columns.name, cell: ({ name }) => name, sortValue: ({ name }) => fold(name) },
    { name: 'role', label: columns.role, cell: ({ role }) => role, sortValue: ({ role }) => role },
    {
      name: 'company',
      label: columns.companies,
      cell: ({ companies }) => companies.map(({ name }) => name).join(', '),
      sortValue: firstCompany,
    },
    { name: 'kind', label: columns.kind, cell: ({ kind }) => kind && kinds[kind], sortValue: ({ kind }) => kind && kinds[kind] },
    {
      name: 'email',
      label: columns.email,
      cell: ({ emails }) => emails[0]?.email,
      sortValue: ({ emails }) => emails[0]?.email ?? null,
    },
    { name: 'phone', label: columns.phone, cell: ({ phones }) => phones[0]?.number },
    {
      name: 'lastAt',
      label: columns.lastAt,
      numeric: true,
      cell: ({ lastAt }) => lastAt && format.day(dayOf(lastAt, format)),
      sortValue: ({ lastAt }) => lastAt && Date.parse(lastAt),
    },
  ];
}

function dayOf(at: string, format: Format): string {
  return at.includes('T') ? format.dateOf(at) : at;
}

function beneath({ role, kind, companies }: ContactRow): string {
  return [whatTheyDo({ role, kind }), companies[0]?.name].filter(Boolean).join(' · ');
}
