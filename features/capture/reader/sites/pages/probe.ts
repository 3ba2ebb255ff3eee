/** Reads a sample as it is, and again after a redesign of its site: once for each mark that its reader looks for, and once without any. */
import { readPosting } from '../../read.ts';
import type { ReadPosting } from '../../read-posting.ts';
import type { Marks } from '../marked-site.ts';
import { sites } from '../index.ts';

interface Reading {
  /** What was taken off the page: a field's marks, their being the posting's alone, or all names; `null`: nothing. */
  readonly without: string | null;
  readonly read: ReadPosting;
  /** Whether anything that the reader looks for was there to be taken off. */
  readonly isBroken: boolean;
}

const fields = [
  'region',
  'title',
  'company',
  'places',
  'workMode',
  'employmentType',
  'pay',
  'postedOn',
  'chips',
  'line',
] as const satisfies readonly (keyof Marks)[];

/** `html`: the page as it was served; `live`: as the browser shows it at `address`. */
export function readings({
  html,
  live,
  address,
  now,
}: {
  html: string;
  live: Document;
  address: string;
  now: number;
}): Reading[] {
  const marks = sites.find((site) => site.matches(new URL(address)))?.marks;
  const after = (without: string, take: (page: Document) => boolean): Reading => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const isBroken = take(page);
    return { without, isBroken, read: readPosting(page, address, now) };
  };
  const asked = fields.filter((field) => marks?.[field] !== undefined);
  return [
    { without: null, isBroken: false, read: readPosting(live, address, now) },
    ...asked.map((field) => after(field, (page) => strip(page.querySelectorAll(marks![field]!)))),
    ...(marks?.heading === undefined ? [] : [after('heading', retitle)]),
    ...asked.filter(isOfList).map((field) => after(`${field} in a list`, (page) => repeat(page, marks!, field))),
    after('all names', (page) => strip(page.querySelectorAll('body *, meta')) && retitle(page)),
  ];
}

/** Scrambles whatever could be a mark on the elements and all around them. Tags, texts and structured data stay. */
function strip(elements: Iterable<Element>): boolean {
  let isBroken = false;
  for (const element of elements) {
    for (let one: Element | null = element; one && !/^(BODY|HTML|HEAD)$/.test(one.tagName); one = one.parentElement) {
      for (const name of one.getAttributeNames()) {
        if (!/^(class|id|name|property|title|componentkey|itemprop|itemtype|aria-label)$|^data-/.test(name)) continue;
        // A sheet of styles goes on hiding what it hid.
        if (/visually-hidden|sr-only/.test(one.getAttribute(name)!)) continue;
        one.setAttribute(name, name === 'class' ? '_3f1a' : 'x');
      }
      isBroken = true;
    }
  }
  return isBroken;
}

const isOfList = (field: (typeof fields)[number]) =>
  field === 'title' || field === 'company' || field === 'pay' || field === 'postedOn';

/** A site that begins to use a mark for other postings, too. */
function repeat(page: Document, marks: Marks, field: (typeof fields)[number]): boolean {
  const root = (marks.region && page.querySelector(marks.region)) || page.body;
  const marked = root.querySelector(marks[field] as string);
  if (!marked || /^(META|IMG)$/.test(marked.tagName)) return false;
  const [box, heading, other] = [page.createElement('section'), page.createElement('h2'), marked.cloneNode(true) as Element];
  heading.textContent = 'Similar jobs';
  other.textContent = {
    title: 'Wandering Bellfounder',
    company: 'Somebody Else Ltd',
    pay: '$7,000 per week',
    postedOn: 'Posted yesterday',
  }[field as 'title'];
  other.removeAttribute('datetime');
  const item = page.createElement('li');
  item.append(other, ' in Timbuktu');
  const list = page.createElement('ul');
  list.append(item);
  box.append(heading, list);
  root.append(box);
  return true;
}

function retitle(page: Document): boolean {
  page.title = 'Careers';
  return true;
}
