/** What can be done with the picked companies; each can be undone. Deleting asks where applications go, so it is done one by one. */
import { desirabilities } from '@sotto/domain';
import { undoChange } from '@sotto/features/applications/api';
import { BulkBar, Button, IconButton, Menu } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useBulk } from '@sotto/ui/records';
import { useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { changeCompanies, type CompaniesChange, type CompanyRow } from '../api.ts';
import { refreshCompanies } from './queries.ts';
import { texts } from './texts.ts';

export function CompanyBulk({ companies, onClear }: { readonly companies: readonly CompanyRow[]; readonly onClear: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const bulk = useBulk<CompaniesChange>({
    send: async (items, change) => (await api(changeCompanies, { body: { items, change } })).body,
    undo: (undo) => api(undoChange, { body: { undo } }),
    refresh: () => refreshCompanies(queries),
    left: texts.bulk.left,
  });
  const act = (change: CompaniesChange, said: (count: number) => string) =>
    bulk.mutate({ rows: companies, change, said, onDone: onClear });
  return (
    <BulkBar count={texts.bulk.picked(companies.length)}>
      <Menu
        label={texts.columns.desirability}
        items={[
          ...desirabilities.map((desirability) => ({
            id: desirability,
            label: texts.desirabilities[desirability],
            run: () => act({ kind: 'desirability', desirability }, texts.bulk.changed),
          })),
          { kind: 'rule', id: 'rule' },
          {
            id: 'none',
            label: texts.bulk.notSaid,
            run: () => act({ kind: 'desirability', desirability: null }, texts.bulk.changed),
          },
        ]}
        trigger={(props) => (
          <Button look="quiet" {...props}>
            {texts.columns.desirability}
          </Button>
        )}
      />
      <Button look="quiet" onClick={() => act({ kind: 'doNotApply', doNotApply: true }, texts.bulk.notHere)}>
        {texts.bulk.doNotApply}
      </Button>
      <Button look="quiet" onClick={() => act({ kind: 'doNotApply', doNotApply: false }, texts.bulk.here)}>
        {texts.bulk.doApply}
      </Button>
      <IconButton icon={X} size="small" label={texts.bulk.clear} onClick={onClear} />
    </BulkBar>
  );
}
