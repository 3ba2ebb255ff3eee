/** Search over everything: what is searched of each kind, and the excerpts in which the words are shown. */
import {
  ApplicationKind,
  CompanyKind,
  fold,
  GroupKind,
  placeOf,
  SnapshotKind,
  StageKind,
  TextKind,
  textFieldNames,
  words,
  type Application,
  type Company,
  type Id,
  type Stored,
} from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import { createSearch, type Hit, type Search, type Searchable, type Workspace } from '@sotto/workspace';
import type { SearchResult } from '../api.ts';

/** A text of a record that is searched, by the name of its field. */
type Field = readonly [name: string, text: string | null | undefined];

/** What of an application lies in the workspace, the most telling first. */
function applicationFields(application: Application, company: Company | undefined): Field[] {
  const { title, tags, location, nextAction } = application;
  return [
    ['title', title],
    ['company', company?.name],
    ['aliases', company?.aliases.join(', ')],
    ['tags', tags.join(', ')],
    ['location', placeOf(location)],
    ['referenceNumber', application.referenceNumber],
    ['externalJobId', application.externalJobId],
    ['sourceDetail', application.sourceDetail],
    ['seniority', application.seniority],
    ['nextAction', nextAction?.text],
    ['outcomeReason', application.outcomeReason],
    ['url', application.url],
    ...textFieldNames.map((name): Field => [name, application[name]]),
  ];
}

function companyFields(company: Company): Field[] {
  const { name, aliases, domain, industry, address, notes, doNotApplyReason } = company;
  return [
    ['name', name],
    ['aliases', aliases.join(', ')],
    ['domain', domain],
    ['industry', industry],
    ['address', placeOf(address)],
    ['notes', notes],
    ['doNotApplyReason', doNotApplyReason],
  ];
}

const textsOf = (fields: readonly Field[]) => fields.flatMap(([, text]) => text ?? []);

/** Lets each entry see the content of its own kind; the search hands `fields` only that. */
function searchable<K extends Searchable['kind']>(of: Searchable<K>): Searchable {
  return of;
}

const searchables: readonly Searchable[] = [
  searchable({
    kind: ApplicationKind,
    refersTo: [CompanyKind],
    fields: (application, workspace) =>
      textsOf(applicationFields(application, workspace.get(CompanyKind, application.companyId)?.content)),
  }),
  searchable({ kind: CompanyKind, fields: (company) => textsOf(companyFields(company)) }),
  searchable({
    kind: GroupKind,
    fields: ({ name, goal }) =>
      textsOf([
        ['name', name],
        ['goal', goal],
      ]),
  }),
  searchable({ kind: TextKind, fields: ({ text }) => [text] }),
  searchable({ kind: SnapshotKind, fields: ({ text }) => [text] }),
];

export function searchOf({ workspaces, vault, ids, log }: Platform): Search {
  return createSearch({ workspaces, vault, searchables, newFileId: () => ids.record(), log });
}

/** Hits as the palette shows them. Long texts are opened only for those that were found by them. */
export async function searchResults(
  { workspaces }: Platform,
  by: Opening,
  { q, hits }: { q: string; hits: readonly Hit[] },
): Promise<SearchResult[]> {
  const workspace = await workspaces.read(by);
  const asked = words(q);
  const results: SearchResult[] = [];
  for (const hit of hits) {
    const result = resultOf(workspace, hit, asked);
    if (result === null) continue;
    const inText = hit.inText ? await matchInText(workspaces, by, hit.id, asked) : null;
    results.push(inText === null ? result : { ...result, matches: [...result.matches, inText] });
  }
  return results;
}

/** `null`: it has gone since it was found. */
function resultOf(workspace: Workspace, { kind, id }: Hit, asked: readonly string[]): SearchResult | null {
  if (kind.number === ApplicationKind.number) {
    const stored = workspace.get(ApplicationKind, id);
    return stored === undefined ? null : applicationResult(workspace, stored, asked);
  }
  if (kind.number === CompanyKind.number) {
    const company = workspace.get(CompanyKind, id)?.content;
    return company === undefined
      ? null
      : {
          kind: 'company',
          id,
          title: company.name,
          detail: company.industry ?? '',
          matches: matchesIn(companyFields(company), asked),
        };
  }
  const group = workspace.get(GroupKind, id)?.content;
  return group === undefined
    ? null
    : {
        kind: 'group',
        id,
        title: group.name,
        detail: '',
        matches: matchesIn(
          [
            ['name', group.name],
            ['goal', group.goal],
          ],
          asked,
        ),
      };
}

function applicationResult(workspace: Workspace, { id, content }: Stored<Application>, asked: readonly string[]): SearchResult {
  const company = workspace.get(CompanyKind, content.companyId)?.content;
  const stage = workspace.get(StageKind, content.stageId)?.content;
  const detail = [company?.name, stage?.name].filter((part) => part !== undefined).join(', ');
  return {
    kind: 'application',
    id,
    title: content.title,
    detail,
    matches: matchesIn(applicationFields(content, company), asked),
  };
}

async function matchInText(
  workspaces: Platform['workspaces'],
  by: Opening,
  id: Id,
  asked: readonly string[],
): Promise<SearchResult['matches'][number] | null> {
  for await (const { content } of workspaces.openAll(by, TextKind, id)) {
    const match = matchIn([content.field, content.text], asked);
    if (match !== null) return match;
  }
  for await (const { content } of workspaces.openAll(by, SnapshotKind, id)) {
    const match = matchIn(['snapshot', content.text], asked);
    if (match !== null) return match;
  }
  return null;
}

// As much as fits under a title without making the list jump.
const greatestMatches = 3;
const excerptLength = 140;

function matchesIn(fields: readonly Field[], asked: readonly string[]): SearchResult['matches'] {
  return fields.flatMap((field) => matchIn(field, asked) ?? []).slice(0, greatestMatches);
}

/** The part of a text around the first word that was asked for, with every such word in it marked; `null`: there is none. */
export function matchIn([field, text]: Field, asked: readonly string[]): SearchResult['matches'][number] | null {
  const first = text == null ? undefined : marks(text, asked).next().value;
  if (text == null || first === undefined) return null;
  const from = text.length <= excerptLength ? 0 : Math.max(0, text.lastIndexOf(' ', Math.max(0, first[0] - 40)) + 1);
  const excerpt = text.slice(from, from + excerptLength).toWellFormed();
  return { field, text: excerpt, highlights: [...marks(excerpt, asked)] };
}

/** Places of words that hold one that was asked for, in order. Exact within the word where folding keeps its length. */
function* marks(text: string, asked: readonly string[]): Generator<[number, number], undefined> {
  for (const { 0: word, index } of text.matchAll(/[\p{Letter}\p{Number}\p{Mark}+#]+/gu)) {
    const folded = fold(word);
    const found = asked.find((one) => folded.includes(one));
    if (found === undefined) continue;
    const start = folded.length === word.length ? index + folded.indexOf(found) : index;
    yield [start, folded.length === word.length ? start + found.length : index + word.length];
  }
}
