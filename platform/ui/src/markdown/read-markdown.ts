/** From Markdown to tokens: CommonMark with tables, struck-out words and bare addresses. HTML is text. */
import MarkdownIt, { type Token } from 'markdown-it';
import { safeAddress } from './safe-address.ts';

const reader = new MarkdownIt({
  html: false,
  linkify: true,
  // People who write notes mean a new line when they begin one.
  breaks: true,
  // What is nested deeper is text. Bounds the depth of what is drawn.
  maxNesting: 40,
});
reader.validateLink = (url) => safeAddress(url) !== null;
// `notes.md` and `node.js` are no web sites.
reader.linkify.set({ fuzzyLink: false, fuzzyIP: false });

/** Longer texts are shown as they are written. */
export const greatestRead = 100_000;

export function readMarkdown(text: string): readonly Token[] {
  return reader.parse(text, {});
}
