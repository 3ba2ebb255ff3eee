/**
 * Rows of a table → what each says about an application, with the questions it leaves open.
 *
 * Pure: the account's stages, its currency and today's date are handed in. Whatever a row says that no field can hold
 * stands word for word in its source note; nothing is dropped without being said.
 */
import type { ImportField, OwnField, RowAnswer, RowQuestion } from '../../api.ts';
import {
  type Application,
  type CalendarDate,
  type Compensation,
  type Currency,
  type CustomValue,
  type KindOfStage,
  type Result,
  applicationFields,
  customColumnName,
  defaultStages,
  fold,
  foundAt,
  limits,
  readWebUrl,
  readWrittenValue,
  uniqueTags,
} from '@sotto/domain';
import { fieldOfHeader, type OwnRow, readOwnRow } from '../csv/own-columns.ts';
import type { Row } from '../reading/table.ts';
import { cellsOf, linkIn, notesWith, oneLine } from './cells.ts';
import type { Column, KnownField } from './columns.ts';
import { readDate } from './dates.ts';
import { plainName } from './fields.ts';
import type { Format } from './formats.ts';
import { isHtml, textOfHtml } from './html.ts';
import { presentText } from './missing.ts';
import { readPay } from './pay.ts';
import { meaningOfStatus, plainStatus } from './statuses.ts';
import { readEmploymentType, readExcitement, readMethod, readPlace, readPriority, readSource, readWorkMode } from './words.ts';

/** A stage of the account, as much as the import needs. In the account's order. */
export interface KnownStage {
  readonly id: string;
  readonly name: string;
  readonly kind: KindOfStage;
}

/** What every row is read by. */
export interface ReadingContext {
  readonly format: Format | null;
  /** As shown in source notes: `tracker.csv`. */
  readonly fileName: string;
  readonly columns: readonly Column[];
  readonly dayFirst: boolean | undefined;
  /** Stage id by `plainStatus`: what the person said a status means. */
  readonly statuses: ReadonlyMap<string, string>;
  /** What each status met so far means: a file has thousands of rows and a dozen of these. Filled while reading. */
  readonly meanings: Map<string, StatusReading>;
  readonly stages: readonly KnownStage[];
  readonly fields: readonly KnownField[];
  readonly currency: Currency;
  /** In the person's zone. */
  readonly today: CalendarDate;
}

type Field = keyof typeof applicationFields;
/** Fields a row fills, by name; absent: it says nothing about them. */
export type ImportedValues = { -readonly [F in Field | 'custom']?: Application[F] };

export interface RowReading {
  readonly row: number;
  /** Where the file is from, as import references name it: `linkedin`, `csv`. */
  readonly source: string;
  readonly company: string;
  readonly companyWebsite: string | null;
  readonly values: ImportedValues;
  /** What names this row where it came from; `null`: nothing does. */
  readonly sourceId: string | null;
  /** In order; the last is where it stands. `on`: the day, `null` when nobody knows it. */
  readonly history: readonly { readonly stage: KnownStage; readonly on: CalendarDate | null }[];
  /** The day it was saved, where there is one. */
  readonly savedOn: CalendarDate | null;
  readonly questions: readonly RowQuestion[];
  /** Sentences about what was read otherwise than it was written. */
  readonly remarks: readonly string[];
  /** Why it cannot come in; `null`: it can. */
  readonly refused: string | null;
  /** The whole row, when the file is one of ours. */
  readonly own: OwnRow | null;
}

/** Reads one row. Never throws for what stands in it. */
export function readRow(row: Row, context: ReadingContext, answer: RowAnswer = {}): RowReading {
  if (context.format?.name === 'sotto') return readingOfOwn(row, context);
  const building = newBuilding(context);
  const cells = cellsByField(row, context, answer, building);
  for (const [field, cell] of cells) readers[field]?.(cell.text, building, cell.column);
  readPayCells(cells, building);
  readNextAction(cells, building);
  const history = historyOf(cells, building);
  requireNames(building);
  return finish(row, building, history);
}

interface Building {
  readonly context: ReadingContext;
  company: string;
  title: string;
  companyWebsite: string | null;
  sourceId: string | null;
  savedOn: CalendarDate | null;
  stageOn: CalendarDate | null;
  readonly values: ImportedValues;
  readonly questions: RowQuestion[];
  readonly remarks: string[];
  /** Lines of the source note. */
  readonly kept: string[];
}

