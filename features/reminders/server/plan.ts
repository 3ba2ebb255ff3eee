/**
 * When to look at which record next: at each interview before it, at the settings for the daily mail and the digest.
 *
 * Planned by whoever writes, out of records that are open anyway; so nobody's records are opened to ask whether there is
 * anything to remind of. Only for people who want mail: the list in the app is made when it is asked for.
 */
import { type Id, type Interview, InterviewKind, interviewMoments, nextLetterAt, SettingsKind, timesOf } from '@sotto/domain';
import { settingsOf } from '@sotto/features/settings/server';
import type { Alarms, Workspace } from '@sotto/workspace';

export const alarms: Alarms = {
  kinds: [SettingsKind, InterviewKind],
  plan({ before, after, put, now }) {
    const [was, is] = [settingsOf(before), settingsOf(after)];
    const isNew = JSON.stringify([was.reminders, was.zone]) !== JSON.stringify([is.reminders, is.zone]);
    if (!is.reminders.byMail && !was.reminders.byMail) return new Map();
    const all = planOf(after, now);
    if (isNew) return all;
    return new Map(
      put.flatMap((id) => (all.has(id) && after.get(InterviewKind, id) ? [[id, all.get(id) ?? null] as const] : [])),
    );
  },
};

/** The next moment after `after` of everything that is looked at; `null`: none is left. */
export function planOf(workspace: Workspace, after: number): Map<Id, number | null> {
  const { reminders, zone } = settingsOf(workspace);
  const plan = new Map<Id, number | null>();
  for (const { id } of workspace.all(SettingsKind)) plan.set(id, reminders.byMail ? nextLetterAt(reminders, zone, after) : null);
  for (const { id, content } of workspace.all(InterviewKind))
    plan.set(id, reminders.byMail ? (momentsOf(content, reminders).find((moment) => moment > after) ?? null) : null);
  return plan;
}

/** Moments at which an interview is spoken of; of one that is not going to be, none. */
export function momentsOf(interview: Interview, rules: { readonly interviewMinutes: readonly number[] }): number[] {
  if (interview.status !== 'planned') return [];
  return interviewMoments(timesOf(interview).start, { interviewMinutes: [...rules.interviewMinutes] });
}
