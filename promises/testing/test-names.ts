/** The tests a file holds, read by a real parser: so that a proof that is named can be looked up without running it. */
import { readFileSync } from 'node:fs';
import { Visitor, parseSync } from 'oxc-parser';

export interface NamedTest {
  readonly name: string;
  /** It, or something around it, is left out, or not written yet. */
  readonly isSkipped: boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
}
type Found = Span & { readonly name: string | null; readonly words: readonly string[] };

/** In order of the file. Names are as they are written, before a table fills them in. */
export function testsIn(path: string): NamedTest[] {
  const text = readFileSync(path, 'utf8');
  return testsOf(path, text);
}

export function testsOf(path: string, text: string): NamedTest[] {
  const calls = callsOf(path, text);
  const left = calls.filter(({ words }) => words.some((word) => word === 'skip' || word === 'todo'));
  return calls.flatMap(({ name, words, start, end }) => {
    if (name === null || (words[0] !== 'test' && words[0] !== 'it')) return [];
    return [{ name, isSkipped: left.some((outer) => outer.start <= start && end <= outer.end) }];
  });
}

/** Calls of `test`, `it` and `describe`, with the words before the bracket: `test.skip('…')` is test, skip. */
function callsOf(path: string, text: string): Found[] {
  const found: Found[] = [];
  const { program } = parseSync(path, text);
  new Visitor({
    CallExpression({ callee, arguments: given, start, end }) {
      const before = text.slice(callee.start, callee.end);
      if (!/^(test|it|describe)\b/.test(before)) return;
      // `test.each(table)('…')`: the table is no part of how the test is marked.
      const words = before.replaceAll(/\((?:[^()]|\([^()]*\))*\)/g, '').match(/\w+/g) ?? [];
      const [first] = given;
      const name = first?.type === 'Literal' && typeof first.value === 'string' ? first.value : null;
      found.push({ name, words, start, end });
    },
  }).visit(program);
  return found;
}