interface Cell {
  readonly text: string;
  readonly column: string;
}
type Cells = ReadonlyMap<ImportField, Cell>;

function newBuilding(context: ReadingContext): Building {
  return {
    context,
    company: '',
    title: '',
    companyWebsite: null,
    sourceId: null,
    savedOn: null,
    stageOn: null,
    values: {},
    questions: [],
    remarks: [],
    kept: [],
  };
}

function cellsByField(row: Row, context: ReadingContext, answer: RowAnswer, building: Building): Cells {
  const cells = new Map<ImportField, Cell>();
  for (const { text, column } of cellsOf(row, context.columns)) {
    if (column.field === null) building.kept.push(`${column.name}: ${text}`);
    else if (isOwnField(column.field)) readOwnField(text, building, column);
    else cells.set(column.field, { text, column: column.name });
  }
  for (const [field, text] of Object.entries(answer.answers ?? {}) as [ImportField, string][]) {
    cells.delete(field);
    if (text.trim() !== '') cells.set(field, { text: text.trim(), column: cells.get(field)?.column ?? field });
  }
  return cells;
}

function isOwnField(field: Exclude<Column['field'], null>): field is OwnField {
  return field.startsWith('field.');
}

/** A cell of one of the person's own fields; what the field does not take stands in the notes. */
function readOwnField(text: string, building: Building, column: Pick<Column, 'name' | 'field'>): void {
  const field = building.context.fields.find(({ id }) => customColumnName(id) === column.field);
  const read = field && (field.type === 'date' ? readOwnDate(text, building) : readWrittenValue(field, linkOf(field, text)));
  if (field && read?.ok) building.values.custom = { ...building.values.custom, [field.id]: read.value };
  else keep(building, column.name, text, read?.ok === false ? read.error : undefined);
}

function linkOf({ type }: KnownField, text: string): string {
  return type === 'link' ? linkIn(text) : type === 'text' ? oneLine(text) : text;
}

/** A date that could be two is not asked about: it stands in the notes. */
function readOwnDate(text: string, { context }: Building): Result<CustomValue, string> {
  const read = readDate(text, context.dayFirst);
  if (read.type === 'date') return { ok: true, value: read.date };
  return { ok: false, error: read.type === 'either' ? 'Day or month first?' : read.reason };
}

type Reader = (text: string, building: Building, column: string) => void;

/** Fields that one cell settles. Stage, pay and next action need several and are read after these. */
const readers: Readonly<Partial<Record<ImportField, Reader>>> = {
  company: (text, building) => {
    building.company = oneLine(text);
  },
  title: (text, building) => {
    building.title = oneLine(text);
  },
  companyWebsite: (text, building, column) => {
    building.companyWebsite = readWebUrl(linkIn(text));
    if (building.companyWebsite === null) keep(building, column, text);
  },
  sourceId: (text, building, column) => {
    if (building.context.format !== null || text.length >= 16) building.sourceId = text.slice(0, limits.line);
    else keep(building, column, text);
  },
  appliedOn: dateReader('appliedOn', (building, date) => set(building, 'appliedOn', date)),
  savedOn: dateReader('savedOn', (building, date) => void (building.savedOn = date)),
  stageOn: dateReader('stageOn', (building, date) => void (building.stageOn = date)),
  postedOn: dateReader('postedOn', (building, date) => set(building, 'postedOn', date)),
  closesOn: dateReader('closesOn', (building, date) => set(building, 'closesOn', date)),
  url: urlReader('url'),
  portalUrl: urlReader('portalUrl'),
  location: readLocation,
  workMode: (text, building, column) => {
    const yesOrNo = remoteColumns.has(plainName(column)) ? yesOrNoOf(text) : null;
    if (yesOrNo === null) setWord(building, 'workMode', { word: readWorkMode(text), cell: { text, column } });
    else if (yesOrNo) set(building, 'workMode', 'remote');
  },
  employmentType: (text, building, column) =>
    setWord(building, 'employmentType', { word: readEmploymentType(text), cell: { text, column } }),
  method: (text, building, column) => setWord(building, 'method', { word: readMethod(text), cell: { text, column } }),
  priority: (text, building, column) => setWord(building, 'priority', { word: readPriority(text), cell: { text, column } }),
  excitement: (text, building, column) => setWord(building, 'excitement', { word: readExcitement(text), cell: { text, column } }),
  source: (text, building) => {
    const source = readSource(text);
    set(building, 'source', source ?? 'other');
    if (source === null || plainName(text).replaceAll(' ', '') !== source.replaceAll('_', ''))
      set(building, 'sourceDetail', oneLine(text));
  },
  seniority: (text, building, column) => setText(building, 'seniority', text, column),
  referenceNumber: (text, building, column) => setText(building, 'referenceNumber', text, column),
  externalJobId: (text, building, column) => setText(building, 'externalJobId', text, column),
  description: (text, building) => set(building, 'description', isHtml(text) ? textOfHtml(text) : text),
  notes: (text, building) => set(building, 'notes', isHtml(text) ? textOfHtml(text) : text),
  tags: (text, building, column) => {
    const tags = uniqueTags(
      text
        .split(/[,;|、，；]/u)
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
    );
    if (tags.every((tag) => tag.length <= limits.tag) && tags.length <= limits.tags) set(building, 'tags', tags);
    else keep(building, column, text);
  },
  answers: (text, building) => void building.kept.push('Answers given:', ...text.split(' | ').map((one) => `• ${one}`)),
};

