/**
 * Rows and what is already there → what will happen to each row, and why.
 *
 * Pure. The same rows planned again after they came in are all "same": importing twice changes nothing.
 * An application is never moved to an earlier stage, and nothing a person wrote is written over: an update only fills what is empty.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  type Application,
  type CalendarDate,
  type KindOfStage,
  type WebUrl,
  addressOf,
  companyKey,
  fold,
  limits,
} from '@sotto/domain';
import type { ImportedValues, RowReading } from './rows.ts';

/** An application that is there already, as much as the plan needs. */
export interface Present {
  readonly id: string;
  readonly companyKeys: readonly string[];
  readonly stageKind: KindOfStage;
  readonly content: Pick<Application, 'title' | 'appliedOn' | 'canonicalUrl' | 'externalJobId' | 'importRef'> & ImportedValues;
}

export type Outcome =
  | { readonly type: 'new' }
  /** `fill`: values for fields that are empty now. `forward`: whether its stage moves to where the row's history ends. */
  | { readonly type: 'update'; readonly id: string; readonly fill: ImportedValues; readonly forward: boolean }
  /** `id`: the application it is; `null`: an earlier row of this import. */
  | { readonly type: 'same'; readonly id: string | null }
  | { readonly type: 'skipped' };

export interface PlannedRow {
  readonly reading: RowReading;
  readonly outcome: Outcome;
  /** One sentence. */
  readonly why: string;
  /** What names this row at its source. */
  readonly sourceId: string;
  /** By which two spellings of a company are one. */
  readonly companyKey: string;
}

type Names = Pick<PlannedRow, 'companyKey' | 'sourceId'>;

/** Plans rows in their order. `leftOut`: rows the person left out, by position. */
export function planRows(
  readings: readonly RowReading[],
  present: Iterable<Present>,
  leftOut: ReadonlySet<number>,
): PlannedRow[] {
  const known = new KnownApplications();
  for (const application of present) known.add(application);
  // An application is changed by one row: a second was planned upon what the first has changed by then, and undo knows one state before.
  const changed = new Map<string, RowReading>();
  return readings.map((reading, position) => {
    const key = companyKey(reading.company);
    const names: Names = { companyKey: key, sourceId: sourceIdOf(reading, key) };
    const hindrance = hindranceOf(reading, leftOut.has(position));
    if (hindrance !== null) return { reading, ...names, outcome: { type: 'skipped' }, why: hindrance };
    const match = known.find(reading, names);
    if (match === null) {
      known.add(presentFrom(reading, names, position));
      return { reading, ...names, outcome: { type: 'new' }, why: ['Added.', ...reading.remarks].join(' ') };
    }
    const met = meet(reading, match);
    if (met.outcome.type !== 'update') return { reading, ...names, ...met };
    const earlier = changed.get(match.id);
    if (earlier) return { reading, ...names, ...meetAgain(reading, earlier, match) };
    changed.set(match.id, reading);
    return { reading, ...names, ...met };
  });
}

/** The sentence for a row the person left out. */
export const leftOutWhy = 'Left out by you.';

function hindranceOf(reading: RowReading, leftOut: boolean): string | null {
  if (leftOut) return leftOutWhy;
  if (reading.refused !== null) return reading.refused;
  return reading.questions.length > 0 ? reading.questions.map(({ text }) => text).join(' ') : null;
}

/** What names a row at its source: an id of its own, the board's id of the posting, else what it says. */
function sourceIdOf({ sourceId, values, savedOn }: RowReading, key: string): string {
  const board = values.url ? addressOf(values.url).externalJobId : null;
  return sourceId ?? board ?? `row:${key}|${fold(values.title ?? '')}|${values.appliedOn ?? savedOn ?? ''}`.slice(0, limits.line);
}

/** Rows that will be new are known by their position until they have an id. */
const plannedId = (position: number): string => `planned:${position}`;

function presentFrom({ values, history, source }: RowReading, names: Names, position: number): Present {
  const address = values.url ? addressOf(values.url) : null;
  return {
    id: plannedId(position),
    companyKeys: [names.companyKey],
    stageKind: history.at(-1)?.stage.kind ?? 'lead',
    content: {
      ...values,
      title: values.title ?? '',
      appliedOn: values.appliedOn ?? null,
      canonicalUrl: address?.canonicalUrl ?? null,
      externalJobId: values.externalJobId ?? address?.externalJobId ?? null,
      importRef: { source, sourceId: names.sourceId, batchId: '' },
    },
  };
}

/**
 * Finds an application again: by its id at the source, by its address, by company, title and day.
 *
 * An address that names no single posting (a careers page) tells two titles apart; two different postings of one board
 * are two applications, whatever else they share.
 */
class KnownApplications {
  readonly #bySourceId = new Map<string, Present>();
  readonly #byAddress = new Map<string, Present[]>();
  readonly #byContent = new Map<string, Present[]>();

