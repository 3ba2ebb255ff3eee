/**
 * From a page to a draft: the structured data first, then the site's own reader, then the general one, field by field.
 */
import { companyKey } from '@sotto/domain';
import { isClosed, readApplyUrl, readClosesOn, readPostedOn } from './closing.ts';
import { readCompany } from './company.ts';
import { readEmployment } from './employment.ts';
import { documentOf, findAll } from './dom.ts';
import { isOwn, openPage, type Page } from './page.ts';
import { readPay } from './pay.ts';
import { isKnownPlace } from './place-names.ts';
import { readPlaces } from './places.ts';
import type { ReadPosting } from './read-posting.ts';
import type { SiteReader, SiteReading } from './site.ts';
import { sites } from './sites/index.ts';
import { readStructured } from './structured.ts';
import { key } from './text.ts';
import { readTitle } from './title.ts';
import { readWorkMode } from './work-mode.ts';

export interface ReadOptions {
  /** Readers of single sites to choose from. @default all we have */
  readonly sites?: readonly SiteReader[];
}

/**
 * What the page says of the posting on it.
 *
 * `address`: where the page lies; `now`: epoch milliseconds, from which "3 days ago" is counted. Never throws for what a page holds.
 */
export function readPosting(document: Document, address: string, now: number, options: ReadOptions = {}): ReadPosting {
  const lies = URL.parse(address) ?? new URL('about:blank');
  const site = (options.sites ?? sites).find((one) => one.matches(lies)) ?? null;
  const region = site?.region?.(document) ?? null;
  const isList = site?.isList?.(lies) ?? false;
  // A list without the part that we know: whatever is read there might be of another posting.
  if (region === null && isList) return { ...nothing, site: site?.name ?? null };
  const page = openPage(document, address, now, region);
  const read = merge(page, site, isList);
  const framed = region === null ? framedIn(page) : null;
  return framed === null ? read : inFrame(read, merge(framed, site, isList));
}

/** The frame of the same origin that holds the posting, when the page around it holds hardly more than a menu. */
function framedIn(page: Page): Page | null {
  const own = ({ lines }: Page) => lines.filter(isOwn).length;
  const shown = own(page);
  if (shown > 25) return null;
  const frames = findAll(page.document, 'iframe', 8).flatMap((frame) => documentOf(frame) ?? []);
  const pages = frames.map((inner) => openPage(inner, page.address.href, page.now));
  return pages.find((inner) => own(inner) > 6 && own(inner) > 2 * shown) ?? null;
}

/** The posting of the frame; the company may be named around it alone. */
function inFrame(around: ReadPosting, framed: ReadPosting): ReadPosting {
  return framed.title === null ? around : { ...framed, company: framed.company ?? around.company };
}

const nothing: ReadPosting = {
  title: null,
  company: null,
  places: [],
  workMode: null,
  employmentType: null,
  pay: null,
  postedOn: null,
  closesOn: null,
  applyUrl: null,
  isClosed: false,
  text: '',
  site: null,
};

/** A list exchanges the posting beside it and leaves the structured data of the one before: they must have the title in common. */
function isOfAnother(title: string | null | undefined, stated: string | null | undefined): boolean {
  const [one, other] = [key(title ?? ''), key(stated ?? '')];
  return one === '' || (!one.includes(other) && !other.includes(one));
}

function merge(page: Page, site: SiteReader | null, isList: boolean): ReadPosting {
  const own = present(site?.read(page) ?? {});
  const stated = readStructured(page);
  const { text, ...structured } = isList && isOfAnother(own.title, stated.title) ? {} : stated;
  const isOwnPlace = own.places !== undefined && isCoarse(structured.places ?? []);
  const known = { ...own, ...present(structured), ...(isOwnPlace ? { places: own.places } : {}) };
  const shown = readTitle(page);
  const title = known.title ?? shown.title;
  const near = lineOf(page, title) ?? shown.line;
  const places =
    known.places && !isCoarse(known.places) ? known.places : better(readPlaces(page, { title, near }), known.places ?? []);
  const stating = structured.company ?? null;
  const company = (stating === null ? own.company : null) ?? readCompany(page, { title, near, places, stated: stating });
  const postedOn = known.postedOn ?? readPostedOn(page, near);
  const read: ReadPosting = {
    title: title === null ? null : withoutCompany(title, company),
    company,
    places,
    workMode: known.workMode ?? readWorkMode(page, { title, near, places }),
    employmentType: known.employmentType ?? readEmployment(page, { title, near }),
    pay: known.pay ?? readPay(page, title),
    postedOn,
    closesOn: known.closesOn ?? readClosesOn(page, postedOn),
    applyUrl: known.applyUrl ?? readApplyUrl(page),
    isClosed: known.isClosed ?? isClosed(page),
    text: textOf(page, text ?? ''),
    site: site?.name ?? null,
  };
  // Gone, and what is shown in its place are others.
  if (title === null && read.isClosed) return { ...nothing, company, isClosed: true, site: read.site };
  return withoutGuesses(read, known, site?.only ?? []);
}

/** What the site alone may say, and did not. */
function withoutGuesses(read: ReadPosting, known: SiteReading, only: readonly (keyof SiteReading)[]): ReadPosting {
  const unsaid = only.filter((field) => known[field] === undefined).map((field) => [field, nothing[field]]);
  return { ...read, ...Object.fromEntries(unsaid) };
}

/** Nothing but a country: the page itself often knows the town. */
function isCoarse(places: readonly string[]): boolean {
  return places.every((place) => !place.includes(',') && (isKnownPlace(place) || place.length < 4));
}

function better(shown: readonly string[], stated: readonly string[]): readonly string[] {
  return shown.length > 0 ? shown : stated;
}

/** Fields that say something. */
function present(reading: SiteReading): SiteReading {
  return Object.fromEntries(
    Object.entries(reading).filter(
      ([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

function lineOf(page: Page, title: string | null): number | null {
  if (title === null) return null;
  const wanted = key(title);
  const found = page.lines.map((line, index) => ({ line, index })).filter(({ line }) => isOwn(line) && key(line.text) === wanted);
  return (found.find(({ line }) => line.level > 0) ?? found[0])?.index ?? null;
}

/** "Nurse - Acme" and "Nurse at Acme" are a nurse. */
function withoutCompany(title: string, company: string | null): string {
  if (company === null) return title;
  const cut =
    /^(.{3,}?)(?:\s+[-–—|·:]\s*|\s+@|\s+(?:at|bei)\s+|\s*\|\s*)(.{2,})$/u.exec(title) ?? /^(.{3,}), (.{2,})$/u.exec(title);
  const front = /^(.{2,}?)(?:\s+[-–—|·:]\s*|:\s+)(.{3,})$/u.exec(title);
  if (cut && companyKey(cut[2]!) === companyKey(company)) return cut[1]!;
  return front && companyKey(front[1]!) === companyKey(company) ? front[2]! : title;
}

/** What is shown, without frame and other postings; the description of structured data when hardly anything is. */
function textOf(page: Page, described: string): string {
  const shown = page.lines
    .filter((line) => line.zone === 'main' || line.zone === 'side')
    .map(({ text }) => text)
    .join('\n\n');
  return shown.length < described.length / 2 ? described : shown;
}
