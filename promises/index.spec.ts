/** The index of the promises: every published sentence that promises something is proved by a test that is there and runs. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Published, hashOf } from '@sotto/features/policy/server';
import { published } from '@sotto/promises';
import { features } from '@sotto/server';
import { startServer } from '@sotto/testing';
import { expect, test } from 'vitest';
import { type NamedTest, testsIn, testsOf } from './testing/test-names.ts';
import { type PastVersion, versions } from './versions.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/** The tests of a file, which is read once. */
const read = new Map<string, readonly NamedTest[]>();
function testsOnce(file: string): readonly NamedTest[] {
  const tests = read.get(file) ?? testsIn(file);
  read.set(file, tests);
  return tests;
}

/** What is wrong with the proofs of these texts, a line each. */
function unproved({ texts }: Published): string[] {
  const sentences = texts.flatMap(({ sections }) => sections).flatMap((section) => section.sentences);
  return sentences.flatMap(({ id, source, proof }) => {
    if (proof === null) return source === null ? [] : [`${id} promises something and names no proof`];
    const [file = '', name = ''] = proof.split(/: (.*)/s);
    if (!existsSync(root + file)) return [`${id}: there is no ${file}`];
    const found = testsOnce(root + file).filter((each) => each.name === name);
    if (found.length === 0) return [`${id}: ${file} has no test "${name}"`];
    return found.some(({ isSkipped }) => isSkipped) ? [`${id}: "${name}" is skipped`] : [];
  });
}

/** What is wrong with the versions of these texts, a line each. */
function unversioned({ texts }: Published, past: readonly PastVersion[]): string[] {
  return texts.flatMap((text) => {
    const own = past.filter((each) => each.text === text.name);
    const last = own.at(-1);
    if (own.some(({ version }, index) => version !== String(index + 1)))
      return [`${text.name}: versions are not numbered in order`];
    if (last?.version !== text.version || last.date !== text.date)
      return [`${text.name}: version ${text.version} of ${text.date} is not the last of the list`];
    return last.sha256 === hashOf(text) ? [] : [`${text.name} changed without a new version: it is ${hashOf(text)} now`];
  });
}

/** The texts with something else in their first sentence that has a proof. */
function altered(change: { text?: string; proof?: string | null }): Published {
  const copy = structuredClone(published) as unknown as {
    texts: { sections: { sentences: { text: string; proof: string | null }[] }[] }[];
  };
  const sentence = copy.texts[0]?.sections.flatMap(({ sentences }) => sentences).find(({ proof }) => proof !== null);
  if (sentence) Object.assign(sentence, change);
  return copy as unknown as Published;
}

test('every promise names a test that is there and is not skipped', () => {
  expect(unproved(published)).toEqual([]);
  const proofs = published.texts
    .flatMap(({ sections }) => sections)
    .flatMap(({ sentences }) => sentences.map(({ proof }) => proof));
  expect(proofs.filter((proof) => proof !== null).length).toBeGreaterThan(50);
});

test.each([
  ['no proof', null, 'names no proof'],
  ['a proof in no file', 'promises/nowhere.spec.ts: something', 'there is no promises/nowhere.spec.ts'],
  ['a proof of no such name', 'promises/one-cookie.spec.ts: two cookies', 'has no test "two cookies"'],
])('a promise with %s is seen', (_, proof, says) => {
  expect(unproved(altered({ proof }))).toEqual([expect.stringContaining(says)]);
});

test('a proof that is left out is seen, by itself or with what is around it', () => {
  const text = `
    test('runs', () => {});
    test.skip('left out', () => {});
    test.todo('not written');
    describe.skip('around', () => { test('inside', () => {}); });
    describe.each([(1)])('on %s', () => { test.each([['skip', (2)]])('of a table', () => {}); });`;
  expect(testsOf('planted.ts', text)).toEqual([
    { name: 'runs', isSkipped: false },
    { name: 'left out', isSkipped: true },
    { name: 'not written', isSkipped: true },
    { name: 'inside', isSkipped: true },
    { name: 'of a table', isSkipped: false },
  ]);
});

test('a text that changed has a new version, in the list of versions', () => {
  expect(unversioned(published, versions)).toEqual([]);
  expect(unversioned(altered({ text: 'Something else.' }), versions)).toEqual([
    expect.stringContaining('privacy changed without a new version'),
  ]);
  const withoutLast = versions.toSpliced(
    versions.findLastIndex(({ text }) => text === 'privacy'),
    1,
  );
  expect(unversioned(published, withoutLast)).toEqual([expect.stringContaining('is not the last of the list')]);
});

test('the pages of the texts are there, and lead to each other', async () => {
  await using server = await startServer({ features });
  for (const text of published.texts) {
    const page = await (await server.visitor().fetch(`/${text.name}`)).text();
    for (const { id, proof } of text.sections.flatMap(({ sentences }) => sentences)) {
      expect(page).toContain(`<li id="${id}">`);
      if (proof !== null) expect(page.replaceAll('&#34;', '"').replaceAll('&#39;', "'")).toContain(proof);
    }
    for (const { name } of published.texts) expect(page).toContain(`href="/${name}"`);
    for (const shown of [text.version, hashOf(text), `datetime="${text.date}"`]) expect(page).toContain(shown);
  }
  expect(await (await server.visitor().fetch('/terms')).text()).toContain('Raleigh, North Carolina');
});