function keep(building: Building, column: string, text: string, reason?: string): void {
  building.kept.push(reason === undefined ? `${column}: ${text}` : `${column}: ${text} (not read: ${reason})`);
}

/** Puts a value into its field; `false` when the field does not take it. */
function set(building: Building, field: Field, value: unknown): boolean {
  const parsed = applicationFields[field].safeParse(value);
  // Safe: this field's own schema has just made the value.
  if (parsed.success) Object.assign(building.values, { [field]: parsed.data });
  return parsed.success;
}

function setText(building: Building, field: Field, text: string, column: string): void {
  if (!set(building, field, oneLine(text))) keep(building, column, text);
}

function setWord(building: Building, field: Field, { word, cell }: { word: string | number | null; cell: Cell }): void {
  if (word === null || !set(building, field, word)) keep(building, cell.column, cell.text);
}

function dateReader(field: ImportField, take: (building: Building, date: CalendarDate) => void): Reader {
  return (text, building, column) => {
    const read = readDate(text, building.context.dayFirst);
    if (read.type === 'date') take(building, read.date);
    else if (read.type === 'either') {
      const choices = [read.dayFirst, read.monthFirst].map((date) => ({ label: spokenDate(date), value: date }));
      building.questions.push({ field, cell: text, text: 'Day or month first?', choices });
    } else {
      building.remarks.push(`“${text}” was not read as a date and stands in the notes. ${read.reason}`);
      keep(building, column, text, read.reason);
    }
  };
}

