/** Other records as an answer names them: enough to show a link, no more. */
import { z } from 'zod';
import { instantOf, type Instant } from './calendar-date.ts';
import { Id } from './id.ts';
import type { Stored } from './kind.ts';
import { stageKinds } from './stage.ts';

/** A group or company by name. */
export const NamedRef = z.strictObject({ id: Id, name: z.string() });
export type NamedRef = z.infer<typeof NamedRef>;

/** A stage by name, with what it means. */
export const StageRef = z.strictObject({ id: Id, name: z.string(), kind: z.enum(stageKinds) });
export type StageRef = z.infer<typeof StageRef>;

/** An application by title, with its company and stage. */
export const ApplicationRef = z.strictObject({ id: Id, title: z.string(), company: NamedRef, stage: StageRef });
export type ApplicationRef = z.infer<typeof ApplicationRef>;

/** What every answered record says of itself besides its fields. */
export function stampsOf(stored: Stored<unknown>): { id: Id; revision: number; createdAt: Instant; updatedAt: Instant } {
  return {
    id: stored.id,
    revision: stored.revision,
    createdAt: instantOf(stored.createdAt),
    updatedAt: instantOf(stored.updatedAt),
  };
}
