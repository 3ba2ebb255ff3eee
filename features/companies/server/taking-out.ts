/**
 * Deleting a company, merging it into another, and taking either back.
 *
 * What names a company is handed on when it is merged. When it is deleted, contacts keep its id and show it no more (so that bringing it
 * back brings the link back), and what is about the company alone goes: its notes, and interactions that name nothing else that is
 * there, since nobody would ever come upon them.
 * What is needed to undo goes to the person, sealed, and returns with their wish; the server keeps nothing of it.
 */
import { Problem } from '@sotto/contract';
import {
  ApplicationKind,
  companyKey,
  CompanyKind,
  ContactKind,
  contactLimits,
  InteractionKind,
  isUnreachable,
  mergeCompanies,
  NoteKind,
  TaskKind,
  type Company,
  type Id,
  type Stored,
} from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import { openToken, sealToken, type Carried, type Draft, type Workspace } from '@sotto/workspace';
import { companiesByKey, namingCounts } from './records.ts';

/** A company that was taken out, and what became of everything that named it. */
export interface TakenOut {
  readonly company: Carried & { readonly content: Company };
  /** The company it was merged into, before and after; `null`: it was deleted. */
  readonly into: { readonly id: Id; readonly before: Company; readonly after: Company } | null;
  /** Ids of what was handed to `into`. */
  readonly handedOn: HandedOn;
  /** Interactions and notes that went with it. */
  readonly gone: readonly Carried[];
}

interface HandedOn {
  readonly applications: readonly Id[];
  readonly contacts: readonly Id[];
  /** Contacts that named both companies already. */
  readonly contactsOfBoth: readonly Id[];
  readonly interactions: readonly Id[];
  readonly notes: readonly Id[];
  readonly tasks: readonly Id[];
}

/** Drafts that the company goes. Throws `conflict` when applications name it and no `to` takes them; `invalid-input` for a `to` that is not there. */
export function takeOut(
  workspace: Workspace,
  draft: Draft,
  { company, to }: { company: Stored<Company>; to: Id | undefined },
): TakenOut {
  const carried = { ...carriedOf(CompanyKind.number, company), content: company.content };
  draft.remove(CompanyKind, company.id, company.revision);
  if (to !== undefined) return { company: carried, gone: [], ...merge(workspace, draft, { company, to }) };
  const applications = namingCounts(workspace).applications.get(company.id) ?? 0;
  if (applications > 0)
    throw new Problem('conflict', { detail: 'Applications name this company. Say which company takes them.', applications });
  const isThere = (id: Id) => id !== company.id && workspace.has(id);
  const gone = workspace
    .all(InteractionKind)
    .filter(({ content }) => content.companyId === company.id && isUnreachable(content, isThere));
  for (const { id, revision } of gone) draft.remove(InteractionKind, id, revision);
  const notes = notesOf(workspace, company.id);
  for (const { id, revision } of notes) draft.remove(NoteKind, id, revision);
  return {
    company: carried,
    into: null,
    handedOn: { applications: [], contacts: [], contactsOfBoth: [], interactions: [], notes: [], tasks: [] },
    gone: [...gone.map((one) => carriedOf(InteractionKind.number, one)), ...notes.map((one) => carriedOf(NoteKind.number, one))],
  };
}

function carriedOf<C>(kind: number, { id, parentId, createdAt, content }: Stored<C>) {
  return { kind, id, parentId, createdAt, content };
}

function notesOf(workspace: Workspace, companyId: Id) {
  return workspace.all(NoteKind).filter(({ content: { link } }) => link?.kind === 'company' && link.id === companyId);
}

/** Those about the company itself. They stay when it is deleted: there is still something to be done. */
function tasksOf(workspace: Workspace, companyId: Id) {
  return workspace.all(TaskKind).filter(({ content: { link } }) => link?.kind === 'company' && link.id === companyId);
}

/** Hands everything that names a company, and its names, to another. */
function merge(
  workspace: Workspace,
  draft: Draft,
  { company, to }: { company: Stored<Company>; to: Id },
): Pick<TakenOut, 'into' | 'handedOn'> {
  const target = to === company.id ? undefined : workspace.get(CompanyKind, to);
  if (target === undefined)
    throw new Problem('invalid-input', { errors: [{ field: 'to', message: 'There is no such company to merge into.' }] });
  const after = mergeCompanies(target.content, company.content);
  draft.update(CompanyKind, to, target.revision, after);
  return { into: { id: to, before: target.content, after }, handedOn: handOn(workspace, draft, { from: company.id, to }) };
}

