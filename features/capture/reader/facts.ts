/** Labels and their values, in whatever shape a page gives them: definition lists, tables, "Label: value", a heading and a line. */
import { attributeOf, tagOf } from './dom.ts';
import { isOwn, type Line } from './line.ts';
import { key, tidy, wordCount } from './text.ts';

export interface Fact {
  /** Folded, without its colon. */
  readonly label: string;
  readonly value: string;
  /** The line that holds the value. */
  readonly line: number;
  /** Marked as a label: a colon, a `dt`, a cell beside another. Otherwise a short line that another follows. */
  readonly isPlain: boolean;
}

interface WithFacts {
  readonly facts: readonly Fact[];
}

const longestLabel = 45;

export function factsOf(lines: readonly Line[]): Fact[] {
  return lines.flatMap((line, index) => (isOwn(line) ? [...inLine(line, index), ...acrossLines(lines, index)] : []));
}

const signs: Readonly<Record<string, string>> = {
  '📍': 'location',
  '🌍': 'location',
  '🌎': 'location',
  '🌐': 'location',
  '💰': 'salary',
  '💶': 'salary',
  '💵': 'salary',
  '🏠': 'work mode',
};

const hasLabel = (text: string) => /^[^:：]{2,45}[:：]\s*\S/.test(text);

/** "Place: Leeds", or a run for the label and one for the value. */
function inLine(line: Line, index: number): Fact[] {
  const facts: Fact[] = [];
  const several =
    line.text.length < 200
      ? [line.text.split(/\s+[|•·]\s+/), line.parts].find((parts) => parts.filter(hasLabel).length > 1)
      : undefined;
  for (const part of several ?? []) {
    const own = /^([^:：]{2,45}?)\s?[:：]\s*(\S.*)$/.exec(part);
    if (own) facts.push({ label: key(own[1]!), value: own[2]!, line: index, isPlain: true });
  }
  const colon = facts.length > 0 ? null : /^([^:：]{2,45}?)\s?[:：]\s*(\S.*)$/.exec(line.text);
  if (colon && !colon[2]!.startsWith('//')) facts.push({ label: key(colon[1]!), value: colon[2]!, line: index, isPlain: true });
  for (const [, sign, value] of line.text.matchAll(/([📍🌍🌎🌐💰💶💵🏠])\uFE0F?\s*([^|·•📍🌍🌎🌐💰💶💵🏠⏰🗓📅🕐💼]+)/gu))
    facts.push({ label: signs[sign!] ?? '', value: tidy(value!), line: index, isPlain: true });
  const [first, ...others] = line.parts;
  if (first !== undefined && others.length > 0 && first.length <= longestLabel) {
    const value = others.join(others.length > 3 ? ', ' : ' ').replace(/^[:：\s]+/, '');
    if (value !== '' && (!colon || colon[2] !== value))
      facts.push({ label: key(first), value, line: index, isPlain: /[:：]\s*$/.test(first) });
  }
  return facts;
}

/** A label on a line of its own, its value on the next one. */
function acrossLines(lines: readonly Line[], index: number): Fact[] {
  const line = lines[index]!;
  if (line.text.length > longestLabel) return [];
  const next = lines[index + 1];
  if (!next || !isOwn(next) || /[:：]$/.test(next.text) || isCaption(next) || tagOf(next.element) === 'BUTTON') return [];
  const isPlain = /[:：]$/.test(line.text) || isCaption(line);
  return [{ label: key(line.text), value: next.text, line: index + 1, isPlain }];
}

const isCaption = ({ element }: Line) =>
  /^(DT|TH|LABEL)$/.test(tagOf(element)) || /(^|[-_ ])(label|caption|term|key)s?($|[-_ ])/i.test(attributeOf(element, 'class'));

/**
 * Values under a label of at most five words that matches: plainly marked ones first, then what follows the line `near` most closely, since what
 * stands before a title is often another posting's.
 */
export function factsNamed(page: WithFacts, label: RegExp, near = -1): Fact[] {
  const cost = ({ isPlain, line }: Fact) => (isPlain ? 0 : 10_000) + (line < near ? 1_000 + near - line : line - near);
  return page.facts.filter((fact) => wordCount(fact.label) < 6 && label.test(fact.label)).toSorted((a, b) => cost(a) - cost(b));
}

export function valuesOf(page: WithFacts, label: RegExp, near = -1): string[] {
  return factsNamed(page, label, near).map(({ value }) => value);
}
