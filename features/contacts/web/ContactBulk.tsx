/** What can be done with the picked contacts; each can be undone. */
import { contactKinds } from '@sotto/domain';
import { undoChange } from '@sotto/features/applications/api';
import { BulkBar, Button, Field, IconButton, Menu, Popover, TextInput } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useBulk } from '@sotto/ui/records';
import { useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { changeContacts, type ContactRow, type ContactsChange } from '../api.ts';
import { refreshContacts } from './queries.ts';
import { texts } from './texts.ts';

export function ContactBulk({ contacts, onClear }: { readonly contacts: readonly ContactRow[]; readonly onClear: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const bulk = useBulk<ContactsChange>({
    send: async (items, change) => (await api(changeContacts, { body: { items, change } })).body,
    undo: (undo) => api(undoChange, { body: { undo } }),
    refresh: () => refreshContacts(queries),
    left: texts.bulk.left,
  });
  const act = (change: ContactsChange, said: (count: number) => string) =>
    bulk.mutate({ rows: contacts, change, said, onDone: onClear });
  return (
    <BulkBar count={texts.bulk.picked(contacts.length)}>
      <Menu
        label={texts.columns.kind}
        items={[
          ...contactKinds.map((kind) => ({
            id: kind,
            label: texts.kinds[kind],
            run: () => act({ kind: 'kind', contactKind: kind }, (count) => texts.bulk.kind(count, texts.kinds[kind])),
          })),
          { kind: 'rule', id: 'rule' },
          { id: 'none', label: texts.bulk.noKind, run: () => act({ kind: 'kind', contactKind: null }, texts.bulk.changed) },
        ]}
        trigger={(props) => (
          <Button look="quiet" {...props}>
            {texts.columns.kind}
          </Button>
        )}
      />
      <Popover
        label={texts.bulk.company}
        trigger={(props) => (
          <Button look="quiet" {...props}>
            {texts.bulk.company}
          </Button>
        )}
      >
        {(close) => (
          <CompanyForm
            onName={(company) => {
              act({ kind: 'company', company }, (count) => texts.bulk.at(count, company));
              close();
            }}
          />
        )}
      </Popover>
      <Button look="warned" onClick={() => act({ kind: 'delete' }, texts.bulk.deleted)}>
        {texts.bulk.delete}
      </Button>
      <IconButton icon={X} size="small" label={texts.bulk.clear} onClick={onClear} />
    </BulkBar>
  );
}

function CompanyForm({ onName }: { readonly onName: (company: string) => void }) {
  const [company, setCompany] = useState('');
  const typed = company.trim();
  return (
    <form
      className="bulk-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== '') onName(typed);
      }}
    >
      <Field label={texts.bulk.company} help={texts.bulk.companyHelp}>
        <TextInput value={company} autoFocus onChange={(event) => setCompany(event.target.value)} />
      </Field>
      <Button type="submit" look="primary" disabled={typed === ''}>
        {texts.bulk.apply}
      </Button>
    </form>
  );
}