/** Drafts that whatever names `from` names `to`; answers what did. `only`: no others. */
function handOn(workspace: Workspace, draft: Draft, { from, to, only }: { from: Id; to: Id; only?: ReadonlySet<Id> }): HandedOn {
  const concerned = (id: Id) => only === undefined || only.has(id);
  const applications = workspace.all(ApplicationKind).filter(({ id, content }) => content.companyId === from && concerned(id));
  for (const { id, revision, content } of applications)
    draft.update(ApplicationKind, id, revision, { ...content, companyId: to });
  const contacts = workspace.all(ContactKind).filter(({ id, content }) => content.companyIds.includes(from) && concerned(id));
  for (const { id, revision, content } of contacts) {
    const companyIds = [...new Set(content.companyIds.map((one) => (one === from ? to : one)))];
    draft.update(ContactKind, id, revision, { ...content, companyIds });
  }
  const interactions = workspace.all(InteractionKind).filter(({ id, content }) => content.companyId === from && concerned(id));
  for (const { id, revision, content } of interactions)
    draft.update(InteractionKind, id, revision, { ...content, companyId: to });
  const notes = notesOf(workspace, from).filter(({ id }) => concerned(id));
  for (const { id, revision, content } of notes)
    draft.update(NoteKind, id, revision, { ...content, link: { kind: 'company', id: to } });
  const tasks = tasksOf(workspace, from).filter(({ id }) => concerned(id));
  for (const { id, revision, content } of tasks)
    draft.update(TaskKind, id, revision, { ...content, link: { kind: 'company', id: to } });
  const { both = [], one = [] } = Object.groupBy(contacts, ({ content }) => (content.companyIds.includes(to) ? 'both' : 'one'));
  return {
    applications: idsOf(applications),
    contacts: idsOf(one),
    contactsOfBoth: idsOf(both),
    interactions: idsOf(interactions),
    notes: idsOf(notes),
    tasks: idsOf(tasks),
  };
}

function idsOf(records: readonly Stored<unknown>[]): Id[] {
  return records.map(({ id }) => id);
}

/** Drafts that everything is as it was, as far as it has not been changed since; nothing when the company is back already. Throws `conflict` when another company has the name by now. */
export function bringBack(workspace: Workspace, draft: Draft, { company, into, handedOn, gone }: TakenOut): void {
  if (workspace.has(company.id)) return;
  const holder = companiesByKey(workspace).get(companyKey(company.content.name));
  if (holder !== undefined && holder.id !== into?.id)
    throw new Problem('conflict', { detail: `${holder.content.name} has this name by now.`, id: holder.id });
  draft.bringBack(company);
  for (const record of gone) if (!workspace.has(record.id)) draft.bringBack(record);
  if (into === null) return;
  const target = workspace.get(CompanyKind, into.id);
  if (target === undefined) return;
  draft.update(CompanyKind, into.id, target.revision, asBefore(target.content, into));
  const { applications, contacts, interactions, notes, tasks } = handedOn;
  const only = new Set([...applications, ...contacts, ...interactions, ...notes, ...tasks]);
  handOn(workspace, draft, { from: into.id, to: company.id, only });
  for (const id of handedOn.contactsOfBoth) {
    const contact = workspace.get(ContactKind, id);
    if (contact === undefined || contact.content.companyIds.length >= contactLimits.companies) continue;
    const companyIds = [...contact.content.companyIds, company.id];
    draft.update(ContactKind, id, contact.revision, { ...contact.content, companyIds });
  }
}

/** `present` with every field as it was before, but those that were changed since. */
function asBefore(present: Company, { before, after }: { before: Company; after: Company }): Company {
  const [was, became] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const fields = Object.entries(present).map(([field, value]) =>
    JSON.stringify(value) === JSON.stringify(became.get(field)) ? [field, was.get(field)] : [field, value],
  );
  // Safe: every field of a company, with a value that it or an earlier state of it had.
  return Object.fromEntries(fields) as Company;
}

const use = 'undo of companies';
const lifeMs = 60 * 60_000;

/** What a person can undo it with, for an hour. */
export function sealUndo({ vault, now }: Platform, by: Opening, out: TakenOut): Promise<string> {
  return sealToken(vault, by, { use, bytes: Buffer.from(JSON.stringify({ at: now(), out })) });
}

/** What was done, from what the person brought back. Throws `unprocessable` when it is not theirs or its hour is over. */
export async function openUndo({ vault, now }: Platform, by: Opening, token: string): Promise<TakenOut> {
  const bytes = await openToken(vault, by, { use, token });
  if (bytes === null) throw new Problem('unprocessable', { detail: 'This cannot be undone any more.' });
  // Safe: what opens for this use was sealed above.
  const { at, out } = JSON.parse(Buffer.from(bytes).toString()) as { at: number; out: TakenOut };
  if (now() - at > lifeMs)
    throw new Problem('unprocessable', { detail: 'This cannot be undone any more: more than an hour has passed.' });
  return out;
}
