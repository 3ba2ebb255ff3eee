/** What the employer published, as it was when saved. Never edited; it may be deleted. */
import { useFormat } from '@sotto/features/settings/web';
import { Button, Dialog, DialogBody, DialogFoot, Field, Skeleton, TextArea } from '@sotto/ui';
import { useApi, useDraft } from '@sotto/ui/app';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApplicationView, createSnapshot, deleteSnapshot, getSnapshot } from '../../api.ts';
import { keys, refreshApplications } from '../queries.ts';
import { panelTexts } from './texts.ts';

const snapshotKey = (application: ApplicationView) => ['snapshot', application.id, application.snapshot?.id ?? null] as const;

/** The saved posting; nothing is asked where there is none. */
export function useSnapshot(application: ApplicationView) {
  const api = useApi();
  return useQuery({
    queryKey: snapshotKey(application),
    queryFn: async ({ signal }) => (await api(getSnapshot, { params: { id: application.id } }, signal)).body,
    enabled: application.snapshot !== null,
    // It never changes.
    staleTime: Infinity,
    refetchInterval: false,
  });
}

export function Posting({ application }: { readonly application: ApplicationView }) {
  const format = useFormat();
  const snapshot = useSnapshot(application).data;
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      {application.snapshot === null ? (
        <PasteBox application={application} />
      ) : (
        <section>
          <div className="section-head">
            <h3>{panelTexts.posting}</h3>
            <span className="faint">{panelTexts.asItWas(format.longDay(format.dateOf(application.snapshot.capturedAt)))}</span>
            <button type="button" className="link" onClick={() => setDeleting(true)}>
              {panelTexts.deletePosting}
            </button>
          </div>
          {snapshot ? (
            <article className="paper">
              <Paragraphs text={snapshot.text} />
              <footer>{panelTexts.saved[snapshot.by]}</footer>
            </article>
          ) : (
            <Skeleton lines={8} />
          )}
        </section>
      )}
      {(['description', 'responsibilities', 'benefits'] as const).map(
        (field) =>
          application[field] !== null && (
            <section key={field}>
              <div className="section-head">
                <h3>{panelTexts[field]}</h3>
              </div>
              <article className="paper">
                <Paragraphs text={application[field]} />
              </article>
            </section>
          ),
      )}
      {deleting && <DeleteSnapshot application={application} onClose={() => setDeleting(false)} />}
    </>
  );
}

const bullet = /^\s*[-–—•*·]\s+/;

/** Plain text as paragraphs and lists: blank lines part paragraphs, lines that begin with a dash or dot are a list. */
export function Paragraphs({ text }: { readonly text: string }) {
  return text
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '')
    .map((block, index) => {
      const lines = block.split('\n').filter((line) => line.trim() !== '');
      // The text never changes in place, so where a block stands names it.
      const place = `block-${index}`;
      if (!lines.every((line) => bullet.test(line))) return <p key={place}>{lines.join('\n')}</p>;
      return <List key={place} lines={lines.map((line) => line.replace(bullet, ''))} />;
    });
}

function List({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line, index) => {
        const place = `line-${index}`;
        return <li key={place}>{line}</li>;
      })}
    </ul>
  );
}

function PasteBox({ application }: { readonly application: ApplicationView }) {
  const api = useApi();
  const queries = useQueryClient();
  const draft = useDraft(`posting-${application.id}`, { text: '' });
  const keep = useMutation({
    mutationFn: () =>
      api(createSnapshot, {
        params: { id: application.id },
        body: { revision: application.revision, text: draft.value.text, by: 'paste' },
      }),
    onSuccess: async () => {
      draft.clear();
      await queries.invalidateQueries({ queryKey: keys.application(application.id) });
      await refreshApplications(queries);
    },
  });
  return (
    <section className="paste-box">
      <div className="section-head">
        <h3>{panelTexts.noPosting}</h3>
      </div>
      <Field label={panelTexts.pasteHere} help={panelTexts.noPostingLead}>
        <TextArea rows={8} value={draft.value.text} onChange={(event) => draft.change({ text: event.target.value })} />
      </Field>
      <Button look="primary" disabled={draft.value.text.trim() === '' || keep.isPending} onClick={() => keep.mutate()}>
        {panelTexts.keepPosting}
      </Button>
    </section>
  );
}

function DeleteSnapshot({ application, onClose }: { readonly application: ApplicationView; readonly onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api(deleteSnapshot, { params: { id: application.id }, query: { revision: application.revision } }),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: keys.application(application.id) });
    },
  });
  return (
    <Dialog open onClose={onClose} title={panelTexts.deletePosting} narrow>
      <DialogBody>
        <p>{panelTexts.deletePostingSure}</p>
      </DialogBody>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {panelTexts.cancel}
        </Button>
        <Button look="destroy" disabled={remove.isPending} onClick={() => remove.mutate()}>
          {panelTexts.delete}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
