/** What the copy of everything holds, entry by entry, from one state of the account. */
import { CompanyKind, type FileRef, GroupKind, type Id, SnapshotKind, ApplicationKind, dateOf, instantOf } from '@sotto/domain';
import { cardsOf } from '@sotto/features/contacts/server';
import { filesIn } from '@sotto/features/documents/server';
import { wholeCalendar } from '@sotto/features/feed/server';
import { settingsOf } from '@sotto/features/settings/server';
import { readAddress } from '@sotto/features/account/server';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Workspace } from '@sotto/workspace';
import { leavingForms } from '../../api.ts';
import { csvOfGroup } from '../export-csv.ts';
import { jsonOfAccount } from '../export-json.ts';
import { csvOfKind, listedKinds } from '../lists.ts';
import { csvForLeaving, leavingNames } from './leaving.ts';
import { createPaths, safeName } from './names.ts';
import { readmeOf } from './readme.ts';
import { type ArchiveEntry, piecesOf } from './zip.ts';

/** What the document of everything is called in the copy. It stands first: an import knows the copy by it. */
export const documentPath = 'sotto.json';

export interface Copying {
  readonly platform: Platform;
  readonly by: Opening;
  readonly workspace: Workspace;
  /** The session that asks, `null` for an access key. */
  readonly sessionId: string | null;
  /** Told of records and files as they go out. */
  readonly tell: (count: number) => void;
}

/** Records and files there are: what progress is counted in. */
export function sizeOf(workspace: Workspace, { workspaces: { kinds } }: Platform) {
  const files = filesIn(workspace, kinds);
  const records = kinds.reduce((sum, kind) => sum + (kind.apart ? workspace.outline(kind) : workspace.all(kind)).length, 0);
  return { records, files: files.length, fileBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
}

/** Entries in their order. Each is read when it is asked for; a file that has gone since is left out. */
export async function* entriesOf(copying: Copying): AsyncGenerator<ArchiveEntry> {
  const { platform, by, workspace, sessionId, tell } = copying;
  const files = filesIn(workspace, platform.workspaces.kinds);
  const pathFor = createPaths();
  const paths = new Map(files.map(({ id, name }) => [id, pathFor('files/', ...stemAndEnding(name))]));
  yield packable(documentPath, jsonOfAccount(platform, by, { sessionId, paths, workspace, tell }));
  yield packable('README.txt', piecesOf([readmeOf(await toldIn(copying))]));
  yield* fileEntries(copying, files, paths);
  yield* postings(copying, pathFor);
  yield* tables(copying, pathFor);
  yield packable('calendar.ics', piecesOf([wholeCalendar(platform, workspace)]));
  yield packable('contacts.vcf', cardsOf(workspace));
  for (const form of leavingForms) yield packable(`for other trackers/${leavingNames[form]}.csv`, csvForLeaving(workspace, form));
}

function packable(path: string, pieces: ArchiveEntry['pieces']): ArchiveEntry {
  return { path, isPacked: false, pieces };
}

async function toldIn({ platform, by, workspace }: Copying) {
  const { records, files } = sizeOf(workspace, platform);
  const madeAt = instantOf(platform.now());
  return { madeAt, email: await readAddress(platform, by), origin: platform.setting.origin, records, files };
}

/** Byte for byte: PDF and DOCX are packed in themselves. */
async function* fileEntries(
  { platform, by, tell }: Copying,
  files: readonly FileRef[],
  paths: ReadonlyMap<string, string>,
): AsyncGenerator<ArchiveEntry> {
  for (const { id } of files) {
    const file = await platform.workspaces.files.read(by, id);
    const path = paths.get(id);
    if (file && path !== undefined) yield { path, isPacked: true, pieces: file.pieces };
    tell(1);
  }
}

async function* postings({ platform, by, workspace }: Copying, pathFor: Paths): AsyncGenerator<ArchiveEntry> {
  const { zone } = settingsOf(workspace);
  for await (const { parentId, content } of platform.workspaces.openAll(by, SnapshotKind)) {
    const name = `${postingName(workspace, parentId)} ${dateOf(content.capturedAt, zone)}`;
    yield packable(pathFor('postings/', name, 'txt'), piecesOf([content.text]));
  }
}

function postingName(workspace: Workspace, applicationId: Id | null): string {
  const application = applicationId === null ? undefined : workspace.get(ApplicationKind, applicationId)?.content;
  const company = application && workspace.get(CompanyKind, application.companyId)?.content.name;
  return safeName([company, application?.title].filter(Boolean).join(', '), 'Posting');
}

async function* tables({ platform, by, workspace }: Copying, pathFor: Paths): AsyncGenerator<ArchiveEntry> {
  const { kinds } = platform.workspaces;
  for (const { id, content } of workspace.all(GroupKind)) {
    const path = pathFor('applications/', safeName(content.name, 'Applications'), 'csv');
    yield packable(path, csvOfGroup(platform.workspaces, by, { workspace, groupId: id }));
  }
  for (const kind of listedKinds(kinds)) {
    const path = pathFor('tables/', safeName(kind.held.title, kind.plural), 'csv');
    yield packable(path, csvOfKind(workspace, { kind, kinds }));
  }
}

type Paths = ReturnType<typeof createPaths>;

function stemAndEnding(name: string): [stem: string, ending: string] {
  const point = name.lastIndexOf('.');
  const [stem, ending] = point <= 0 ? [name, 'bin'] : [name.slice(0, point), name.slice(point + 1)];
  return [safeName(stem, 'file'), safeName(ending, 'bin')];
}
