/**
 * The table of applications: rows joined with what they show of other records, found, sorted and kept until something changes.
 *
 * All of it in memory, from one workspace; nothing here reads the database.
 */
import {
  ApplicationKind,
  CompanyKind,
  CustomFieldKind,
  firstGroup,
  GroupKind,
  newCompany,
  rowFilter,
  sortRows,
  StageKind,
  type Application,
  type Company,
  type Condition,
  type Group,
  type Id,
  type SortStep,
  type Stage,
  type Stored,
  type TableRow,
  SettingsKind,
} from '@sotto/domain';
import { settingsOf } from '@sotto/features/settings/server';
import type { Workspace } from '@sotto/workspace';
import { customColumnsOf } from './fields.ts';

export interface Row extends TableRow {
  readonly stored: Stored<Application>;
}

const rowKinds = [ApplicationKind, CompanyKind, StageKind, GroupKind] as const;

// A record that was damaged and did not open must not take the applications that name it with it.
const unknownCompany: Company = newCompany('Unknown company');
const unknownGroup: Group = { ...firstGroup('1970-01-01'), name: 'Unknown group' };
const unknownStage: Stage = {
  name: 'Unknown stage',
  kind: 'lead',
  hidden: false,
  rank: 'a0',
  importRef: null,
  createdFrom: null,
};

/** Every application as a row, in order of creation. */
export function rowsOf(workspace: Workspace): readonly Row[] {
  return workspace.derived('rows', rowKinds, () => {
    const companies = contentsById(workspace.all(CompanyKind));
    const stages = contentsById(workspace.all(StageKind));
    const groups = contentsById(workspace.all(GroupKind));
    return workspace.all(ApplicationKind).map((stored) => {
      const { companyId, stageId, groupId } = stored.content;
      return joined(stored, { company: companies.get(companyId), stage: stages.get(stageId), group: groups.get(groupId) });
    });
  });
}

/** One application as a row. */
export function rowOf(workspace: Workspace, stored: Stored<Application>): Row {
  const { companyId, stageId, groupId } = stored.content;
  return joined(stored, {
    company: workspace.get(CompanyKind, companyId)?.content,
    stage: workspace.get(StageKind, stageId)?.content,
    group: workspace.get(GroupKind, groupId)?.content,
  });
}

function contentsById<C>(records: readonly Stored<C>[]): ReadonlyMap<Id, C> {
  return new Map(records.map(({ id, content }) => [id, content]));
}

interface Named {
  readonly company: Company | undefined;
  readonly stage: Stage | undefined;
  readonly group: Group | undefined;
}

function joined(
  stored: Stored<Application>,
  { company = unknownCompany, stage = unknownStage, group = unknownGroup }: Named,
): Row {
  const { id, createdAt, updatedAt, content } = stored;
  return { id, createdAt, updatedAt, stored, application: content, company, stage, group };
}

/** What someone asks of the table, besides the words it is searched for. */
export interface TableQuestion {
  readonly groupId?: Id | undefined;
  readonly conditions: readonly Condition[];
  readonly steps: readonly SortStep[];
  /** Empty: not searched. */
  readonly q: string;
}

/** Applications that hold the words of a question. `complete`: none is missing because an index is still being made. */
export interface FoundByWords {
  readonly ids: ReadonlySet<Id>;
  readonly complete: boolean;
}

// Views of one person kept at a time: what they flip between. Each is a list of references.
const greatestViews = 12;

/**
 * The rows that fit, in order. Kept, so that the next page and the same question again cost nothing.
 *
 * `find` is asked only when the question has words and is not known yet.
 */
export async function tableView(
  workspace: Workspace,
  question: TableQuestion,
  find: (q: string) => Promise<FoundByWords>,
): Promise<readonly Row[]> {
  const views = workspace.derived(
    'table views',
    [...rowKinds, CustomFieldKind, SettingsKind],
    () => new Map<string, readonly Row[]>(),
  );
  const key = JSON.stringify(question);
  const known = views.get(key);
  if (known !== undefined) return known;
  const found = question.q === '' ? null : await find(question.q);
  const view = sortRows(fittingRows(workspace, question, found?.ids ?? null), question.steps, customColumnsOf(workspace));
  if (found?.complete !== false) keep(views, key, view);
  return view;
}

function fittingRows(workspace: Workspace, { groupId, conditions }: TableQuestion, found: ReadonlySet<Id> | null): Row[] {
  const fits = rowFilter(conditions, settingsOf(workspace).zone, customColumnsOf(workspace));
  return rowsOf(workspace).filter(
    (row) => (groupId === undefined || row.application.groupId === groupId) && (found === null || found.has(row.id)) && fits(row),
  );
}

/** The oldest view goes when there are too many. */
function keep(views: Map<string, readonly Row[]>, key: string, view: readonly Row[]): void {
  views.set(key, view);
  for (const oldest of views.keys()) {
    if (views.size <= greatestViews) break;
    views.delete(oldest);
  }
}
