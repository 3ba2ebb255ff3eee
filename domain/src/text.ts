/**
 * Text as people write it: how long it may be, and the one form in which two texts are compared.
 *
 * Alphabet of the domain. Every length limit of the product is stated here, once.
 */
import { z } from 'zod';

/** Greatest lengths, in UTF-16 code units (what JavaScript calls `length`), and greatest numbers of entries. */
export const limits = {
  /** A name or title: group, stage, company, position. */
  name: 300,
  /** Anything on one line: a place, a reference number, a tag's neighbour. */
  line: 500,
  tag: 60,
  url: 4_000,
  /** A remark of a few paragraphs. */
  remark: 10_000,
  /** Description, responsibilities, benefits, notes of an application. */
  text: 200_000,
  /** A saved posting. */
  snapshot: 500_000,
  tags: 50,
  /** Entries of a short list a person keeps by hand: links, schools. */
  entries: 20,
  aliases: 50,
  /** Whole units of money, before minor units: a thousand million million. */
  amount: 1_000_000_000_000_000,
} as const;

/**
 * One line of text, trimmed, not empty.
 *
 * Lone surrogates become U+FFFD, because text is kept as UTF-8, which has no form for them.
 */
export function line(max: number): z.ZodString {
  return wellFormed().trim().min(1).max(max);
}

/** Text of any shape, not trimmed (its lines are someone's own), not empty. */
export function prose(max: number): z.ZodString {
  return wellFormed().min(1).max(max);
}

function wellFormed(): z.ZodString {
  return z.string().overwrite((text) => text.toWellFormed());
}

/**
 * The form in which texts are compared, searched and sorted: compatibility-decomposed, marks taken off, lower case,
 * runs of white space one space, no space at either end. Not for showing.
 *
 * `ß` and `ss` are one, so are `Ø` and `o`; scripts without case stay as they are.
 * Source: Unicode Standard Annex 15 (NFKD); Unicode 16, chapter 3.13 (caseless matching).
 */
export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase().replaceAll(spaces, ' ').trim();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{Mark}+|\p{Default_Ignorable_Code_Point}+/gu, '')
    .replaceAll(/[ßøłđæœı]/g, (letter) => unmarked[letter] ?? letter)
    .replaceAll(spaces, ' ')
    .trim();
}

// Most text is plain ASCII, for which normalising does nothing: 10,000 titles fold in a few milliseconds this way.
const plain = /^[\x20-\x7e\t\n\r]*$/;
// A blank that stands alone stays: replacing each by itself would copy the text.
const spaces = /\s{2,}|[^\S ]/g;

/** Letters that carry their mark inside, so that decomposing does not take it off. */
const unmarked: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i' };

/** Words of a text, folded: runs of letters and digits, with `+` and `#` kept inside (`c++`, `c#`). In order, with repeats. */
export function words(text: string): string[] {
  return fold(text).match(/[\p{Letter}\p{Number}][\p{Letter}\p{Number}+#]*/gu) ?? [];
}

/**
 * An ordinary web address: absolute, `http:` or `https:`, without a user name or password in it.
 *
 * Anything else (`javascript:`, `data:`, a bare word) is refused, because this ends up in a link someone clicks.
 */
export const WebUrl = z
  .string()
  .overwrite((text) => text.toWellFormed())
  .trim()
  .max(limits.url)
  .refine(isWebUrl, { error: 'This is not a web address that begins with http:// or https://.' });
export type WebUrl = z.infer<typeof WebUrl>;

function isWebUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '';
}

/**
 * The web address someone meant: `acme.com/jobs/1` becomes `https://acme.com/jobs/1`.
 *
 * For pasted text and imported cells. `null` when there is no address in it.
 */
export function readWebUrl(text: string): WebUrl | null {
  const trimmed = text.trim();
  const candidate = /^[\w-]+(\.[\w-]+)+([/?#:]|$)/.test(trimmed) ? `https://${trimmed}` : trimmed;
  return candidate.length <= limits.url && isWebUrl(candidate) ? candidate : null;
}
