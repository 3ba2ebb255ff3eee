/** Groups: one search or campaign each; exports are per group. */
import { z } from 'zod';
import { CalendarDate } from './calendar-date.ts';
import { byHand, origin } from './import-ref.ts';
import { defineKind } from './kind.ts';
import { fold, limits, line, prose } from './text.ts';

/** What a person says of a group. */
export const groupFields = {
  /** Unique per person, compared folded. */
  name: line(limits.name),
  goal: prose(limits.remark).nullable(),
  /** Being worked on. An archived group is never active. */
  active: z.boolean(),
  startedOn: CalendarDate.nullable(),
  endedOn: CalendarDate.nullable(),
  /** Applications per week the person means to send; `null`: none set. */
  weeklyTarget: z.int().min(0).max(1_000).nullable(),
} as const;

/** `archivedAt`: epoch ms; `null`: not archived. */
export const Group = z.strictObject({ ...groupFields, archivedAt: z.int().nullable(), ...origin });
export type Group = z.infer<typeof Group>;

export const GroupKind = defineKind({
  name: 'group',
  version: 1,
  schema: Group,
  comingIn: { namedBy: ({ name }) => [fold(name)] },
});

/** The group a new account starts with. `today`: in the person's zone. */
export function firstGroup(today: CalendarDate): Group {
  return {
    name: 'My search',
    goal: null,
    active: true,
    startedOn: today,
    endedOn: null,
    weeklyTarget: null,
    archivedAt: null,
    ...byHand,
  };
}

/** Whether two groups would be told apart by name. */
export function sameGroupName(a: string, b: string): boolean {
  return fold(a) === fold(b);
}
