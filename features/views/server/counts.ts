/** How many applications a view shows. What it asks of a field that is gone is passed over. */
import {
  ApplicationKind,
  CompanyKind,
  CustomFieldKind,
  fold,
  GroupKind,
  parseCondition,
  rowFilter,
  SavedViewKind,
  SettingsKind,
  StageKind,
  type Id,
  type SavedView,
  type Stored,
} from '@sotto/domain';
import { customColumnsOf, rowsOf } from '@sotto/features/applications/server';
import { settingsOf } from '@sotto/features/settings/server';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Workspace } from '@sotto/workspace';

const shownKinds = [ApplicationKind, CompanyKind, StageKind, GroupKind, CustomFieldKind, SettingsKind, SavedViewKind] as const;

/** `null` of a board, which shows its number by itself. Kept until something changes that is shown. */
export async function countOf(
  { search }: Platform,
  by: Opening,
  { workspace, view, groupId }: { workspace: Workspace; view: Stored<SavedView>; groupId: Id | undefined },
): Promise<number | null> {
  const { shows } = view.content;
  if (shows.layout === 'board') return null;
  const group = view.content.groupId ?? groupId;
  const counts = workspace.derived('counts of views', shownKinds, () => new Map<string, number>());
  const key = `${view.id} ${group ?? ''}`;
  const known = counts.get(key);
  if (known !== undefined) return known;
  const q = fold(shows.q);
  const found = q === '' ? null : await search.search(by, q, { kinds: [ApplicationKind], limit: Infinity });
  const ids = found && new Set(found.hits.map(({ id }) => id));
  const fits = rowFilter(conditionsOf(workspace, shows.filter), settingsOf(workspace).zone, customColumnsOf(workspace));
  const shown = rowsOf(workspace).filter(
    (row) => (group === undefined || row.application.groupId === group) && (ids === null || ids.has(row.id)) && fits(row),
  );
  if (found?.complete !== false) counts.set(key, shown.length);
  return shown.length;
}

function conditionsOf(workspace: Workspace, filter: readonly string[]) {
  return filter.flatMap((text) => {
    const condition = parseCondition(text, customColumnsOf(workspace));
    return condition.ok ? [condition.value] : [];
  });
}