  add(application: Present): void {
    const { importRef, canonicalUrl, title, appliedOn } = application.content;
    this.#bySourceId.set(application.id, application);
    if (importRef !== null && importRef.sourceId !== null)
      this.#bySourceId.set(sourceKey(importRef.source, importRef.sourceId), application);
    if (canonicalUrl !== null) append(this.#byAddress, canonicalUrl, application);
    for (const key of application.companyKeys) append(this.#byContent, contentKey(key, title, appliedOn), application);
  }

  find(reading: RowReading, names: Names): Present | null {
    const { values } = reading;
    const { sourceId } = names;
    const title = values.title ?? '';
    const address = values.url ? addressOf(values.url) : null;
    // Our own files name applications by their own ids.
    const bySource =
      this.#bySourceId.get(sourceKey(reading.source, sourceId)) ??
      (reading.own ? this.#bySourceId.get(reading.own.id) : undefined);
    if (bySource) return bySource;
    const atAddress = (address && this.#byAddress.get(address.canonicalUrl)) ?? [];
    const here = atAddress.find((one) => address?.externalJobId != null || fold(one.content.title) === fold(title));
    if (here) return here;
    const alike = this.#byContent.get(contentKey(names.companyKey, title, values.appliedOn ?? null)) ?? [];
    return (
      alike.find((one) => !isOther(one, { source: reading.source, sourceId, canonicalUrl: address?.canonicalUrl ?? null })) ??
      null
    );
  }
}

/** Both are named, by the same source or by their addresses, and differently. */
function isOther(
  { content }: Present,
  { source, sourceId, canonicalUrl }: { source: string; sourceId: string; canonicalUrl: WebUrl | null },
): boolean {
  const { importRef } = content;
  const named =
    importRef?.source === source &&
    importRef.sourceId !== null &&
    !importRef.sourceId.startsWith('row:') &&
    !sourceId.startsWith('row:');
  return named || (canonicalUrl !== null && content.canonicalUrl !== null && content.canonicalUrl !== canonicalUrl);
}

function sourceKey(source: string, sourceId: string): string {
  return `${source}\n${sourceId}`;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function contentKey(company: string, title: string, appliedOn: CalendarDate | null): string {
  return `${company}\n${fold(title)}\n${appliedOn ?? ''}`;
}

function meet(reading: RowReading, match: Present): Pick<PlannedRow, 'outcome' | 'why'> {
  if (match.id.startsWith('planned:'))
    return { outcome: { type: 'same', id: null }, why: 'The same as an earlier row of this file.' };
  const fill = emptyFieldsOf(match, reading);
  const last = reading.history.at(-1);
  const forward = last !== undefined && isForward(match.stageKind, last.stage.kind);
  const names = Object.keys(fill);
  if (names.length === 0 && !forward) return { outcome: { type: 'same', id: match.id }, why: 'Already here, left alone.' };
  const filled =
    names.length === 0 ? [] : [`Already here. Fills in ${names.map((name) => spokenFields[name] ?? name).join(', ')}.`];
  const moved = forward ? [`${filled.length === 0 ? 'Already here. ' : ''}Moves on to ${last.stage.name}.`] : [];
  return { outcome: { type: 'update', id: match.id, fill, forward }, why: [...filled, ...moved].join(' ') };
}

/** What a row would do that meets what an earlier one has changed. */
function meetAgain(reading: RowReading, earlier: RowReading, match: Present): Pick<PlannedRow, 'outcome' | 'why'> {
  const says = ({ values, history }: RowReading) => ({ values, stage: history.at(-1)?.stage.id });
  if (isDeepStrictEqual(says(reading), says(earlier)))
    return { outcome: { type: 'same', id: match.id }, why: 'The same as an earlier row of this file.' };
  const why = 'An earlier row changes the same application already. Make one row of the two, or import this one afterwards.';
  return { outcome: { type: 'skipped' }, why };
}

const spokenFields: Readonly<Record<string, string>> = {
  appliedOn: 'the day of applying',
  url: 'the link',
  workMode: 'work mode',
  employmentType: 'employment type',
  compensation: 'pay',
  postedOn: 'the day it was posted',
  closesOn: 'the closing day',
  nextAction: 'the next action',
  sourceDetail: 'where it was found',
  referenceNumber: 'the reference number',
  externalJobId: 'the job id',
  portalUrl: 'the portal',
  custom: 'your fields',
};

/** Values of the row for fields that are empty. Notes of a row that has come in before are not brought again: the person may have taken them out. */
function emptyFieldsOf({ content }: Present, { values, source }: RowReading): ImportedValues {
  const own = Object.entries(values.custom ?? {}).filter(([id]) => content.custom?.[id] === undefined);
  const entries = Object.entries(values).filter(([name, value]) => {
    if (name === 'custom') return own.length > 0;
    const there = content[name as keyof ImportedValues];
    const isEmpty = there === null || there === undefined || (Array.isArray(there) && there.length === 0);
    const says = value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
    return says && isEmpty && !(name === 'notes' && content.importRef?.source === source);
  });
  // Safe: entries of an ImportedValues, some left out.
  const fill = Object.fromEntries(entries) as ImportedValues;
  return own.length > 0 ? { ...fill, custom: { ...content.custom, ...Object.fromEntries(own) } } : fill;
}

/** How far a kind of stage is. Ends come last, silence before the others: a late answer still counts. */
const order: Readonly<Record<KindOfStage, number>> = {
  lead: 0,
  submitted: 1,
  screen: 2,
  assessment: 3,
  interview: 4,
  offer: 5,
  silent: 6,
  won: 7,
  lost: 7,
  lost_by_me: 7,
};

function isForward(from: KindOfStage, to: KindOfStage): boolean {
  return order[to] > order[from];
}
