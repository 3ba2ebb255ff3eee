/** What the employer published, as it was each time it was saved. Never edited; each may be deleted. */
import { Problem } from '@sotto/contract';
import { useFormat } from '@sotto/features/settings/web';
import { Button, Dialog, DialogBody, DialogFoot, Field, Skeleton, TextArea } from '@sotto/ui';
import { useApi, useDraft } from '@sotto/ui/app';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type ApplicationView,
  createSnapshot,
  deleteSnapshot,
  getOneSnapshot,
  getSnapshot,
  listSnapshots,
  type SnapshotRow,
  type SnapshotView,
} from '../../api.ts';
import { keys, refreshApplications } from '../queries.ts';
import { Comparison } from './Comparison.tsx';
import { SnapshotHead } from './SnapshotHead.tsx';
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

/** One of several, whole. */
function useOneSnapshot(application: ApplicationView, snapshotId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['snapshot', application.id, 'one', snapshotId],
    queryFn: async ({ signal }) => (await api(getOneSnapshot, { params: { id: application.id, snapshotId } }, signal)).body,
    enabled: snapshotId !== '',
    staleTime: Infinity,
    refetchInterval: false,
  }).data;
}

/** All of them, latest first; empty until they are known. */
function useSnapshots(application: ApplicationView): readonly SnapshotRow[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['snapshot', application.id, 'all', application.revision],
    queryFn: async ({ signal }) => (await api(listSnapshots, { params: { id: application.id } }, signal)).body.items,
    enabled: application.snapshot !== null,
    placeholderData: keepPreviousData,
  });
  return data ?? none;
}

const none: readonly SnapshotRow[] = [];

export function Posting({ application }: { readonly application: ApplicationView }) {
  return (
    <>
      {application.snapshot === null ? (
        <PasteBox application={application} title={panelTexts.noPosting} lead={panelTexts.noPostingLead} />
      ) : (
        <SavedPosting key={application.snapshot.id} application={application} latestId={application.snapshot.id} />
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
    </>
  );
}

/** The snapshots: one is read, or held against another; each is deleted by itself; a later one is put beside them. */
function SavedPosting({ application, latestId }: { readonly application: ApplicationView; readonly latestId: string }) {
  const format = useFormat();
  const [shown, setShown] = useState(latestId);
  const [against, setAgainst] = useState('');
  const [open, setOpen] = useState<'delete' | 'again' | null>(null);
  const snapshots = useSnapshots(application);
  const snapshot = useOneSnapshot(application, shown);
  const other = useOneSnapshot(application, against);
  const [before, after] = isEarlier(other, snapshot) ? [other, snapshot] : [snapshot, other];
  function show(id: string): void {
    setShown(id);
    if (id === against) setAgainst('');
  }
  return (
    <>
      <section>
        <div className="section-head">
          <h3>{panelTexts.posting}</h3>
          {snapshot && <span className="faint">{panelTexts.asItWas(format.longDay(format.dateOf(snapshot.capturedAt)))}</span>}
          <button type="button" className="link" disabled={application.readOnly} onClick={() => setOpen('again')}>
            {panelTexts.saveAgain}
          </button>
          <button type="button" className="link next" disabled={application.readOnly} onClick={() => setOpen('delete')}>
            {panelTexts.deletePosting}
          </button>
        </div>
        {snapshots.length > 1 && (
          <SnapshotHead snapshots={snapshots} shown={shown} onShow={show} against={against} onCompare={setAgainst} />
        )}
        {against === '' ? <Whole snapshot={snapshot} /> : <Comparison before={before?.text} after={after?.text} />}
      </section>
      {open === 'again' && <PasteBox application={application} title={panelTexts.saveAgain} lead={panelTexts.saveAgainLead} />}
      {open === 'delete' && <DeleteSnapshot application={application} snapshotId={shown} onClose={() => setOpen(null)} />}
    </>
  );
}

function isEarlier(one: SnapshotView | undefined, other: SnapshotView | undefined): boolean {
  return one !== undefined && other !== undefined && one.capturedAt < other.capturedAt;
}

function Whole({ snapshot }: { readonly snapshot: SnapshotView | undefined }) {
  if (snapshot === undefined) return <Skeleton lines={8} />;
  return (
    <article className="paper">
      <Paragraphs text={snapshot.text} />
      <footer>
        {panelTexts.saved[snapshot.by]}
        <span className="hash-line">
          {panelTexts.hash} <code>{snapshot.sha256}</code>
        </span>
      </footer>
    </article>
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

interface PasteBoxProps {
  readonly application: ApplicationView;
  readonly title: string;
  readonly lead: string;
}

function PasteBox({ application, title, lead }: PasteBoxProps) {
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
    meta: { shownBeside: ['conflict'] },
  });
  const refused = keep.error instanceof Problem && keep.error.problem === 'conflict' ? keep.error.message : undefined;
  return (
    <section className="paste-box">
      <div className="section-head">
        <h3>{title}</h3>
      </div>
      <Field label={panelTexts.pasteHere} help={lead} error={refused}>
        <TextArea rows={8} value={draft.value.text} onChange={(event) => draft.change({ text: event.target.value })} />
      </Field>
      <Button look="primary" disabled={draft.value.text.trim() === '' || keep.isPending} onClick={() => keep.mutate()}>
        {panelTexts.keepPosting}
      </Button>
    </section>
  );
}

interface DeleteSnapshotProps {
  readonly application: ApplicationView;
  readonly snapshotId: string;
  readonly onClose: () => void;
}

function DeleteSnapshot({ application, snapshotId, onClose }: DeleteSnapshotProps) {
  const api = useApi();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () =>
      api(deleteSnapshot, { params: { id: application.id, snapshotId }, query: { revision: application.revision } }),
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
