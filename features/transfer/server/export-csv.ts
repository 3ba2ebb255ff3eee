/** One group → our own CSV, streamed: a slice of applications at a time, so that a long group costs no memory. */
import {
  type Application,
  ApplicationKind,
  CompanyKind,
  type Id,
  SnapshotKind,
  type StageChange,
  StageChangeKind,
  StageKind,
  type Stored,
  TextKind,
} from '@sotto/domain';
import type { Opening } from '@sotto/vault';
import type { Workspace, Workspaces } from '@sotto/workspace';
import { type ExportedApplication, type ExportedStep, ownHeader, ownLine } from './csv/own-columns.ts';
import { csvLine } from './csv/write.ts';

const sliceRows = 500;

/** The file's text in pieces, header first, applications in order of creation. `workspace`: one state of the account, for the whole file. */
export async function* csvOfGroup(
  workspaces: Workspaces,
  by: Opening,
  { workspace, groupId }: { workspace: Workspace; groupId: Id },
): AsyncGenerator<string> {
  const applications = workspace.all(ApplicationKind).filter(({ content }) => content.groupId === groupId);
  yield csvLine(ownHeader);
  for (let at = 0; at < applications.length; at += sliceRows) {
    const slice = applications.slice(at, at + sliceRows);
    const apart = await openApart(workspaces, by, slice);
    yield slice.map((application) => ownLine(exportedFrom(workspace, application, apart))).join('');
  }
}

/** Texts and snapshots that are kept apart, by id. */
type Apart = ReadonlyMap<Id, string | ExportedApplication['snapshot']>;

async function openApart(workspaces: Workspaces, by: Opening, applications: readonly Stored<Application>[]): Promise<Apart> {
  const texts = applications
    .flatMap(({ content }) => Object.values(content.longTexts))
    .map(async (id) => [id, (await workspaces.open(by, TextKind, id))?.content.text ?? null] as const);
  const snapshots = applications
    .flatMap(({ content }) => content.snapshot?.id ?? [])
    .map(async (id) => [id, (await workspaces.open(by, SnapshotKind, id))?.content ?? null] as const);
  return new Map<Id, string | ExportedApplication['snapshot']>(await Promise.all([...texts, ...snapshots]));
}

function exportedFrom(
  workspace: Workspace,
  { id, createdAt, updatedAt, content }: Stored<Application>,
  apart: Apart,
): ExportedApplication {
  const stage = workspace.get(StageKind, content.stageId)?.content;
  const snapshot = content.snapshot ? apart.get(content.snapshot.id) : null;
  return {
    id,
    createdAt,
    updatedAt,
    company: workspace.get(CompanyKind, content.companyId)?.content.name ?? '',
    stage: { name: stage?.name ?? '', kind: stage?.kind ?? 'lead' },
    content: Object.keys(content.longTexts).length === 0 ? content : withLongTexts(content, apart),
    history: historyOf(workspace, id),
    snapshot: typeof snapshot === 'object' ? snapshot : null,
  };
}

function withLongTexts(content: Application, apart: Apart): Application {
  const texts = Object.entries(content.longTexts).map(([field, id]) => [field, apart.get(id)] as const);
  // Safe: the entries are texts of this application's own text fields.
  return { ...content, ...(Object.fromEntries(texts) as Partial<Application>) };
}

function historyOf(workspace: Workspace, id: Id): ExportedStep[] {
  const changes = workspace.children(StageChangeKind, id).map(({ content }) => content);
  return changes.toSorted((a, b) => a.sequence - b.sequence).map((change) => stepFrom(workspace, change));
}

function stepFrom(workspace: Workspace, { to, at, on, by, note, appliedOn, voidedAt }: StageChange): ExportedStep {
  const stage = workspace.get(StageKind, to)?.content;
  return { stage: stage?.name ?? '', kind: stage?.kind ?? 'lead', at, on, by, note, appliedOn, voidedAt };
}
