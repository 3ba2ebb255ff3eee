/** What can be done with the picked documents; each can be undone. What was sent is deleted one by one, since that is asked. */
import { documentKinds } from '@sotto/domain';
import { undoChange } from '@sotto/features/applications/api';
import { BulkBar, Button, IconButton, Menu } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useBulk } from '@sotto/ui/records';
import { useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { changeDocuments, type DocumentRow, type DocumentsChange, undoDocumentDeletion } from '../api.ts';
import { refreshDocuments } from './queries.ts';
import { texts } from './texts.ts';

const { bulk: words } = texts;

export function DocumentBulk({
  documents,
  onClear,
}: {
  readonly documents: readonly DocumentRow[];
  readonly onClear: () => void;
}) {
  const api = useApi();
  const queries = useQueryClient();
  const calls = {
    send: async (items: { id: string; revision: number }[], change: DocumentsChange) =>
      (await api(changeDocuments, { body: { items, change } })).body,
    refresh: () => refreshDocuments(queries),
  };
  const recast = useBulk<DocumentsChange>({
    ...calls,
    undo: (undo) => api(undoChange, { body: { undo } }),
    left: words.left,
  });
  // Bytes come back another way.
  const removal = useBulk<DocumentsChange>({
    ...calls,
    undo: (undo) => api(undoDocumentDeletion, { body: { undo } }),
    left: words.kept,
  });
  return (
    <BulkBar count={words.picked(documents.length)}>
      <Menu
        label={texts.kind}
        items={documentKinds.map((kind) => ({
          id: kind,
          label: texts.kinds[kind],
          run: () =>
            recast.mutate({
              rows: documents,
              change: { kind: 'kind', documentKind: kind },
              said: (count) => words.kind(count, texts.kinds[kind]),
              onDone: onClear,
            }),
        }))}
        trigger={(props) => (
          <Button look="quiet" {...props}>
            {texts.kind}
          </Button>
        )}
      />
      <Button
        look="warned"
        onClick={() => removal.mutate({ rows: documents, change: { kind: 'delete' }, said: words.deleted, onDone: onClear })}
      >
        {words.delete}
      </Button>
      <IconButton icon={X} size="small" label={words.clear} onClick={onClear} />
    </BulkBar>
  );
}
