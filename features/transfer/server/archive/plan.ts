/** When a copy was last taken, and when to speak of the next one. One record, from the first copy or the first wish on. */
import {
  type ExportPlan,
  ExportPlanKind,
  type ExportMoments,
  exportMoments,
  type Id,
  type Stored,
  SettingsKind,
} from '@sotto/domain';
import { settingsOf } from '@sotto/features/settings/server';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Alarms, Workspace } from '@sotto/workspace';
import { quarterAfter } from '../reminding.ts';
import { ExportArchiveKind } from './records.ts';

const unplanned: ExportPlan = { every: 'never', askedAt: 0, takenAt: null, takenBytes: null };

export function planIn(workspace: Workspace): Stored<ExportPlan> | undefined {
  return workspace.all(ExportPlanKind)[0];
}

export function planOf(workspace: Workspace): ExportPlan {
  return planIn(workspace)?.content ?? unplanned;
}

/** By the clock of the person. */
export function momentsOf(workspace: Workspace, now: number): ExportMoments {
  const { zone, reminders } = settingsOf(workspace);
  return exportMoments(planOf(workspace), { zone, time: reminders.dailyAt }, now);
}

export async function changePlan(
  { workspaces, ids }: Platform,
  by: Opening,
  change: (plan: ExportPlan) => ExportPlan,
): Promise<void> {
  await workspaces.change(by, (workspace, draft) => {
    const there = planIn(workspace);
    const next = change(there?.content ?? unplanned);
    if (there === undefined) draft.create(ExportPlanKind, { id: ids.record(), content: next });
    else draft.update(ExportPlanKind, there.id, there.revision, next);
  });
}

/** The next look at the plan, and at each copy when its hour is over. */
export const alarms: Alarms = {
  kinds: [ExportPlanKind, ExportArchiveKind, SettingsKind],
  plan({ after, put, now }) {
    const looks = new Map<Id, number | null>();
    for (const id of put) {
      const archive = after.get(ExportArchiveKind, id)?.content;
      if (archive) looks.set(id, quarterAfter(archive.keptUntil));
    }
    const plan = planIn(after);
    if (plan === undefined) return looks;
    const { due, next } = momentsOf(after, now);
    // One that has come is looked at in this quarter of an hour: whether it was told of says the ledger.
    looks.set(plan.id, due === null ? next : quarterAfter(now));
    return looks;
  },
};
