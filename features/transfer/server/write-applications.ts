/**
 * Planned rows → records: applications with company, history, texts and snapshot, all in one decision.
 *
 * Knows nothing about files. Ids, clock and zone are handed in, so a decision that runs again decides the same.
 */
import {
  type Application,
  ApplicationKind,
  CompanyKind,
  type Id,
  Id as RecordId,
  type Ids,
  type ImportRef,
  Rank,
  type Snapshot,
  type StageChange,
  StageChangeKind,
  type Stored,
  type Zone,
  blankApplication,
  byRank,
  currentChange,
  msOf,
  newCompany,
  placeInTime,
  ranksBetween,
  stageChangers,
} from '@sotto/domain';
import { draftSnapshot, keepTexts, withAddress } from '@sotto/features/applications/server';
import { type CompanyNaming, companiesByKey, nameCompanies } from '@sotto/features/companies/server';
import type { Draft, Workspace } from '@sotto/workspace';
import type { OwnRow } from './csv/own-columns.ts';
import type { PlannedRow } from './mapping/plan.ts';
import { type ImportedValues, type KnownStage, type RowReading, ownStage } from './mapping/rows.ts';

export interface WritingContext {
  readonly groupId: Id;
  /** The record of the import. */
  readonly batchId: Id;
  readonly stages: readonly KnownStage[];
  readonly zone: Zone;
  /** Epoch ms. */
  readonly now: number;
  readonly ids: Ids;
  /** Postings that rows of our own files carry, with their digests: made ahead, since a decision does not wait. */
  readonly snapshots: ReadonlyMap<OwnRow, Snapshot>;
  /** Take the ids that our own files name. `false` after one of them turned out to be taken. */
  readonly keepIds: boolean;
}

/** Writes applications within one decision. */
export interface Writer {
  create(row: PlannedRow): void;
  /** Fills and moves an application as planned. `false`: it has changed since it was planned, and is left alone. */
  update(row: PlannedRow, revision: number): boolean;
}

export function createWriter(workspace: Workspace, draft: Draft, context: WritingContext): Writer {
  const { ids, batchId } = context;
  const companies = nameCompanies(workspace, draft, { ids, importRef: { source: 'csv', sourceId: null, batchId } });
  const desk: Desk = {
    workspace,
    draft,
    context,
    companies,
    ranks: createRanks(workspace, context.groupId),
    websites: new Set(),
  };
  return {
    create: (row) => createApplication(desk, row),
    update: (row, revision) => updateApplication(desk, row, revision),
  };
}

interface Desk {
  readonly workspace: Workspace;
  readonly draft: Draft;
  readonly context: WritingContext;
  readonly companies: CompanyNaming;
  readonly ranks: (stageId: Id) => Rank;
  /** Companies whose website was entered in this decision. */
  readonly websites: Set<string>;
}

function createApplication(desk: Desk, { reading, sourceId, companyKey }: PlannedRow): void {
  const { draft, context } = desk;
  const id = idFor(desk, reading.own);
  const companyId = companyFor(desk, reading, companyKey);
  const history = reading.own ? ownHistory(reading.own, context) : historyOf(reading, context);
  const current = currentChange(history);
  if (!current) throw new Error('an imported application without a stage');
  const snapshot = reading.own ? context.snapshots.get(reading.own) : undefined;
  const importRef: ImportRef = { source: reading.source, sourceId, batchId: context.batchId };
  const { title = '', ...values } = reading.values;
  const begun: Application = {
    ...blankApplication,
    ...values,
    title,
    groupId: context.groupId,
    companyId,
    stageId: current.to,
    stageSince: current.at,
    rank: ownRank(reading.own) ?? desk.ranks(current.to),
    snapshot: snapshot ? draftSnapshot(draft, { id: context.ids.record(), applicationId: id, snapshot }) : null,
    importRef,
    createdFrom: null,
  };
  const content = keepTexts(withAddress(begun, null), textsOf(values), { draft, ids: context.ids, id });
  draft.create(ApplicationKind, { id, content });
  for (const change of history) draft.create(StageChangeKind, { id: context.ids.record(), parentId: id, content: change });
}

/** The texts of a row, which may be long. */
function textsOf({ description, responsibilities, benefits, notes }: ImportedValues) {
  return { description, responsibilities, benefits, notes };
}

/** Our own files name applications by id: the same one, if it is free. */
function idFor({ workspace, context }: Desk, own: OwnRow | null): Id {
  const isFree =
    own !== null && context.keepIds && RecordId.safeParse(own.id).success && workspace.get(ApplicationKind, own.id) === undefined;
  return isFree ? own.id : context.ids.record();
}