function spokenDate(date: CalendarDate): string {
  return new Date(`${date}T00:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

function urlReader(field: 'url' | 'portalUrl'): Reader {
  return (text, building, column) => {
    const url = readWebUrl(linkIn(text));
    if (url !== null && set(building, field, url)) {
      const found = field === 'url' ? foundAt(url) : null;
      if (found !== null && building.values.source === undefined) set(building, 'source', found.source);
      if (found !== null && building.values.source === found.source && building.values.sourceDetail === undefined)
        set(building, 'sourceDetail', found.sourceDetail);
    } else {
      building.remarks.push(`“${text.slice(0, 80)}” is not a web address and stands in the notes.`);
      keep(building, column, text);
    }
  };
}

function readLocation(text: string, building: Building): void {
  const mode = readWorkMode(text);
  if (mode !== null && building.values.workMode === undefined) set(building, 'workMode', mode);
  if (mode === null || plainName(text).includes(' ')) set(building, 'location', readPlace(text));
}

const remoteColumns = new Set(['remote', 'homeoffice', 'home office', 'télétravail', '远程']);

function yesOrNoOf(text: string): boolean | null {
  if (/^(?:yes|y|true|ja|sí|si|oui|sì|sim|evet|是|✓|✅|x)$/iu.test(text)) return true;
  return /^(?:no|n|false|nein|non|não|nee|hayır|否|✗)$/iu.test(text) ? false : null;
}

function readPayCells(cells: Cells, building: Building): void {
  const bounds = [cells.get('payMin')?.text, cells.get('payMax')?.text].filter((text) => text !== undefined);
  const written = cells.get('pay')?.text ?? bounds.join('–');
  if (written === '') return;
  const read = readPay(written, {
    home: building.context.currency,
    currency: cells.get('payCurrency')?.text ?? '',
    period: cells.get('payPeriod')?.text ?? '',
  });
  if (read.type === 'pay') set(building, 'compensation', read.pay);
  else if (read.type === 'ask') {
    const choices = read.readings.map(({ label, text }) => ({ label, value: text }));
    building.questions.push({ field: 'pay', cell: written, text: read.question, choices });
  } else set(building, 'compensation', { kind: 'range', notes: written } satisfies Compensation);
}

function readNextAction(cells: Cells, building: Building): void {
  const text = cells.get('nextAction')?.text;
  const day = cells.get('nextActionOn');
  let dueOn: CalendarDate | null = null;
  if (day) dateReader('nextActionOn', (_, date) => void (dueOn = date))(day.text, building, day.column);
  if (text === undefined && dueOn === null) return;
  const action = oneLine(text ?? 'Follow up');
  if (!set(building, 'nextAction', { text: action, dueOn })) building.kept.push(`Next action: ${action}`);
}

type History = RowReading['history'];

/**
 * The way of an application as far as the row tells it.
 *
 * While nothing was sent, a date is the day it was saved, whatever its column is called. The day on which it came to a
 * stage after "submitted" is seldom in a file: it is left open, and the import's own day stands for it.
 */
function historyOf(cells: Cells, building: Building): History {
  const { stage, unsent } = stageOfRow(cells.get('stage'), building);
  const { values, stageOn } = building;
  const saved = building.context.stages.find(({ kind }) => kind === 'lead');
  if (stage.kind === 'lead' || unsent) {
    building.savedOn ??= values.appliedOn ?? null;
    delete values.appliedOn;
  }
  const savedStep =
    saved && building.savedOn !== null && stage.id !== saved.id && !isAfter(building.savedOn, values.appliedOn)
      ? [{ stage: saved, on: building.savedOn }]
      : [];
  if (stage.kind === 'lead') return [...savedStep, { stage, on: stageOn ?? (savedStep.length > 0 ? null : building.savedOn) }];
  const applied = building.context.stages.find(({ kind }) => kind === 'submitted');
  const appliedOn = values.appliedOn ?? null;
  if (stage.kind === 'submitted') return [...savedStep, { stage, on: appliedOn ?? stageOn }];
  const appliedStep = applied && appliedOn !== null ? [{ stage: applied, on: appliedOn }] : [];
  return [...savedStep, ...appliedStep, { stage, on: isAfter(appliedOn, stageOn) ? null : stageOn }];
}

/** Both days are known and the first is later. */
function isAfter(a: CalendarDate | null | undefined, b: CalendarDate | null | undefined): boolean {
  return a != null && b != null && a > b;
}

function stageOfRow(cell: Cell | undefined, building: Building): { stage: KnownStage; unsent: boolean } {
  const { stages, format } = building.context;
  const presumed = stageFor(format?.stage ?? (building.values.appliedOn === undefined ? 'Saved' : 'Applied'), stages);
  if (cell === undefined) return { stage: presumed, unsent: false };
  const { stage, isNamed, unsent } = statusReading(cell.text, building.context);
  if (stage === null) {
    building.remarks.push(
      `“${oneLine(cell.text)}” is no stage we know: put into ${presumed.name}, the word stands in the notes.`,
    );
    keep(building, cell.column, cell.text);
  } else if (!isNamed) building.remarks.push(`“${oneLine(cell.text)}” becomes ${stage.name}.`);
  return { stage: stage ?? presumed, unsent };
}

/** What a status means in this account. */
export interface StatusReading {
  /** `null`: nobody knows. */
  readonly stage: KnownStage | null;
  /** The person said so, or the stage is called so. */
  readonly isNamed: boolean;
  readonly unsent: boolean;
}

/** What a status means: what the person said, a stage of that name, a word we know. */
export function statusReading(text: string, { stages, statuses, meanings }: ReadingContext): StatusReading {
  const known = meanings.get(text);
  if (known) return known;
  const chosen = stages.find(({ id }) => id === statuses.get(plainStatus(text)));
  const named = chosen ?? stages.find(({ name }) => fold(name) === fold(text));
  const meaning = named ? null : meaningOfStatus(text);
  const reading = {
    stage: named ?? (meaning && stageFor(meaning.stage, stages)),
    isNamed: named !== undefined,
    unsent: meaning?.unsent ?? false,
  };
  meanings.set(text, reading);
  return reading;
}

const kindByDefaultName: ReadonlyMap<string, KindOfStage> = new Map(defaultStages.map(({ name, kind }) => [name, kind]));

/** The account's stage for a default one: of its name, else the first of its kind, else one that means nearly the same. */
export function stageFor(name: string, stages: readonly KnownStage[]): KnownStage {
  const kind = kindByDefaultName.get(name) ?? 'lead';
  const fallbacks: readonly KindOfStage[] = [kind, 'submitted', 'lead'];
  const named = stages.find((stage) => stage.name === name && stage.kind === kind);
  const fallback = fallbacks.map((one) => stages.find((stage) => stage.kind === one)).find((stage) => stage !== undefined);
  const stage = named ?? fallback ?? stages[0];
  if (!stage) throw new Error('an account without any stage');
  return stage;
}

function requireNames(building: Building): void {
  const { company, title, questions } = building;
  if (company === '') questions.push({ field: 'company', cell: '', text: 'A company is needed.', choices: [] });
  if (title === '') questions.push({ field: 'title', cell: '', text: 'A title is needed.', choices: [] });
}

function finish(row: Row, building: Building, history: History): RowReading {
  const { company, title, values, remarks, kept, context, sourceId } = building;
  const long = company.length > limits.name ? 'company' : title.length > limits.name ? 'title' : null;
  if (title !== '' && long === null) set(building, 'title', title);
  const notes = notesWith(values.notes, kept, { row: row.row, fileName: context.fileName });
  if (kept.length > 0 && !set(building, 'notes', notes))
    return refusal(row, building, 'Its texts are longer than an application can hold.');
  if (long !== null) return refusal(row, building, `The ${long} is longer than ${limits.name} characters.`);
  if (row.fault !== null) return refusal(row, building, row.fault);
  return {
    ...emptyReading(row.row, context),
    company,
    companyWebsite: building.companyWebsite,
    values,
    sourceId,
    history,
    savedOn: building.savedOn,
    questions: building.questions,
    remarks,
  };
}

function emptyReading(row: number, { format }: ReadingContext): RowReading {
  const source = format?.source ?? format?.name ?? 'csv';
  return {
    row,
    source,
    company: '',
    companyWebsite: null,
    values: {},
    sourceId: null,
    history: [],
    savedOn: null,
    questions: [],
    remarks: [],
    refused: null,
    own: null,
  };
}

function refusal(row: Row, { company, values, remarks, context }: Building, refused: string): RowReading {
  return { ...emptyReading(row.row, context), company, values, remarks, refused };
}

/** A row of our own file: every field as it was, the stage by its name, else by what it means. */
function readingOfOwn(row: Row, context: ReadingContext): RowReading {
  const own = row.fault === null ? readOwnRow(row.cells) : row.fault;
  const empty = emptyReading(row.row, context);
  if (typeof own === 'string') return { ...empty, refused: own };
  const stage = ownStage(own.stage, context.stages);
  const remarks = stage.name === own.stage.name ? [] : [`There is no stage “${own.stage.name}”: put into ${stage.name}.`];
  const building = newBuilding(context);
  for (const [index, column] of context.columns.entries()) {
    const text = fieldOfHeader(column.name) === null ? '' : presentText(row.cells[index] ?? '');
    if (text !== '') readOwnField(text, building, column);
  }
  const values: ImportedValues = {
    ...(Object.fromEntries(Object.entries(own.values).filter(([, value]) => value !== null)) as ImportedValues),
    ...building.values,
  };
  if (building.kept.length > 0) values.notes = [...(values.notes ? [values.notes, ''] : []), ...building.kept].join('\n');
  return {
    ...empty,
    company: own.company,
    values,
    sourceId: own.id || null,
    history: [{ stage, on: null }],
    remarks,
    refused: own.company === '' || own.company.length > limits.name ? 'The company cannot be read any more.' : null,
    own,
  };
}

/** The account's stage of this name, else the first of this kind, else the first of all. */
export function ownStage(
  { name, kind }: { readonly name: string; readonly kind: string },
  stages: readonly KnownStage[],
): KnownStage {
  const stage =
    stages.find((one) => one.name === name && one.kind === kind) ?? stages.find((one) => one.kind === kind) ?? stages[0];
  if (!stage) throw new Error('an account without any stage');
  return stage;
}
