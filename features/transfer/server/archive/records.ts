/** The one kind the copy of everything writes while it is made ready and fetched. */
import { defineKind, type Id } from '@sotto/domain';
import type { Opening } from '@sotto/vault';
import type { Workspace } from '@sotto/workspace';
import { z } from 'zod';

/** A copy of everything as one zip. Its bytes lie in parts of `partBytes`, in files called by the record's id and their number. */
export const ExportArchive = z.strictObject({
  state: z.enum(['making', 'ready']),
  /** Who asked, and may fetch it: one session, or one access key. */
  holder: z.string().max(80),
  /** Epoch ms. */
  startedAt: z.int(),
  /** Records and files dealt with, of `total`. */
  done: z.int().min(0),
  total: z.int().min(0),
  /** That there are so far. */
  sizeBytes: z.int().min(0),
  parts: z.int().min(0),
  /** Epoch ms: then it is forgotten. */
  keptUntil: z.int(),
});
export type ExportArchive = z.infer<typeof ExportArchive>;

export const ExportArchiveKind = defineKind({
  name: 'exportArchive',
  version: 1,
  schema: ExportArchive,
  plural: 'exportArchives',
  held: {
    title: 'A copy of everything, ready to be fetched',
    purpose: 'To go on with the download after a broken line',
    until: 'One hour',
  },
  comingIn: { stays: true },
});

/** Length of a part, in bytes; the last one is shorter. */
export const partBytes = 4 * 1024 * 1024;

export function partId(id: Id, part: number): string {
  return `${id}.${part}`;
}

/** The latest copy; `undefined`: none is kept. */
export function latestArchive(workspace: Workspace) {
  return workspace.all(ExportArchiveKind).at(-1);
}

/** For whom something is made and done: the right to open says the person, this which of their ways in. */
export interface Asking {
  readonly by: Opening;
  readonly holder: string;
}
