/**
 * The log as a PDF (1.7, tagged, A4 or Letter): what the page shows, to be handed in. Made here, without asking anybody.
 *
 * Its typeface has the letters of Latin, Greek, Cyrillic, Armenian and Georgian script. What is written in another stands as a
 * frame, and the file says so: to guess at Arabic or Chinese without their rules would print something else than was meant.
 */
import { readFile } from 'node:fs/promises';
import type { Settings } from '@sotto/domain';
import type { ActivityView, LogView, PeriodView } from '../api.ts';
import { pdfTexts as texts } from './pdf-texts.ts';

export interface LogToPrint {
  readonly log: LogView;
  /** What was asked for: the first day and the last. */
  readonly from: string;
  readonly to: string;
  readonly settings: Pick<Settings, 'locale' | 'workSearch'>;
  /** Whose log it is; `null`: a line to write on. */
  readonly name: string | null;
  /** The day it was made. */
  readonly today: string;
}

/** Entries a file may have: a thousand take the server a quarter of a second. Beyond it the CSV has them all. */
export const mostEntries = 2_000;

/** The file, whole. Lets others have their turn after each period, and within one that is long. */
export async function pdfOfLog(asked: LogToPrint): Promise<Uint8Array> {
  const { default: PdfDocument } = await import('pdfkit');
  const { locale } = asked.settings;
  const doc = new PdfDocument({
    size: /-(?:US|CA|MX|PH)\b/.test(locale) ? 'LETTER' : 'A4',
    margin,
    font: '',
    lang: 'en',
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    bufferPages: true,
    info: { Title: texts.title, Author: asked.name ?? '', Creator: 'Sotto', Producer: 'Sotto' },
  });
  const pieces: Uint8Array[] = [];
  doc.on('data', (piece: Uint8Array) => pieces.push(piece));
  const ended = new Promise<void>((resolve) => doc.on('end', resolve));
  const [regular, bold] = await fonts();
  doc.registerFont('regular', regular);
  doc.registerFont('bold', bold);
  await write(doc, asked);
  doc.end();
  await ended;
  return Buffer.concat(pieces);
}

const margin = 48;

let read: Promise<[Buffer, Buffer]> | null = null;
function fonts(): Promise<[Buffer, Buffer]> {
  read ??= Promise.all([fontFile('DejaVuSans'), fontFile('DejaVuSans-Bold')]);
  return read;
}

function fontFile(name: string): Promise<Buffer> {
  return readFile(new URL(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)));
}

async function write(doc: PDFKit.PDFDocument, asked: LogToPrint): Promise<void> {
  const { log, settings, name, from, to, today } = asked;
  const day = dayIn(settings.locale);
  const whole = doc.struct('Document');
  doc.addStructure(whole);
  const line = (type: string, text: string, { font = 'regular', size = 9, gap = 0.4 } = {}) => {
    doc.font(font).fontSize(size).text(shown(text), margin, doc.y, { structParent: whole, structType: type }).moveDown(gap);
  };
  line('H1', texts.title, { font: 'bold', size: 18 });
  line('P', name === null ? texts.nameLine : texts.name(name), { size: 10 });
  line('P', settings.workSearch?.authority ? texts.forOffice(settings.workSearch.authority) : texts.noOffice, { size: 10 });
  line('P', `${texts.span(day(from), day(to))} ${texts.madeOn(day(today))}`, { size: 10 });
  line('P', texts.certifiesNothing, { size: 10, gap: 1 });
  if (hasOtherLetters(log.items)) line('P', texts.otherLetters, { size: 10, gap: 1 });
  if (log.items.length === 0) line('P', texts.nothingAtAll);
  // As offices read it: the earliest first.
  for (const period of log.periods.toReversed()) {
    const items = log.items.filter(({ on }) => on >= period.from && on <= period.to).toReversed();
    if (doc.y > doc.page.height - 3 * margin) doc.addPage();
    line('H2', texts.span(day(period.from), day(period.to)), { font: 'bold', size: 12, gap: 0.2 });
    line('P', aboutPeriod(period, day), { gap: 0.5 });
    if (items.length === 0) line('P', texts.nothing);
    else await table(doc, { parent: whole, items, day });
    doc.moveDown(1);
    await breathe();
  }
  numberPages(doc);
}

function aboutPeriod({ counted, least, keptUntil }: PeriodView, day: (date: string) => string): string {
  const count = least === null ? texts.counted(counted) : texts.countedOf(counted, least);
  return keptUntil === null ? count : `${count} ${texts.keptUntil(day(keptUntil))}`;
}

/** What the columns say, and their share of the width. */
const columns = [
  ['on', 0.11],
  ['kind', 0.14],
  ['employer', 0.25],
  ['position', 0.2],
  ['how', 0.15],
  ['result', 0.15],
] as const;

