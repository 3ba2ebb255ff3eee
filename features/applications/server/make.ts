/** Making applications: from the form, a script, the extension or an import, by the same rules. */
import {
  addressOf,
  ApplicationKind,
  blankApplication,
  dateOf,
  firstStageFor,
  hasBegun,
  GroupKind,
  meaningOf,
  placeInTime,
  StageChangeKind,
  StageKind,
  withChanges,
  type Application,
  type CalendarDate,
  type Id,
  type Ids,
  type ImportRef,
  type Snapshot,
  type Stage,
  type StageChange,
  type StageChanger,
  type Stored,
  type When,
} from '@sotto/domain';
import { nameCompanies } from '@sotto/features/companies/server';
import { defaultGroup } from '@sotto/features/groups/server';
import { settingsOf } from '@sotto/features/settings/server';
import { stagesInOrder } from '@sotto/features/stages/server';
import type { Draft, Workspace } from '@sotto/workspace';
import type { NewApplication, Said } from '../api.ts';
import { changedValues } from './fields.ts';
import { dealRanks } from './records.ts';
import { refused } from './refusal.ts';
import { draftSnapshot } from './snapshots.ts';
import { keepTexts } from './texts.ts';

/** One decision in which applications are made. */
export interface Making {
  readonly workspace: Workspace;
  readonly draft: Draft;
  readonly ids: Ids;
  /** Epoch ms. */
  readonly now: number;
  /** Who enters the first steps of their histories. */
  readonly by: StageChanger;
}

/** Besides what a person says of it. */
export interface MakingOf {
  /** See `fingerprintOf`; `null` when the caller has chosen no id. */
  readonly createdFrom: string | null;
  readonly importRef?: ImportRef | null;
  readonly snapshot?: Snapshot | null;
}

export interface ApplicationMaker {
  /**
   * Drafts an application with its company (matched or made), first steps, texts and snapshot; answers its id.
   *
   * Throws `invalid-input` for a group or stage that is not there, or a `stageAt` in the future.
   */
  make(input: NewApplication, more: MakingOf): Id;
}

/** Remembers companies made and ranks dealt, so that thousands of applications may be made in one decision. */
export function applicationMaker(making: Making): ApplicationMaker {
  const { workspace, draft, ids, now, by } = making;
  const { zone } = settingsOf(workspace);
  const tops = dealRanks(workspace);
  const companies = new Map<string | null, ReturnType<typeof nameCompanies>>();

  function companyOf(name: string, importRef: ImportRef | null): Id {
    const batch = importRef?.batchId ?? null;
    const naming =
      companies.get(batch) ?? nameCompanies(workspace, draft, { ids, importRef: importRef && { ...importRef, sourceId: null } });
    companies.set(batch, naming);
    return naming.idOf(name);
  }

  return {
    make(input, { createdFrom, importRef = null, snapshot = null }) {
      const {
        id = ids.record(),
        company,
        groupId,
        stageId,
        stageAt,
        rank,
        description,
        responsibilities,
        benefits,
        notes,
        tags,
        custom,
        ...short
      } = input;
      const stage = stageFor(workspace, stageId, input.appliedOn ?? null);
      const sentOn = input.appliedOn != null && hasBegun(input.appliedOn, now) ? input.appliedOn : null;
      const steps = firstSteps({ stage, stages: stagesInOrder(workspace), sentOn, stageAt }, { now, zone, by });
      const last = steps.at(-1)!;
      const begun: Application = {
        ...blankApplication,
        title: input.title,
        groupId: groupFor(workspace, groupId),
        companyId: companyOf(company, importRef),
        stageId: last.to,
        stageSince: last.at,
        rank: rank ?? tops.onTopOf(last.to),
        tags: tags ?? [],
        custom: changedValues(workspace, {}, custom),
        snapshot: snapshot && draftSnapshot(draft, { id: ids.record(), applicationId: id, snapshot }),
        importRef,
        createdFrom,
      };
      // What is put into a submitted stage was sent, on the day it came there if nobody says which.
      const appliedOn = input.appliedOn ?? (stage.content.kind === 'submitted' ? dateOf(last.at, zone) : null);
      const content = withAddress({ ...withChanges(begun, short), appliedOn }, null);
      draft.create(ApplicationKind, {
        id,
        content: keepTexts(content, { description, responsibilities, benefits, notes }, { draft, ids, id }),
      });
      for (const step of steps) draft.create(StageChangeKind, { id: ids.record(), parentId: id, content: step });
      return id;
    },
  };
}

