/** Answers kept written out as JSON: a row as long as it is unchanged, a whole board as long as nothing on it changes. */
import {
  ApplicationKind,
  byRank,
  CompanyKind,
  GroupKind,
  type Application,
  type Company,
  type Id,
  type Stage,
} from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';
import { rowsOf, type Row } from './table.ts';
import { cardView, rowView } from './views.ts';

interface Written {
  readonly company: Company;
  readonly stage: Stage;
  readonly json: string;
}

// By the record's content, which is another object as soon as the record changes. The company and stage it was written with are held against those of now.
const rows = new WeakMap<Application, Written>();
const cards = new WeakMap<Application, Written>();
const cardsWithGroup = new WeakMap<Application, Written>();

/** A row of the table as JSON. */
export function writtenRow(row: Row): string {
  return written(rows, row, rowView);
}

function writtenCard(row: Row, withGroup: boolean): string {
  return written(withGroup ? cardsWithGroup : cards, row, (one) => cardView(one, withGroup));
}

function written(known: WeakMap<Application, Written>, row: Row, view: (row: Row) => unknown): string {
  const { application, company, stage } = row;
  const before = known.get(application);
  if (before?.company === company && before.stage === stage) return before.json;
  const json = JSON.stringify(view(row));
  known.set(application, { company, stage, json });
  return json;
}

/** The board of a group, or of all groups that are not archived, as JSON in UTF-8. */
export function writtenBoard(workspace: Workspace, groupId: Id | null): Uint8Array {
  return workspace.derived(`board ${groupId ?? 'of all'}`, [ApplicationKind, CompanyKind, GroupKind], () => {
    const onBoard = rowsOf(workspace).filter((row) =>
      groupId === null ? row.group.archivedAt === null : row.application.groupId === groupId,
    );
    const sorted = onBoard.map((row) => ({ row, id: row.id, rank: row.application.rank })).toSorted(byRank);
    return Buffer.from(`{"cards":[${sorted.map(({ row }) => writtenCard(row, groupId === null)).join(',')}]}`);
  });
}
