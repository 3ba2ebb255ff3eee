/**
 * The columns of the table of applications: one list for sorting, filtering, choosing what is shown, and the API's field names.
 *
 * A column says what kind of value it has and where that lies; what may be asked of a kind is in `filter.ts`.
 */
import { placeOf, priorities, sources, methods, workModes, employmentTypes, outcomes, type Application } from './application.ts';
import { companySizes, companyTypes, desirabilities, type Company } from './company.ts';
import { fieldOfColumn, type CustomColumnName, type CustomColumns } from './custom-field.ts';
import type { Group } from './group.ts';
import type { Id } from './id.ts';
import { stageKinds, type Stage } from './stage.ts';
import { yearlyAmount } from './yearly-pay.ts';
import { fold } from './text.ts';

/** An application with what its row shows of other records. Times are epoch ms. */
export interface TableRow {
  readonly id: Id;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly application: Application;
  readonly company: Company;
  readonly stage: Stage;
  readonly group: Group;
}

/**
 * Kinds of values. `text`: compared folded. `texts`: several, any of which may match. `choice`: one of a list, in the list's order.
 * `ref`: an id, sorted by something else. `date`: calendar date. `instant`: epoch ms, asked for by calendar date in the person's zone.
 */
export type Column =
  | { readonly type: 'text'; readonly value: (row: TableRow) => string | null }
  | {
      readonly type: 'texts';
      readonly value: (row: TableRow) => readonly string[];
      readonly sortValue?: (row: TableRow) => string | null;
    }
  | { readonly type: 'choice'; readonly choices: readonly string[]; readonly value: (row: TableRow) => string | null }
  | { readonly type: 'ref'; readonly value: (row: TableRow) => Id; readonly sortValue: (row: TableRow) => string }
  | { readonly type: 'number'; readonly value: (row: TableRow) => number | null }
  | { readonly type: 'date'; readonly value: (row: TableRow) => string | null }
  | { readonly type: 'instant'; readonly value: (row: TableRow) => number | null };

const text = (value: (row: TableRow) => string | null | undefined) =>
  ({ type: 'text', value: (row: TableRow) => value(row) ?? null }) as const;
const choice = (choices: readonly string[], value: (row: TableRow) => string | null) =>
  ({ type: 'choice', choices, value }) as const;
const number = (value: (row: TableRow) => number | null) => ({ type: 'number', value }) as const;
const date = (value: (row: TableRow) => string | null | undefined) =>
  ({ type: 'date', value: (row: TableRow) => value(row) ?? null }) as const;
const instant = (value: (row: TableRow) => number | null) => ({ type: 'instant', value }) as const;

/** Every column by its name in the API. Names are stable: people's scripts and saved views use them. */
export const columns = {
  company: text((row) => row.company.name),
  title: text((row) => row.application.title),
  stage: { type: 'ref', value: (row) => row.application.stageId, sortValue: (row) => row.stage.rank },
  stageKind: choice(stageKinds, (row) => row.stage.kind),
  stageSince: instant((row) => row.application.stageSince),
  group: { type: 'ref', value: (row) => row.application.groupId, sortValue: (row) => fold(row.group.name) },
  rank: text((row) => row.application.rank),
  priority: choice(priorities, (row) => row.application.priority),
  excitement: number((row) => row.application.excitement),
  appliedOn: date((row) => row.application.appliedOn),
  method: choice(methods, (row) => row.application.method),
  source: choice(sources, (row) => row.application.source),
  workMode: choice(workModes, (row) => row.application.workMode),
  employmentType: choice(employmentTypes, (row) => row.application.employmentType),
  seniority: text((row) => row.application.seniority),
  referenceNumber: text((row) => row.application.referenceNumber),
  externalJobId: text((row) => row.application.externalJobId),
  url: text((row) => row.application.canonicalUrl),
  place: { type: 'texts', value: placesOf, sortValue: (row) => placeOf(row.application.location) },
  city: text((row) => row.application.location?.city),
  region: text((row) => row.application.location?.region),
  country: text((row) => row.application.location?.country),
  /** Yearly pay as posted, minor units, lower end. */
  pay: number((row) => yearlyAmount(row.application.compensation)),
  currency: text((row) => row.application.compensation?.currency),
  postedOn: date((row) => row.application.postedOn),
  closesOn: date((row) => row.application.closesOn),
  dueOn: date((row) => row.application.nextAction?.dueOn),
  tag: { type: 'texts', value: (row) => row.application.tags },
  outcome: choice(outcomes, (row) => row.application.outcome),
  companyId: { type: 'ref', value: (row) => row.application.companyId, sortValue: (row) => fold(row.company.name) },
  companySize: choice(companySizes, (row) => row.company.size),
  companyType: choice(companyTypes, (row) => row.company.type),
  industry: text((row) => row.company.industry),
  desirability: choice(desirabilities, (row) => row.company.desirability),
  createdAt: instant((row) => row.createdAt),
  updatedAt: instant((row) => row.updatedAt),
} as const satisfies Record<string, Column>;

export type ColumnName = keyof typeof columns;

// Safe: Object.keys of a const object literal are exactly its keys.
export const columnNames = Object.keys(columns) as [ColumnName, ...ColumnName[]];

export function isColumnName(name: string): name is ColumnName {
  return Object.hasOwn(columns, name);
}

/** A column of ours, or of one of the person's own fields. */
export type AnyColumnName = ColumnName | CustomColumnName;

/** Whether this may be the name of a column; whether there is such a field is another matter. */
export function isAnyColumnName(name: string): name is AnyColumnName {
  return isColumnName(name) || fieldOfColumn(name) !== null;
}

/** Nobody has fields of their own. */
export const noCustomColumns: CustomColumns = new Map();

/** A column by name; of a field that is gone one without values. */
export function columnNamed(name: AnyColumnName, custom: CustomColumns): Column {
  return isColumnName(name) ? columns[name] : (custom.get(name) ?? gone);
}

const gone: Column = { type: 'text', value: () => null };

/** City, region, country and all of them together: a filter may name any. */
function placesOf(row: TableRow): string[] {
  const location = row.application.location;
  const parts = [location?.city, location?.region, location?.country].filter((part) => part != null);
  return parts.length > 1 ? [...parts, parts.join(', ')] : parts;
}
