/** Who, may they, open, decide, keep, answer: for uploads, the versions they become, and their bytes. */
import { Problem } from '@sotto/contract';
import {
  byHand,
  DocumentKind,
  DocumentVersionKind,
  fingerprintOf,
  greatestVersions,
  madeBefore,
  type Document,
  type DocumentVersion,
  type FileRef,
  type Id,
  type Stored,
} from '@sotto/domain';
import { route, type Incoming, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Draft, Workspace } from '@sotto/workspace';
import * as api from '../api.ts';
import { asAttachment, fileOrRefuse, refuseOverQuota } from './letting-in.ts';
import { carriedOf, expectedVersion, refuseIfSent, versionById, viewById } from './one.ts';
import { versionsOf } from './records.ts';
import { openFiles, sealUndo } from './taking-back.ts';

export function versionRoutes(platform: Platform): Route[] {
  const { workspaces, ids } = platform;
  return [
    route(api.createDocument, 'track', async ({ by, query, body }) => {
      const { file, createdFrom } = arrived(platform, { query, body });
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const before = madeBefore(query.id === undefined ? undefined : present.get(DocumentKind, query.id), createdFrom);
        if (!before.ok) throw new Problem('already-exists');
        if (before.value !== null) return before.value.id;
        const { id = ids.record(), kind = 'other', name = nameWithoutEnding(file) } = query;
        draft.create(DocumentKind, { id, content: { ...byHand, name, kind, notes: null, lastNumber: 1, createdFrom } });
        keep(platform, { present, draft }, { documentId: id, bytes: body.bytes, version: versionFrom(query, file, 1) });
        return id;
      });
      return { status: 201, body: viewById(workspace, result) };
    }),

    route(api.addVersion, 'track', async ({ by, params: { id: documentId }, query, body }) => {
      const { file, createdFrom } = arrived(platform, { query, body });
      const { workspace } = await workspaces.change(by, (present, draft) => {
        const before = query.id === undefined ? undefined : present.get(DocumentVersionKind, query.id);
        const made = madeBefore(before, createdFrom);
        if (!made.ok || (made.value !== null && made.value.parentId !== documentId)) throw new Problem('already-exists');
        if (made.value !== null) return;
        const document = present.get(DocumentKind, documentId);
        if (document === undefined) throw new Problem('not-found');
        refuseSame(versionsOf(present, documentId), file);
        const number = document.content.lastNumber + 1;
        const content: Document = { ...document.content, lastNumber: number };
        draft.update(DocumentKind, documentId, document.revision, content);
        const version = { ...versionFrom(query, file, number), createdFrom };
        keep(platform, { present, draft }, { documentId, bytes: body.bytes, version, id: query.id });
      });
      return { status: 201, body: viewById(workspace, documentId) };
    }),

    route(api.patchVersion, 'track', async ({ by, params: { id, versionId }, body: { revision, label } }) => {
      const { workspace } = await workspaces.change(by, (present, draft) => {
        const { content } = expectedVersion(present, { documentId: id, id: versionId, revision });
        draft.update(DocumentVersionKind, versionId, revision, { ...content, label });
      });
      return { status: 200, body: viewById(workspace, id) };
    }),

    route(api.deleteVersion, 'track', async ({ by, params: { id, versionId }, query: { revision, evenIfSent } }) => {
      const files = await openFiles(platform, by, [versionById(await workspaces.read(by), id, versionId)]);
      const { result } = await workspaces.change(by, (present, draft) => {
        const version = expectedVersion(present, { documentId: id, id: versionId, revision });
        if (versionsOf(present, id).length === 1)
          throw new Problem('conflict', { detail: 'This is the only version. Delete the document instead.' });
        if (evenIfSent === undefined) refuseIfSent(present, id, versionId);
        draft.remove(DocumentVersionKind, versionId, revision);
        return [carriedOf(DocumentVersionKind, version)];
      });
      return { status: 200, body: { undo: files && (await sealUndo(platform, by, { records: result, files })) } };
    }),

    route(api.getVersionFile, 'track', async ({ by, params: { id, versionId } }) => {
      const { file } = versionById(await workspaces.read(by), id, versionId).content;
      const opened = await workspaces.files.read(by, versionId);
      if (opened === undefined) throw new Problem('not-found');
      return { status: 200, stream: opened.pieces, type: file.type, headers: asAttachment(file, 'document') };
    }),
  ];
}

type Upload = Pick<Incoming<typeof api.createDocument> | Incoming<typeof api.addVersion>, 'query' | 'body'>;

/** The file, and the fingerprint of the request: of its bytes by their hash. */
function arrived(platform: Platform, { query, body }: Upload): { file: FileRef; createdFrom: string | null } {
  const file = fileOrRefuse(platform, { ...body, name: query.fileName }, 'document');
  const { id, ...said } = query;
  return { file, createdFrom: id === undefined ? null : fingerprintOf({ id, ...said, sha256: file.sha256 }) };
}

function versionFrom({ label }: { label?: string | undefined }, file: FileRef, number: number): DocumentVersion {
  return { number, label: label ?? null, file, createdFrom: null };
}

interface Kept {
  readonly documentId: Id;
  readonly version: DocumentVersion;
  readonly bytes: Uint8Array;
  /** Of the version, where the caller has chosen one. */
  readonly id?: Id | undefined;
}

/** Drafts a version with its bytes under its own id: the two come and go in one unit. */
function keep(
  { workspaces }: Platform,
  { present, draft }: { present: Workspace; draft: Draft },
  { documentId, version, bytes, id = version.file.id }: Kept,
): void {
  refuseOverQuota({ workspaces }, present, { added: bytes.length });
  const content = { ...version, file: { ...version.file, id } };
  draft.create(DocumentVersionKind, { id, parentId: documentId, content });
  draft.also((sealers) => workspaces.files.put(sealers, id, bytes));
}

/** The same bytes twice would be two names for one thing. */
function refuseSame(versions: readonly Stored<DocumentVersion>[], { sha256 }: FileRef): void {
  const same = versions.find(({ content }) => content.file.sha256 === sha256);
  if (same !== undefined)
    throw new Problem('conflict', {
      detail: `This is version ${same.content.number}, byte for byte.`,
      number: same.content.number,
    });
  if (versions.length >= greatestVersions)
    throw new Problem('conflict', { detail: `A document has ${greatestVersions} versions at most. Delete one first.` });
}

function nameWithoutEnding({ name }: FileRef): string {
  return name.slice(0, name.lastIndexOf('.'));
}
