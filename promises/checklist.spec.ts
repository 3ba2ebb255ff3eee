/** The security checklist names tests that are there and run, and leaves out no line about signing in. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { testsIn } from './testing/test-names.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const page = readFileSync(`${root}docs/security-checklist.md`, 'utf8');

const lastLine = 80;
/** Lines about the cookie, sessions and signing in: for each there is a test. */
const needsTest = new Set([25, 32, ...Array.from({ length: 62 - 37 + 1 }, (_, index) => 37 + index)]);

interface Line {
  readonly number: number;
  readonly demand: string;
  /** `file: name of the test`. */
  readonly proofs: readonly string[];
  /** What holds it in another way, why it does not apply, or what is not there yet. */
  readonly words: readonly string[];
}

function linesOf(text: string): Line[] {
  return text
    .split(/^- \*\*/m)
    .slice(1)
    .map((part) => {
      const [head = '', ...below] = part.split('\n');
      const [, number = '', demand = ''] = /^(\d+)\*\* (.+)$/.exec(head) ?? [];
      const points = below.flatMap((line) => /^ {2}- (.+)$/.exec(line)?.[1] ?? []);
      const proofs = points.flatMap((point) => /^`(.+)`$/.exec(point)?.[1] ?? []);
      return { number: Number(number), demand, proofs, words: points.filter((point) => !point.startsWith('`')) };
    });
}

/** What is wrong with the page, a sentence each. */
function faultsOf(text: string): string[] {
  const lines = linesOf(text);
  const inOrder = lines.every(({ number }, index) => number === index + 1) && lines.length === lastLine;
  return [...(inOrder ? [] : [`The lines are not 1 to ${lastLine} in order`]), ...lines.flatMap(faultsOfLine)];
}

function faultsOfLine({ number, demand, proofs, words }: Line): string[] {
  const unclear = words.filter((point) => !/^(Held in another way|Does not apply|Not there yet): ./.test(point));
  return [
    ...(demand === '' ? [`${number} demands nothing`] : []),
    ...(proofs.length + words.length === 0 ? [`${number} says nothing of how it is held`] : []),
    ...(needsTest.has(number) && proofs.length === 0 ? [`${number} names no test`] : []),
    ...unclear.map((point) => `${number} says neither why nor what is missing: ${point}`),
    ...proofs.flatMap((proof) => faultOfProof(proof).map((fault) => `${number}: ${fault}`)),
  ];
}

function faultOfProof(proof: string): string[] {
  const [file = '', name = ''] = proof.split(/: (.*)/s);
  if (!existsSync(root + file)) return [`there is no ${file}`];
  const found = testsOnce(file).filter((each) => each.name === name);
  if (found.length === 0) return [`${file} has no test "${name}"`];
  return found.some(({ isSkipped }) => isSkipped) ? [`"${name}" is skipped`] : [];
}

/** A file is read once. */
const read = new Map<string, ReturnType<typeof testsIn>>();
function testsOnce(file: string) {
  const tests = read.get(file) ?? testsIn(root + file);
  read.set(file, tests);
  return tests;
}

test('each of the eighty lines names tests that are there and run, or says why not', ({ annotate }) => {
  expect(faultsOf(page)).toEqual([]);
  const lines = linesOf(page);
  const proved = lines.filter(({ proofs }) => proofs.length > 0);
  expect(proved.length).toBeGreaterThan(65);
  return annotate(`${proved.length} of ${lines.length} lines name ${lines.flatMap(({ proofs }) => proofs).length} tests`);
});

test.each([
  [
    'a test in no file',
    /`promises\/one-cookie\.spec\.ts: no/,
    '`promises/nowhere.spec.ts: no',
    'there is no promises/nowhere.spec.ts',
  ],
  ['a test of another name', /: no cookie before signing in,/, ': two cookies before signing in,', 'has no test "two cookies'],
  [
    'a line about sessions without a test',
    /^- \*\*57\*\*(.*)\n(?: {2}- `.*\n)+/m,
    '- **57**$1\n  - Not there yet: anything.\n',
    '57 names no test',
  ],
  ['a line that says nothing', /^- \*\*31\*\*(.*)\n {2}- .*\n/m, '- **31**$1\n', '31 says nothing'],
  ['a line that is left out', /^- \*\*80\*\*[^]*/m, '', 'The lines are not 1 to 80'],
  ['a reason that is none', /Does not apply: /, 'Later: ', 'says neither why nor what is missing'],
])('%s is seen', (_, from, to, says) => {
  const faults = faultsOf(page.replace(from, to));
  expect(faults).not.toEqual([]);
  expect(faults[0]).toContain(says);
});
