/** The kinds this feature alone writes: files that are looked at before they come in, and the imports that came of them. */
import { ApplicationKind, CompanyKind, Id, StageKind, defineKind, keysOf, limits, line, type Stored } from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';
import { z } from 'zod';
import { FormatName, ImportCounts, ImportOptions, importTypes } from '../api.ts';
import type { Present } from './mapping/plan.ts';

/** A file someone is about to import. Its bytes lie in the workspace's files under the record's id. */
export const ImportFile = z.strictObject({
  groupId: Id,
  type: z.enum(importTypes),
  name: line(limits.name),
  /** As of the last look. */
  options: ImportOptions,
  /** Epoch ms: then it is forgotten. */
  keptUntil: z.int(),
});
export type ImportFile = z.infer<typeof ImportFile>;
export const ImportFileKind = defineKind({ name: 'importPreview', version: 1, schema: ImportFile });

/**
 * An import that has begun. What it needs to be taken back lies in the workspace's files under the record's id.
 *
 * `undone`: nothing of it is left but what was changed by hand since.
 */
export const ImportBatch = z.strictObject({
  /** By which it is known outside: the id of the file it came of. */
  importId: Id,
  groupId: Id,
  state: z.enum(['running', 'done', 'undone']),
  format: FormatName.nullable(),
  label: line(limits.line),
  name: line(limits.name),
  /** Epoch ms. */
  startedAt: z.int(),
  finishedAt: z.int().nullable(),
  /** Rows dealt with, of `total`. */
  done: z.int().min(0),
  total: z.int().min(0),
  counts: ImportCounts,
});
export type ImportBatch = z.infer<typeof ImportBatch>;
export const ImportBatchKind = defineKind({ name: 'importBatch', version: 1, schema: ImportBatch });

export const kinds = [ImportFileKind, ImportBatchKind] as const;

/** The import that came of a file; `undefined`: none did (yet). */
export function batchOf(workspace: Workspace, importId: Id): Stored<ImportBatch> | undefined {
  return workspace.all(ImportBatchKind).find(({ content }) => content.importId === importId);
}

/** Everything a plan compares its rows with. Across all groups: an application is one wherever it lies. */
export function presentApplications(workspace: Workspace): readonly Present[] {
  return workspace.derived('applications as an import finds them', [ApplicationKind, CompanyKind, StageKind], () =>
    workspace.all(ApplicationKind).map(({ id, content }) => ({
      id,
      companyKeys: keysOf(workspace.get(CompanyKind, content.companyId)?.content ?? { name: '', aliases: [] }),
      stageKind: workspace.get(StageKind, content.stageId)?.content.kind ?? 'lead',
      content: { ...content, ...placeholdersFor(content.longTexts) },
    })),
  );
}

/** A text that is kept apart is there, though not at hand. */
function placeholdersFor(longTexts: Readonly<Partial<Record<string, Id>>>): Record<string, string> {
  return Object.fromEntries(Object.keys(longTexts).map((field) => [field, '…']));
}