/** A group that is there: the one named, or the one things go into when nobody says. */
export function groupFor(workspace: Workspace, groupId: Id | undefined): Id {
  const group = groupId === undefined ? defaultGroup(workspace) : workspace.get(GroupKind, groupId);
  if (group === undefined) throw refused('groupId', 'There is no such group.');
  return group.id;
}

/** A stage that is there. */
export function stageFor(workspace: Workspace, stageId: Id | undefined, appliedOn: CalendarDate | null): Stored<Stage> {
  const stages = stagesInOrder(workspace);
  const stage =
    stageId !== undefined
      ? workspace.get(StageKind, stageId)
      : stages.length === 0
        ? undefined
        : firstStageFor(stages, appliedOn !== null);
  if (stage === undefined) throw refused('stageId', 'There is no such stage.');
  return stage;
}

/** What someone says of when something happened: a day, a moment, or nothing. */
export function whenOf(said: Said | undefined): When {
  if (said === undefined) return null;
  return said.length === 10 ? { on: said } : { at: Date.parse(said) };
}

interface Beginning {
  readonly stage: Stored<Stage>;
  readonly stages: readonly Stored<Stage>[];
  /** A day that is not in the future. */
  readonly sentOn: CalendarDate | null;
  readonly stageAt: Said | undefined;
}

/**
 * The first steps of a history: one, or two when someone enters an application that has gone on since it was sent.
 *
 * Sent on a day and now in a later stage: it came to the first submitted stage on that day, and to its stage at `stageAt`.
 */
function firstSteps(
  { stage, stages, sentOn, stageAt }: Beginning,
  { now, zone, by }: { now: number; zone: string; by: StageChanger },
): StageChange[] {
  const step = { by, note: null, appliedOn: null, voidedAt: null };
  const submitted = firstStageFor(stages, true);
  const sent =
    sentOn !== null && wentOn(stage.content) && submitted.content.kind === 'submitted'
      ? [{ ...step, to: submitted.id, ...placeInTime({ on: sentOn }, [], { now, zone })!, sequence: 0 }]
      : [];
  const when = stageAt === undefined && stage.content.kind === 'submitted' && sentOn !== null ? { on: sentOn } : whenOf(stageAt);
  const place = placeInTime(when, sent, { now, zone });
  if (place === null) throw refused('stageAt', 'This lies in the future.');
  // Someone who errs about the order is believed about the stage.
  const at = Math.max(place.at, sent[0]?.at ?? place.at);
  return [...sent, { ...step, to: stage.id, at, on: place.on, sequence: sent.length }];
}

/** Stages that lie behind sending. */
function wentOn({ kind }: Stage): boolean {
  return kind !== 'lead' && kind !== 'submitted' && (meaningOf[kind].submitted || meaningOf[kind].ended);
}

/**
 * `content` with its canonical address, and the board's id for it unless someone has given another.
 *
 * `before`: as it was; an id that came from the old address goes with it.
 */
export function withAddress(content: Application, before: Application | null): Application {
  if (before !== null && before.url === content.url && before.externalJobId === content.externalJobId) return content;
  const address = content.url === null ? null : addressOf(content.url);
  const derivedBefore = before?.url ? addressOf(before.url).externalJobId : null;
  const isDerived =
    content.externalJobId === null ||
    (before !== null && before.externalJobId === content.externalJobId && content.externalJobId === derivedBefore);
  return {
    ...content,
    canonicalUrl: address?.canonicalUrl ?? null,
    externalJobId: isDerived ? (address?.externalJobId ?? null) : content.externalJobId,
  };
}