/** Drawn by hand: the library's own tables measure every cell many times over, which takes seconds for a hundred lines. */
async function table(doc: PDFKit.PDFDocument, { parent, items, day }: ToDraw): Promise<void> {
  const whole = doc.struct('Table');
  parent.add(whole);
  row(doc, { whole, font: 'bold', type: 'TH', cells: columns.map(([name]) => texts.columns[name]) });
  for (const [at, item] of items.entries()) {
    row(doc, { whole, font: 'regular', type: 'TD', cells: cellsOf(item, day).map(shown) });
    if (at % rowsBetweenBreaths === rowsBetweenBreaths - 1) await breathe();
  }
  doc.x = margin;
}

const rowsBetweenBreaths = 20;

function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

interface ToDraw {
  readonly parent: PDFKit.PDFStructureElement;
  readonly items: readonly ActivityView[];
  readonly day: (date: string) => string;
}

interface Row {
  readonly whole: PDFKit.PDFStructureElement;
  readonly font: 'regular' | 'bold';
  readonly type: 'TH' | 'TD';
  readonly cells: readonly string[];
}

const lineHeight = 10;
const gap = 6;

function row(doc: PDFKit.PDFDocument, { whole, font, type, cells }: Row): void {
  const width = doc.page.width - 2 * margin;
  doc.font(font).fontSize(8);
  const lines = cells.map((cell, index) => brokenInto(doc, cell, (columns[index]?.[1] ?? 0) * width - gap));
  const height = Math.max(...lines.map((one) => one.length)) * lineHeight + gap;
  if (doc.y + height > doc.page.height - margin) doc.addPage();
  const top = doc.y;
  ruleAbove(doc, top - gap / 2);
  const element = doc.struct('TR');
  whole.add(element);
  let left = margin;
  for (const [index, cell] of lines.entries()) {
    element.add(doc.struct(type, {}, [doc.markStructureContent(type)]));
    for (const [at, text] of cell.entries()) doc.text(text, left, top + at * lineHeight, { lineBreak: false });
    doc.endMarkedContent();
    left += (columns[index]?.[1] ?? 0) * width;
  }
  doc.x = margin;
  doc.y = top + height;
}

/** A hairline. It says nothing to who listens. */
function ruleAbove(doc: PDFKit.PDFDocument, y: number): void {
  doc.markContent('Artifact');
  doc
    .moveTo(margin, y)
    .lineTo(doc.page.width - margin, y)
    .lineWidth(0.5)
    .stroke('#cccccc');
  doc.endMarkedContent();
}

/** A text in lines no wider than `width` points; a word that is wider is broken where it must be. */
function brokenInto(doc: PDFKit.PDFDocument, text: string, width: number): string[] {
  const lines: string[] = [];
  for (const part of text.split('\n')) {
    let line = '';
    for (const word of part.split(' ').flatMap((one) => fitting(doc, one, width))) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && doc.widthOfString(longer) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    lines.push(line);
  }
  return lines;
}

/** Pieces of a word that fit. Letters are of much the same width, so the first guess is nearly right. */
function fitting(doc: PDFKit.PDFDocument, word: string, width: number): string[] {
  const whole = doc.widthOfString(word);
  if (whole <= width) return [word];
  const letters = [...word];
  const most = Math.max(1, Math.floor((letters.length * width * 0.9) / whole));
  return Array.from({ length: Math.ceil(letters.length / most) }, (_, at) => letters.slice(at * most, (at + 1) * most).join(''));
}

/** A cell a column: what belongs together stands in lines of one. */
function cellsOf(item: ActivityView, day: (date: string) => string): string[] {
  const { on, kind, employer, reachedAt, contact, position, reference, method, result, counts } = item;
  const lines = (...parts: readonly (string | null)[]) => parts.flatMap((part) => (part ? [oneLine(part)] : [])).join('\n');
  return [
    day(on),
    lines(texts.kinds[kind], counts ? null : texts.notCounted),
    lines(employer, reachedAt),
    lines(position, reference),
    lines(method && texts.methods[method], contact),
    lines(result),
  ];
}

/** What someone typed on several lines, or a row could be higher than its page. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

function numberPages(doc: PDFKit.PDFDocument): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    // A page's number is no part of what is read: marked as an artefact, beneath the margin, so that no page is added for it.
    doc.page.margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    doc
      .font('regular')
      .fontSize(8)
      .text(texts.page(page + 1, count), margin, doc.page.height - 30, { lineBreak: false });
    doc.endMarkedContent();
  }
}

function dayIn(locale: string): (date: string) => string {
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return (date) => format.format(Date.parse(date));
}

/** A letter the typeface has not, with the marks that belong to it; pictures too. */
const others =
  /(?:[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Common}\p{Script=Inherited}]|\p{Extended_Pictographic}|[\u{1F000}-\u{1FAFF}])(?:\p{Mark}|\u200d)*/gu;
/** Pictographs by Unicode that the typeface draws as signs. */
const signs = /^[©®™↔↕☎✓✔]/u;

function shown(text: string): string {
  return text.normalize('NFC').replaceAll(others, (letter) => (signs.test(letter) ? letter : '▯'));
}

function hasOtherLetters(items: readonly ActivityView[]): boolean {
  return items.some(({ employer, reachedAt, contact, position, reference, result }) =>
    [employer, reachedAt, contact, position, reference, result].some(
      (text) => text !== null && shown(text) !== text.normalize('NFC'),
    ),
  );
}
