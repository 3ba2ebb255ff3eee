/** What an import of everything made and did away with: enough to take it back. Lies in the workspace's files under the import's id. */
import { Id } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Carried } from '@sotto/workspace';
import { z } from 'zod';
import { RefusedRecord } from '../../api.ts';

export const Made = z.strictObject({
  /** Numbers of kinds, and the ids of each that were to come in. */
  ids: z.array(z.tuple([z.int(), z.array(Id)])),
  /** Records that the account began with and that gave way. */
  gaveWay: z.array(
    z.strictObject({ kind: z.int(), id: Id, parentId: Id.nullable(), createdAt: z.int(), content: z.unknown() }),
  ) satisfies z.ZodType<Carried[]>,
  refused: z.array(RefusedRecord),
});
export type Made = z.infer<typeof Made>;

/** Of an import whose note is gone: nothing. */
export async function madeOfBatch({ workspaces }: Platform, by: Opening, batchId: Id): Promise<Made> {
  const bytes = await workspaces.files.open(by, batchId);
  return bytes ? Made.parse(JSON.parse(new TextDecoder().decode(bytes))) : { ids: [], gaveWay: [], refused: [] };
}