function ownRank(own: OwnRow | null): Rank | null {
  const parsed = Rank.safeParse(own?.rank);
  return parsed.success ? parsed.data : null;
}

function companyFor(
  { workspace, draft, companies, context, websites }: Desk,
  { company, companyWebsite }: RowReading,
  key: string,
): Id {
  const id = companies.idOf(company);
  if (companyWebsite !== null && !websites.has(key) && !companiesByKey(workspace).has(key)) {
    websites.add(key);
    const importRef = { source: 'csv', sourceId: null, batchId: context.batchId };
    draft.update(CompanyKind, id, 1, { ...newCompany(company), website: companyWebsite, importRef });
  }
  return id;
}

/** The way of the row, each step at its day; a day that is not known, or has not come, is the day of the import. */
function historyOf({ history }: RowReading, { now, zone }: WritingContext): StageChange[] {
  const changes: StageChange[] = [];
  for (const { stage, on } of history) {
    const onDay = on === null ? null : placeInTime({ on }, changes, { now, zone });
    const place = onDay ?? placeInTime(null, changes, { now, zone }) ?? { at: now, on: null };
    changes.push({ to: stage.id, ...place, sequence: changes.length, by: 'import', note: null, appliedOn: null, voidedAt: null });
  }
  return changes;
}

/** The history of our own file, step by step as it was. */
function ownHistory(own: OwnRow, { stages, now }: WritingContext): StageChange[] {
  const changes = own.history.map(({ stage, kind, at, on, by, note, appliedOn, voidedAt }, sequence): StageChange => ({
    to: ownStage({ name: stage, kind }, stages).id,
    at: msOf(at),
    on: on ?? null,
    sequence,
    by: stageChangers.find((one) => one === by) ?? 'import',
    note: note ?? null,
    appliedOn: appliedOn ?? null,
    voidedAt: voidedAt === undefined ? null : msOf(voidedAt),
  }));
  if (currentChange(changes) !== null) return changes;
  const step = {
    to: ownStage(own.stage, stages).id,
    at: now,
    on: null,
    by: 'import' as const,
    note: null,
    appliedOn: null,
    voidedAt: null,
  };
  return [...changes, { ...step, sequence: changes.length }];
}

function updateApplication(desk: Desk, { reading, outcome }: PlannedRow, revision: number): boolean {
  if (outcome.type !== 'update') throw new TypeError('only an update updates');
  const { workspace, draft, context } = desk;
  const there = workspace.get(ApplicationKind, outcome.id);
  if (there === undefined || there.revision !== revision || there.readOnly) return false;
  const moved = outcome.forward ? moveForward(desk, there, reading) : {};
  const filled = withAddress({ ...there.content, ...outcome.fill, ...moved }, there.content);
  draft.update(
    ApplicationKind,
    there.id,
    revision,
    keepTexts(filled, textsOf(outcome.fill), { draft, ids: context.ids, id: there.id }),
  );
  return true;
}

function moveForward(
  { workspace, draft, context, ranks }: Desk,
  { id }: Stored<Application>,
  reading: RowReading,
): Partial<Application> {
  const changes = workspace.children(StageChangeKind, id).map(({ content }) => content);
  const last = reading.history.at(-1);
  if (!last) return {};
  const when = { now: context.now, zone: context.zone };
  // Not before what is there already: the row knows that it came so far, seldom when.
  const now = placeInTime(null, changes, when) ?? { at: context.now, on: null };
  const onDay = last.on === null ? null : placeInTime({ on: last.on }, changes, when);
  const place = onDay !== null && onDay.at >= (currentChange(changes)?.at ?? 0) ? onDay : now;
  const sequence = changes.reduce((greatest, change) => Math.max(greatest, change.sequence + 1), 0);
  draft.create(StageChangeKind, {
    id: context.ids.record(),
    parentId: id,
    content: { to: last.stage.id, ...place, sequence, by: 'import', note: null, appliedOn: null, voidedAt: null },
  });
  return { stageId: last.stage.id, stageSince: place.at, rank: ranks(last.stage.id) };
}

/** Ranks at the end of each stage of the group, one after the other. */
function createRanks(workspace: Workspace, groupId: Id): (stageId: Id) => Rank {
  const last = new Map<Id, Rank>();
  for (const { id, content } of workspace.all(ApplicationKind)) {
    if (content.groupId !== groupId) continue;
    const before = last.get(content.stageId);
    if (before === undefined || byRank({ id, rank: before }, { id, rank: content.rank }) < 0)
      last.set(content.stageId, content.rank);
  }
  return (stageId) => {
    const [rank] = ranksBetween(last.get(stageId) ?? null, null, 1);
    if (rank === undefined) throw new Error('no rank after the last');
    last.set(stageId, rank);
    return rank;
  };
}
