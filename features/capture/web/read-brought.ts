/**
 * Reads what was brought. Markup is parsed into a document that is never attached (`inert.ts`): nothing in it runs, loads or
 * shows. The reader is the extension's own.
 */
import { addressOf, foundAt, limits, readWebUrl } from '@sotto/domain';
import { type ReadPosting, detailsOf, readPosting } from '@sotto/features/capture/reader';
import { parseInert } from '@sotto/ui/inert';
import { type Brought, isLink } from './brought.ts';
import { textOfFile } from './file-text.ts';
import type { Details, Outcome, Reading } from './reading.ts';
import { type Words, wordsOf } from './words.ts';

const nothing = (why: 'empty' | 'too-long' | 'not-a-page'): Outcome => ({ from: 'nothing', why });

/** A page of this many characters is an application, not a posting. */
const longestPage = 10_000_000;

export async function read(brought: Brought, address: string | null): Promise<Outcome> {
  if (brought instanceof File) {
    const file = await textOfFile(brought, longestPage);
    if ('why' in file) return nothing(file.why);
    return file.isPage ? readPage(file.text, { address, from: 'file', plain: '' }) : readText(file.text, address, 'file');
  }
  const { text, html } = brought;
  const link = linkOf(text);
  if (link !== null) return readLink(link);
  if (html === null)
    return isMarkup(text) ? readPage(text, { address, from: 'page', plain: '' }) : readText(text, address, 'text');
  return readPage(html, { address, from: 'page', plain: text });
}

/** The link in a text that is little more than one: what an app shares is a line of words and the address. */
function linkOf(text: string): string | null {
  const trimmed = text.trim();
  if (isLink(trimmed)) return readWebUrl(trimmed);
  const links = trimmed.match(/https?:\/\/\S+/gi) ?? [];
  return trimmed.length < 300 && !trimmed.includes('\n') && links.length === 1 ? readWebUrl(links[0]) : null;
}

function readLink(link: string): Reading {
  return { from: 'link', details: whereItLies(link), text: null, isClosed: false };
}

function whereItLies(link: string): Details {
  const { canonicalUrl, externalJobId } = addressOf(link);
  const known = { externalJobId, ...foundAt(link) };
  // Safe: what is null was left out.
  return { url: canonicalUrl, ...(Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null)) as Details) };
}

/** Somebody copied a page's source. */
function isMarkup(text: string): boolean {
  return /^\s*<(!doctype|html|head|body|div|section|article|main)\b/i.test(text);
}

interface PageSource {
  readonly address: string | null;
  readonly from: Reading['from'];
  /** The same as words, as the browser wrote them beside the markup; empty: there are none. */
  readonly plain: string;
}

function readPage(html: string, { address, from, plain }: PageSource): Outcome {
  if (html.length > longestPage) return nothing('too-long');
  const document = parseInert(html);
  const own = address ?? addressIn(document, html);
  const page = readPosting(document, own ?? unknownAddress, Date.now());
  if (page.title !== null && page.company !== null) return readingOf(page, { address: own, from, text: page.text || plain });
  // What was copied of a page may have lost the marks one reads by; its words have not.
  const words = readWords(plain || page.text, own);
  const merged = { ...words, ...found(page) };
  const posting = merged.company === merged.title ? { ...merged, company: null } : merged;
  return readingOf(posting, { address: own, from, text: page.text || plain });
}

function readText(text: string, address: string | null, from: Reading['from']): Outcome {
  if (text.length > limits.snapshot) return nothing('too-long');
  const own = address ?? addressAmong(text);
  return readingOf(readWords(text, own), { address: own, from, text });
}

/** Words become a document of paragraphs, their title its heading, as it was on the page. */
function readWords(text: string, address: string | null): ReadPosting {
  const words = wordsOf(text);
  const document = parseInert('');
  for (const line of words.lines) {
    const element = document.createElement(line === words.title ? 'h1' : 'p');
    element.textContent = line;
    document.body.append(element);
  }
  const posting = readPosting(document, address ?? unknownAddress, Date.now());
  const isPlace = words.company !== null && posting.places.some((place) => place.startsWith(words.company ?? ''));
  return {
    ...posting,
    title: words.title,
    company: posting.company ?? (isPlace ? null : words.company),
    places: placesIn(posting, words),
  };
}

/** A company that stands where a place might is none. */
function placesIn({ places, company }: ReadPosting, words: Words): readonly string[] {
  return places.filter((place) => place !== company && place !== words.company);
}

// Reserved, and nobody's (RFC 2606): no reader of a site knows it.
const unknownAddress = 'https://unknown.invalid/';

/** Where a saved page came from, as it says itself. */
function addressIn(document: Document, html: string): string | null {
  // Browsers that save a page write this line above it.
  const saved = /<!-- saved from url=\(\d+\)(https?:\/\/\S+) -->/.exec(html.slice(0, 2000))?.[1];
  const canonical = firstIn(document, 'link[rel="canonical"]')?.getAttribute('href');
  const shared = firstIn(document, 'meta[property="og:url"]')?.getAttribute('content');
  for (const link of [saved, canonical, shared]) {
    const url = link === undefined || link === null ? null : readWebUrl(link);
    if (url !== null) return url;
  }
  return null;
}

/** Asked of the prototype: an image of that name would stand in for a document's own method. */
function firstIn(document: Document, selector: string): Element | null {
  // Safe: what the DOM standard says that method is.
  const find = Reflect.get<object, string>(Document.prototype, 'querySelector') as (selector: string) => Element | null;
  return find.call(document, selector);
}

/** A line of its own that is a link, first or last; or a link that a job board knows as a posting. */
function addressAmong(text: string): string | null {
  const lines = text.trim().split(/\r?\n/);
  const own = [lines[0] ?? '', lines.at(-1) ?? ''].find(isLink);
  if (own !== undefined) return readWebUrl(own.trim());
  const links = (text.match(/https?:\/\/[^\s<>"')]+/gi) ?? []).flatMap((link) => readWebUrl(link) ?? []);
  return links.find((link) => addressOf(link).externalJobId !== null) ?? null;
}

/** What is not absent. */
function found(read: ReadPosting): Partial<ReadPosting> {
  return Object.fromEntries(
    Object.entries(read).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );
}

interface Around {
  readonly address: string | null;
  readonly from: Reading['from'];
  readonly text: string;
}

function readingOf(posting: ReadPosting, { address, from, text }: Around): Outcome {
  if (text.trim() === '') return nothing('empty');
  if (text.length > limits.snapshot) return nothing('too-long');
  // Safe: absent ones are taken out; what is left is as `Details` has it.
  const details = Object.fromEntries(Object.entries(detailsOf(posting)).filter(([, value]) => value !== null)) as Details;
  return { from, details: { ...details, ...(address !== null && whereItLies(address)) }, text, isClosed: posting.isClosed };
}
