/** The person's own fields, as applications hold values of them. Definitions are written by `features/fields`. */
import {
  checkCondition,
  customColumns,
  CustomFieldKind,
  fieldsInOrder,
  isColumnName,
  withCustomChanges,
  type Condition,
  type CustomChanges,
  type CustomColumns,
  type CustomField,
  type CustomValues,
  type SortStep,
  type Stored,
} from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';
import { refused } from './refusal.ts';

/** All fields as the person has ordered them. */
export function fieldsOf(workspace: Workspace): readonly Stored<CustomField>[] {
  return workspace.derived('fields in order', [CustomFieldKind], () => fieldsInOrder(workspace.all(CustomFieldKind)));
}

/** What the fields add to the columns of the table. */
export function customColumnsOf(workspace: Workspace): CustomColumns {
  return workspace.derived('columns of fields', [CustomFieldKind], () => customColumns(workspace.all(CustomFieldKind)));
}

/** `values` with the changes made. Throws `invalid-input` for a field that is not there or a value that does not fit it. */
export function changedValues(workspace: Workspace, values: CustomValues, changes: CustomChanges | undefined): CustomValues {
  if (changes === undefined) return values;
  const next = withCustomChanges(values, changes, (id) => workspace.get(CustomFieldKind, id)?.content);
  if (!next.ok) throw refused(`custom.${next.error.fieldId}`, next.error.message);
  return next.value;
}

interface Question {
  readonly conditions: readonly Condition[];
  readonly steps: readonly SortStep[];
}

/** Throws `invalid-input` for a condition or an order that names a field of one's own that is not there, or asks what it does not hold. */
export function refuseUnknownFields(workspace: Workspace, { conditions, steps }: Question): void {
  const custom = customColumnsOf(workspace);
  for (const condition of conditions) {
    const wrong = isColumnName(condition.column) ? null : checkCondition(condition, custom);
    if (wrong !== null) throw refused('filter', wrong);
  }
  const gone = steps.find(({ column }) => !isColumnName(column) && !custom.has(column));
  if (gone !== undefined) throw refused('sort', `There is no field "${gone.column}" any more.`);
}
