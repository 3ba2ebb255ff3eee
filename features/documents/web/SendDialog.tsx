/** Enters what was sent with an application: a version that is here, or a file that is uploaded with it. */
import type { ApplicationView } from '@sotto/features/applications/api';
import { useFormat } from '@sotto/features/settings/web';
import { Button, Dialog, DialogBody, DialogFoot, Field, NativeSelect, Skeleton, TextInput } from '@sotto/ui';
import { useQueries } from '@tanstack/react-query';
import { useApi } from '@sotto/ui/app';
import { type SubmitEvent, useState } from 'react';
import { type DocumentRow, type DocumentView, getDocument } from '../api.ts';
import { NewFileFields, useNewFile } from './NewDocumentDialog.tsx';
import { keys, useCreateDocument, useDocuments, useSend } from './queries.ts';
import { texts, versionInWords } from './texts.ts';

export interface SendDialogProps {
  readonly application: ApplicationView;
  readonly onClose: () => void;
}

export function SendDialog({ application, onClose }: SendDialogProps) {
  const documents = useDocuments().data?.items;
  return (
    <Dialog open onClose={onClose} title={texts.sendTitle} narrow>
      {documents ? (
        <SendForm application={application} documents={documents} onClose={onClose} />
      ) : (
        <DialogBody>
          <Skeleton lines={4} />
        </DialogBody>
      )}
    </Dialog>
  );
}

const aNewFile = '';

function SendForm({ application, documents, onClose }: SendDialogProps & { readonly documents: readonly DocumentRow[] }) {
  const today = useFormat().today();
  const [versionId, setVersionId] = useState(() => usual(documents)?.latest.id ?? aNewFile);
  const [on, setOn] = useState(application.appliedOn ?? today);
  const form = useNewFile(null);
  const { upload, part } = useCreateDocument();
  const send = useSend();
  const isFuture = on > today;
  const isReady = !isFuture && on !== '' && (versionId !== aNewFile || form.file !== null);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const enter = (chosen: string) =>
      send.mutate({ applicationId: application.id, versionId: chosen, on }, { onSuccess: onClose });
    const made = versionId === aNewFile ? form.ready() : null;
    if (!isReady) return;
    if (made === null) return enter(versionId);
    upload.mutate(made, { onSuccess: ({ versions: [first] }) => first && enter(first.id) });
  }

  return (
    <form onSubmit={submit} noValidate>
      <DialogBody className="new-document">
        {documents.length > 0 && (
          <Field label={texts.what}>
            <NativeSelect value={versionId} onChange={setVersionId}>
              <Options documents={documents} />
              <option value={aNewFile}>{texts.aNewFile}</option>
            </NativeSelect>
          </Field>
        )}
        {versionId === aNewFile && <NewFileFields form={form} part={upload.isPending ? part : null} refused={upload.error} />}
        <Field label={texts.on} error={isFuture ? texts.future : undefined}>
          <TextInput type="date" max={today} value={on} onChange={(event) => setOn(event.target.value)} />
        </Field>
      </DialogBody>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button look="primary" type="submit" disabled={!isReady || upload.isPending || send.isPending}>
          {texts.enter}
        </Button>
      </DialogFoot>
    </form>
  );
}

/** Mostly it is the resume: the one changed last, not whatever else was. */
function usual(documents: readonly DocumentRow[]): DocumentRow | undefined {
  return documents.find(({ kind }) => kind === 'resume') ?? documents[0];
}

/** Every version of every document; until the older ones are known, the latest. */
function Options({ documents }: { readonly documents: readonly DocumentRow[] }) {
  const older = useOlderVersions(documents);
  return documents.map(({ id, name, latest }) => {
    const versions = older.get(id)?.versions ?? [latest];
    return (
      <optgroup key={id} label={name}>
        {versions.map((version) => (
          <option key={version.id} value={version.id}>
            {name}, {versionInWords(version)}
          </option>
        ))}
      </optgroup>
    );
  });
}

function useOlderVersions(documents: readonly DocumentRow[]): ReadonlyMap<string, DocumentView> {
  const api = useApi();
  const results = useQueries({
    queries: documents
      .filter(({ versions }) => versions > 1)
      .map(({ id }) => ({
        queryKey: keys.document(id),
        queryFn: async ({ signal }: { signal: AbortSignal }) => (await api(getDocument, { params: { id } }, signal)).body,
      })),
  });
  return new Map(results.flatMap(({ data }) => (data ? [[data.id, data]] : [])));
}
