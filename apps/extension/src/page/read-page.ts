/**
 * Runs in a page that was clicked in, in a world of its own there: reads the posting on it and hands it over, as the outcome of
 * the whole script (build/scripts.ts). It asks nobody, changes nothing and leaves nothing behind but this function.
 */
import { countWords, limits } from '@sotto/domain';
import type { Posting } from '@sotto/features/capture/api';
import { type ReadPosting, detailsOf, readPosting } from '@sotto/features/capture/reader';
import type { Lines } from '../draft.ts';
import { payText } from '../pay-text.ts';
import { placeText } from '../place-text.ts';
import { linkTo } from './link.ts';

/** A posting as it was read, ready to be looked at and changed. */
export interface ReadPage {
  /** Where it was read, as the browser has it. */
  readonly address: string;
  /** Title and company are empty where the page does not say them. */
  readonly posting: Posting;
  /** What of it is shown as lines; empty where nothing is said. */
  readonly lines: Lines;
  /** The text of the posting; empty: none was found. */
  readonly text: string;
  /** Words in that text. */
  readonly words: number;
  readonly isClosed: boolean;
}

/** The posting on this page; `null`: this is no page of the web, such as a picture, a PDF or a file of this machine. */
export function readPage(): ReadPage | null {
  const address = location.href;
  if (!/^https?:$/.test(location.protocol) || !isMarkup(document.contentType)) return null;
  const read = readPosting(document, address, Date.now());
  const posting = postingOf(read, linkTo(address));
  const text = read.text.slice(0, limits.snapshot);
  return { address, posting, lines: linesOf(posting), text, words: countWords(text), isClosed: read.isClosed };
}

/** A page may have an element of that name in its place: then it is markup, whatever else. */
function isMarkup(contentType: unknown): boolean {
  return typeof contentType !== 'string' || contentType.includes('html');
}

function linesOf({ title, company, url, location, compensation }: Posting): Lines {
  return { title, company, place: placeText(location), pay: payText(compensation), url: url ?? '' };
}

function cut(text: string | null): string {
  return (text ?? '').slice(0, limits.name);
}

/** What of a posting is sent. The text goes as a snapshot, once; job id and source the server finds in the link. */
function postingOf(read: ReadPosting, url: string): Posting {
  const said = Object.entries(detailsOf(read)).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(said), title: cut(read.title), company: cut(read.company), url };
}
