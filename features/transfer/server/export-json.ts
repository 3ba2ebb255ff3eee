/**
 * Everything of an account as one JSON document, streamed record by record.
 *
 * Every kind of record the installation knows is in it, by its plural, with the version its content is in. `everything/` reads it back.
 */
import { type FileRef, type Kind, type Stored, instantOf } from '@sotto/domain';
import { filesIn } from '@sotto/features/documents/server';
import { readActivity } from '@sotto/features/privacy/server';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Workspace } from '@sotto/workspace';
import { accountOf } from './archive/account-part.ts';

/** One more whenever the shape of the document changes. */
export const documentVersion = 3;

interface Wanted {
  /** The session that asks, `null` for an access key. */
  readonly sessionId: string | null;
  /** Where each file lies beside the document, by its id; absent: they are in it, in base64. */
  readonly paths?: ReadonlyMap<string, string>;
  /** One state of the account; absent: as it is now. */
  readonly workspace?: Workspace;
  /** Told of records as they go out. */
  readonly tell?: (count: number) => void;
}

/** The document in pieces. */
export async function* jsonOfAccount(
  platform: Platform,
  by: Opening,
  { sessionId, paths, workspace: given, tell }: Wanted,
): AsyncGenerator<string> {
  const workspace = given ?? (await platform.workspaces.read(by));
  yield `{"format":"sotto","version":${documentVersion},"exportedAt":${JSON.stringify(instantOf(platform.now()))}`;
  yield `,"kinds":${JSON.stringify(Object.fromEntries(platform.workspaces.kinds.map(({ plural, version }) => [plural, version])))}`;
  yield `,"account":${JSON.stringify(await accountOf(platform, by, sessionId))}`;
  for (const kind of platform.workspaces.kinds) {
    yield `,${JSON.stringify(kind.plural)}:[`;
    let separator = '';
    for await (const slice of slicesOf(platform, by, { workspace, kind })) {
      yield separator + slice.map((stored) => JSON.stringify(recordOf(stored))).join(',\n');
      separator = ',\n';
      tell?.(slice.length);
    }
    yield ']';
  }
  yield `,"files":[`;
  for (const [index, file] of filesIn(workspace, platform.workspaces.kinds).entries()) {
    if (index > 0) yield ',\n';
    if (paths === undefined) yield* fileInBase64(platform, by, file);
    else yield JSON.stringify({ ...aboutFile(file), path: paths.get(file.id), base64: null });
  }
  yield `],"activity":[`;
  for await (const page of activityPages(platform, by)) yield page;
  yield ']}\n';
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

function aboutFile(file: FileRef) {
  return { ...file, uploadedAt: instantOf(file.uploadedAt) };
}

/** A file with its bytes, a piece at a time. One that was replaced since the export began has gone with its bytes: `null`. */
async function* fileInBase64({ workspaces }: Platform, by: Opening, file: FileRef): AsyncGenerator<string> {
  const { pieces } = (await workspaces.files.read(by, file.id)) ?? {};
  const about = JSON.stringify(aboutFile(file)).slice(0, -1);
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
