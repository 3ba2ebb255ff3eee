/** The kinds this feature alone writes: files that are looked at before they come in, and the imports that came of them. */
import {
  ApplicationKind,
  CompanyKind,
  ContactKind,
  Id,
  StageKind,
  defineKind,
  keysOf,
  limits,
  line,
  type Stored,
} from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';
import { z } from 'zod';
import { FormatName, ImportCounts, ImportOptions, KindCounts, TableContents, importTypes } from '../api.ts';
import type { PresentCompany, PresentContact } from './mapping/list-plan.ts';
import type { Present } from './mapping/plan.ts';

/** A table someone is about to import. Its bytes lie in the workspace's files under the record's id. */
export const ImportTable = z.strictObject({
  groupId: Id,
  type: z.enum(importTypes),
  name: line(limits.name),
  /** As of the last look. */
  options: ImportOptions,
  /** Epoch ms: then it is forgotten. */
  keptUntil: z.int(),
});
export type ImportTable = z.infer<typeof ImportTable>;

/** An export of everything that is about to come in. Its bytes lie in parts, in files called by the record's id and their number. */
export const ImportEverything = z.strictObject({
  name: line(limits.name),
  sizeBytes: z.int().min(1),
  /** How many have come. */
  parts: z.int().min(0),
  /** Epoch ms: then it is forgotten. */
  keptUntil: z.int(),
});
export type ImportEverything = z.infer<typeof ImportEverything>;

export const ImportFile = z.union([ImportTable, ImportEverything]);
export type ImportFile = z.infer<typeof ImportFile>;
export const ImportFileKind = defineKind({
  name: 'importPreview',
  version: 1,
  schema: ImportFile,
  plural: 'filesToImport',
  held: { title: 'Files about to be imported', purpose: 'To show every row before it is kept', until: 'One hour' },
  comingIn: { stays: true },
});

/**
 * An import that has begun. What it needs to be taken back lies in the workspace's files under the record's id.
 *
 * `undone`: nothing of it is left but what was changed by hand since.
 */
export const ImportBatch = z.strictObject({
  /** By which it is known outside: the id of the file it came of. */
  importId: Id,
  /** `null`: of everything, which comes into no group. Since version 2. */
  groupId: Id.nullable(),
  state: z.enum(['running', 'done', 'undone']),
  format: FormatName.nullable(),
  /** What its rows were; absent: applications. */
  contents: TableContents.optional(),
  label: line(limits.line),
  name: line(limits.name),
  /** Epoch ms. */
  startedAt: z.int(),
  finishedAt: z.int().nullable(),
  /** Rows dealt with, of `total`. */
  done: z.int().min(0),
  total: z.int().min(0),
  counts: ImportCounts,
  /** Of everything: by kind; `null`: of a table. Since version 2. */
  kinds: z.array(KindCounts).nullable(),
});
export type ImportBatch = z.infer<typeof ImportBatch>;
export const ImportBatchKind = defineKind({
  name: 'importBatch',
  version: 2,
  schema: ImportBatch,
  upgrades: { 1: (older) => ({ ...(older as object), kinds: null }) },
  comingIn: { stays: true },
  plural: 'imports',
  held: { title: 'Imports', purpose: 'So that an import can be taken back', until: 'You delete all data' },
});

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

/** Contacts as an import finds them. */
export function presentPeople(workspace: Workspace): readonly PresentContact[] {
  return workspace.derived('contacts as an import finds them', [ContactKind, CompanyKind], () =>
    workspace.all(ContactKind).map(({ id, content, content: { name, emails, links, companyIds, importRef } }) => ({
      id,
      content,
      name,
      emails: emails.map(({ email }) => email),
      links: links.map(({ url }) => url),
      companyKeys: companyIds.flatMap((id) => keysOf(workspace.get(CompanyKind, id)?.content ?? { name: '', aliases: [] })),
      sourceId: importRef !== null && peopleSources.has(importRef.source) ? importRef.sourceId : null,
    })),
  );
}

/** Where contacts come from that were ticked among connections. */
export const peopleSource = 'linkedin';
/** And those, as companies and applications, that a table brought. */
export const tableSource = 'csv';
// Both name people in the same way.
const peopleSources: ReadonlySet<string> = new Set([peopleSource, tableSource]);

/** Companies as an import finds them. */
export function presentCompanies(workspace: Workspace): readonly PresentCompany[] {
  return workspace.derived('companies as an import finds them', [CompanyKind], () =>
    workspace.all(CompanyKind).map(({ id, content }) => ({ id, keys: keysOf(content), content })),
  );
}

/** Keys of the companies one has applied to, or means to. */
export function companiesOfApplications(workspace: Workspace): ReadonlySet<string> {
  return workspace.derived('keys of companies with applications', [ApplicationKind, CompanyKind], () => {
    const ids = new Set(workspace.all(ApplicationKind).map(({ content }) => content.companyId));
    return new Set([...ids].flatMap((id) => keysOf(workspace.get(CompanyKind, id)?.content ?? { name: '', aliases: [] })));
  });
}

/** A text that is kept apart is there, though not at hand. */
function placeholdersFor(longTexts: Readonly<Partial<Record<string, Id>>>): Record<string, string> {
  return Object.fromEntries(Object.keys(longTexts).map((field) => [field, '…']));
}
