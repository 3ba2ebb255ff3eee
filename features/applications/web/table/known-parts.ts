/** What of a view can be shown: a condition, an order or a column of a field that is gone is left out, and the rest stays. */
import {
  type CustomColumns,
  type Stored,
  type CustomField,
  customColumns,
  isAnyColumnName,
  isColumnName,
  parseCondition,
} from '@sotto/domain';
import type { FieldView } from '@sotto/features/fields/web';
import type { TableView } from './queries.ts';

/** What the fields add to the columns that can be asked for. */
export function customColumnsOf(fields: readonly FieldView[]): CustomColumns {
  return customColumns(fields.map(asStored));
}

/** As the domain knows a field; what it does not read for columns is made up. */
function asStored({ id, name, type, choices }: FieldView): Stored<CustomField> {
  const content = { name, type, choices, rank: 'a0', importRef: null, createdFrom: null };
  return { id, parentId: null, revision: 1, createdAt: 0, updatedAt: 0, readOnly: false, content };
}

export interface KnownParts {
  readonly view: TableView;
  /** Something of the view was left out. */
  readonly isPartial: boolean;
}

export function knownParts(view: TableView, custom: CustomColumns): KnownParts {
  const filter = view.filter.filter((condition) => parseCondition(condition, custom).ok);
  const sort = isKnownSort(view.sort, custom) ? view.sort : '';
  return { view: { ...view, filter, sort }, isPartial: filter.length < view.filter.length || sort !== view.sort };
}

function isKnownSort(sort: string, custom: CustomColumns): boolean {
  return sort
    .split(',')
    .map((step) => step.replace(/^-/, ''))
    .every((name) => name === '' || isColumnName(name) || custom.has(name));
}

/** Whether the fields must be known before this can be asked. */
export function asksForFields({ filter, sort }: TableView): boolean {
  return [
    ...filter.map((condition) => condition.split(':', 1)[0] ?? ''),
    ...sort.split(',').map((step) => step.replace(/^-/, '')),
  ].some((name) => isAnyColumnName(name) && !isColumnName(name));
}
