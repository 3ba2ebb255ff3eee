/**
 * Everything of an account as one JSON document, streamed record by record.
 *
 * A first step: it says all there is and is meant for people and their scripts; nothing here reads it back yet.
 */
import {
  ApplicationKind,
  CompanyKind,
  type FileRef,
  GroupKind,
  type Kind,
  ProfileKind,
  SettingsKind,
  SnapshotKind,
  StageChangeKind,
  StageKind,
  type Stored,
  TextKind,
  instantOf,
} from '@sotto/domain';
import { listKeysOf, listSessionsOf, readCredentials } from '@sotto/features/account/server';
import { readActivity } from '@sotto/features/privacy/server';
import { filesOf } from '@sotto/features/profile/server';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Workspace } from '@sotto/workspace';
import { ImportBatchKind, ImportFileKind } from './records.ts';

/** One more whenever the shape of the document changes. */
export const documentVersion = 1;

/** Kinds of records by the name under which they stand in the document. Every kind there is. */
const parts = {
  settings: SettingsKind,
  groups: GroupKind,
  stages: StageKind,
  companies: CompanyKind,
  applications: ApplicationKind,
  stageChanges: StageChangeKind,
  texts: TextKind,
  snapshots: SnapshotKind,
  profile: ProfileKind,
  imports: ImportBatchKind,
  filesToImport: ImportFileKind,
} as const satisfies Record<string, Kind>;

export const exportedKinds: readonly Kind[] = Object.values(parts);

/** The document in pieces. `sessionId`: the session that asks, `null` for an access key. */
export async function* jsonOfAccount(
  platform: Platform,
  by: Opening,
  { sessionId }: { sessionId: string | null },
): AsyncGenerator<string> {
  const workspace = await platform.workspaces.read(by);
  yield `{"format":"sotto","version":${documentVersion},"exportedAt":${JSON.stringify(instantOf(platform.now()))}`;
  yield `,"account":${JSON.stringify(await accountOf(platform, by, sessionId))}`;
  for (const [name, kind] of Object.entries(parts)) {
    yield `,${JSON.stringify(name)}:[`;
    let separator = '';
    for await (const slice of slicesOf(platform, by, { workspace, kind })) {
      yield separator + slice.map((stored) => JSON.stringify(recordOf(stored))).join(',\n');
      separator = ',\n';
    }
    yield ']';
  }
  yield `,"files":[`;
  for (const [index, file] of filesOf(workspace).entries()) {
    if (index > 0) yield ',\n';
    yield* fileInBase64(platform, by, file);
  }
  yield `],"activity":[`;
  for await (const page of activityPages(platform, by)) yield page;
  yield ']}\n';
}

async function accountOf(platform: Platform, by: Opening, sessionId: string | null) {
  const credentials = await readCredentials(platform, by);
  return {
    id: by.userId,
    email: credentials?.account.content.email ?? null,
    sessions: await listSessionsOf(platform, by, sessionId ?? ''),
    accessKeys: await listKeysOf(platform, by),
  };
}

const sliceRecords = 500;

async function* slicesOf(
  { workspaces }: Platform,
  by: Opening,
  { workspace, kind }: { workspace: Workspace; kind: Kind },
): AsyncGenerator<Stored<unknown>[]> {
  if (kind.apart) {
    for await (const stored of workspaces.openAll(by, kind)) yield [stored];
    return;
  }
  const records = workspace.all(kind);
  for (let at = 0; at < records.length; at += sliceRecords) yield records.slice(at, at + sliceRecords);
}

function recordOf({ id, parentId, revision, createdAt, updatedAt, content }: Stored<unknown>) {
  return { id, parentId, revision, createdAt: instantOf(createdAt), updatedAt: instantOf(updatedAt), content };
}

/** A file with its bytes, a piece at a time. One that was replaced since the export began has gone with its bytes: `null`. */
async function* fileInBase64({ workspaces }: Platform, by: Opening, file: FileRef): AsyncGenerator<string> {
  const { pieces } = (await workspaces.files.read(by, file.id)) ?? {};
  const about = JSON.stringify({ ...file, uploadedAt: instantOf(file.uploadedAt) }).slice(0, -1);
  if (!pieces) return yield `${about},"base64":null}`;
  yield `${about},"base64":"`;
  let rest: Uint8Array = new Uint8Array();
  for await (const piece of pieces) {
    const bytes = Buffer.concat([rest, piece]);
    // Three bytes are four characters: what is over waits for the next piece.
    const whole = bytes.length - (bytes.length % 3);
    yield bytes.toString('base64', 0, whole);
    rest = bytes.subarray(whole);
  }
  yield `${Buffer.from(rest).toString('base64')}"}`;
}

async function* activityPages(platform: Platform, by: Opening): AsyncGenerator<string> {
  let before: number | undefined;
  let separator = '';
  for (;;) {
    const page = await readActivity(platform, by, { limit: sliceRecords, before });
    if (page.length === 0) return;
    yield separator + page.map((entry) => JSON.stringify(entry)).join(',\n');
    separator = ',\n';
    before = page.at(-1)?.position;
  }
}
