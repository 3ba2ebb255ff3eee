/**
 * Templates: letters one writes again and again, with places for what differs. They stand on their own: no parent.
 *
 * A place is written `{{company}}`. What fills it comes from the application, contact and interview one writes about and from
 * the profile; a place that nothing fills is told apart from text, so that no letter leaves with one in it.
 */
import { z } from 'zod';
import { origin } from './import-ref.ts';
import { defineKind } from './kind.ts';
import { limits, line, prose } from './text.ts';

export const templatePurposes = [
  'follow_up',
  'thank_you',
  'application',
  'withdraw',
  'negotiate',
  'networking',
  'other',
] as const;
export type TemplatePurpose = (typeof templatePurposes)[number];

/** What a person says of a template. */
export const templateFields = {
  name: line(limits.name),
  purpose: z.enum(templatePurposes),
  /** One line, with places; `null`: the letter has none. */
  subject: line(limits.line).nullable(),
  /** Plain text, with places. */
  body: prose(limits.remark).nullable(),
} as const;

export const Template = z.strictObject({ ...templateFields, ...origin });
export type Template = z.infer<typeof Template>;

export const TemplateKind = defineKind({
  name: 'template',
  version: 1,
  schema: Template,
  held: { purpose: 'To help you write letters' },
});

/** Every place there is, by what it stands for. */
export const templateVariables = [
  'company',
  'title',
  'location',
  'reference',
  'posting.link',
  'applied.date',
  'contact.name',
  'contact.givenName',
  'contact.familyName',
  'contact.role',
  'interview.date',
  'interview.time',
  'my.name',
  'my.givenName',
  'my.familyName',
  'my.email',
  'my.phone',
  'today',
] as const;
export type TemplateVariable = (typeof templateVariables)[number];

/** A piece of a letter. `open`: a place that nothing fills yet, by what stands between its braces. */
export type LetterPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'filled'; readonly name: string; readonly text: string }
  | { readonly kind: 'open'; readonly name: string; readonly text: string };

const places = /\{\{([^{}\n]*)\}\}|\{\{|\}\}/g;

/**
 * A text with its places filled, in pieces that follow each other. `valueOf`: what fills a place; empty or absent: nothing.
 *
 * Braces that stand alone are open places, too: whoever typed them meant one. What fills a place is never read for places.
 */
export function fillLetter(text: string, valueOf: (name: string) => string | null | undefined): LetterPart[] {
  const parts: LetterPart[] = [];
  let end = 0;
  for (const match of text.matchAll(places)) {
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    const name = match[1]?.trim() ?? match[0];
    const value = valueOf(name);
    parts.push(value ? { kind: 'filled', name, text: value } : { kind: 'open', name, text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

/** Pieces as one text; open places stay as they are written. */
export function letterText(parts: readonly LetterPart[]): string {
  return parts.map(({ text }) => text).join('');
}

/** Names of open places, each once, in order. */
export function openPlaces(parts: readonly LetterPart[]): string[] {
  return [...new Set(parts.flatMap((part) => (part.kind === 'open' ? [part.name] : [])))];
}
