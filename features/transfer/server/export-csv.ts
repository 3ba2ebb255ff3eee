/** One group → our own CSV, streamed: a slice of applications at a time, so that a long group costs no memory. */
import {
  type Application,
  ApplicationKind,
  CompanyKind,
  type CustomField,
  type CustomValue,
  type Id,
  SnapshotKind,
  type Stage,
  type StageChange,
  StageChangeKind,
  StageKind,
  type Stored,
  TextKind,
  writeCustomValue,
} from '@sotto/domain';
import type { Opening } from '@sotto/vault';
import type { Workspace, Workspaces } from '@sotto/workspace';
import { fieldsOf } from '@sotto/features/applications/server';
import { type ExportedApplication, type ExportedStep, fieldColumn, ownHeader, ownLine } from './csv/own-columns.ts';
import { csvLine } from './csv/write.ts';

const sliceRows = 500;

/** The file's text in pieces, header first, applications in order of creation. `workspace`: one state of the account, for the whole file. */
export async function* csvOfGroup(
  workspaces: Workspaces,
  by: Opening,
  { workspace, groupId }: { workspace: Workspace; groupId: Id },
): AsyncGenerator<string> {
  const applications = workspace.all(ApplicationKind).filter(({ content }) => content.groupId === groupId);
  const named = namesIn(workspace);
  yield csvLine([...ownHeader, ...named.fields.map(({ content }) => fieldColumn(content.name))]);
  for (let at = 0; at < applications.length; at += sliceRows) {
    const slice = applications.slice(at, at + sliceRows);
    const apart = await openApart(workspaces, by, slice);
    yield slice
      .map((application) =>
        ownLine(exportedFrom(application, { named, apart, steps: workspace.children(StageChangeKind, application.id) })),
      )
      .join('');
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

/** What applications and their steps name by id, found at once: each row names several. */
interface Named {
  readonly companies: ReadonlyMap<Id, string>;
  readonly stages: ReadonlyMap<Id, Pick<Stage, 'name' | 'kind'>>;
  readonly fields: readonly Stored<CustomField>[];
}

const unknownStage = { name: '', kind: 'lead' } as const;

function namesIn(workspace: Workspace): Named {
  return {
    companies: new Map(workspace.all(CompanyKind).map(({ id, content }) => [id, content.name])),
    stages: new Map(workspace.all(StageKind).map(({ id, content }) => [id, content])),
    fields: fieldsOf(workspace),
  };
}

interface Beside {
  readonly named: Named;
  readonly apart: Apart;
  readonly steps: readonly Stored<StageChange>[];
}

function exportedFrom(
  { id, createdAt, updatedAt, content }: Stored<Application>,
  { named, apart, steps }: Beside,
): ExportedApplication {
  const snapshot = content.snapshot ? apart.get(content.snapshot.id) : null;
  return {
    id,
    createdAt,
    updatedAt,
    company: named.companies.get(content.companyId) ?? '',
    stage: named.stages.get(content.stageId) ?? unknownStage,
    content: Object.keys(content.longTexts).length === 0 ? content : withLongTexts(content, apart),
    history: historyOf(steps, named),
    snapshot: typeof snapshot === 'object' ? snapshot : null,
    custom: named.fields.map((field) => cellOf(field, content.custom[field.id])),
  };
}

function cellOf({ content }: Stored<CustomField>, value: CustomValue | undefined): string {
  return value === undefined ? '' : writeCustomValue(content, value);
}

function withLongTexts(content: Application, apart: Apart): Application {
  const texts = Object.entries(content.longTexts).map(([field, id]) => [field, apart.get(id)] as const);
  // Safe: the entries are texts of this application's own text fields.
  return { ...content, ...(Object.fromEntries(texts) as Partial<Application>) };
}

function historyOf(steps: readonly Stored<StageChange>[], { stages }: Named): ExportedStep[] {
  const changes = steps.map(({ content }) => content).toSorted((a, b) => a.sequence - b.sequence);
  return changes.map(({ to, at, on, by, note, appliedOn, voidedAt }) => {
    const stage = stages.get(to) ?? unknownStage;
    return { stage: stage.name, kind: stage.kind, at, on, by, note, appliedOn, voidedAt };
  });
}
