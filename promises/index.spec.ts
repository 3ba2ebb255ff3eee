/** The index of the promises: every published sentence that promises something is proved by a test that is there and runs. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Archive, type Published, type PublishedVersion, effectiveDayOf, hashOf } from '@sotto/features/policy/server';
import { archive, published } from '@sotto/promises';
import { type Break, breaks } from '@sotto/promises/breaks';
import {
  type BreakResult,
  commitDuring,
  digestOf,
  faultsOfRecord,
  proofOf,
  publishedProofs,
  readRecord,
  readResults,
  recordFile,
  type Row,
  rows,
  rowsAsPage,
  saysTimedOut,
} from '@sotto/promises/proofs';
import { features } from '@sotto/server';
import { startServer } from '@sotto/testing';
import { expect, test } from 'vitest';
import { type NamedTest, testsIn, testsOf } from './testing/test-names.ts';

/** What is wrong with the seeded breaks of these proofs, a line each. */
function unbroken(proofs: readonly string[], seeded: readonly Break[]): string[] {
  const broken = new Set(seeded.flatMap((each) => each.proofs));
  return [
    ...proofs.filter((proof) => !broken.has(proof)).map((proof) => `no seeded break is made for ${proof}`),
    ...[...broken].filter((proof) => !proofs.includes(proof)).map((proof) => `no published sentence names ${proof}`),
    ...seeded.flatMap((each) => each.edits.flatMap((edit) => misplaced(each.id, edit))),
  ];
}

/** An edit that does not find its place: the code went on, and the break has to follow. */
function misplaced(id: string, { file, find, replace }: Break['edits'][number]): string[] {
  if (!existsSync(root + file)) return [`${id}: there is no ${file}`];
  const count = readFileSync(root + file, 'utf8').split(find).length - 1;
  if (count !== 1) return [`${id}: ${file} holds its text ${count} times, not once`];
  return find === replace ? [`${id} changes nothing`] : [];
}

/** What is wrong with the list of promises this began with, a line each. */
function unrowed(list: readonly Row[]): string[] {
  const wanted = [...Array.from({ length: 30 }, (_, at) => `A${at + 1}`), ...Array.from({ length: 38 }, (_, at) => `B${at + 1}`)];
  const ids = list.map(({ id }) => id);
  const sources = sentences.flatMap(({ source }) => source ?? []);
  return [
    ...(ids.join() === wanted.join() ? [] : ['the rows are not A1 to A30 and B1 to B38 in order']),
    ...sources.filter((source) => !wanted.includes(source)).map((source) => `no row is called ${source}`),
    ...list.flatMap(({ id, tests = [], beyondTests }) => [
      ...tests.flatMap((proof) => faultOfProof(id, proof)),
      ...(tests.length > 0 || beyondTests !== undefined || sources.includes(id)
        ? []
        : [`${id} is proved by nothing and says not why`]),
    ]),
  ];
}

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
  const all = texts.flatMap(({ sections }) => sections).flatMap((section) => section.sentences);
  return all.flatMap(({ id, source, proof }) => {
    if (proof === null) return source === null ? [] : [`${id} promises something and names no proof`];
    return faultOfProof(id, proof);
  });
}

function faultOfProof(id: string, proof: string): string[] {
  const { file, name } = proofOf(proof);
  if (!existsSync(root + file)) return [`${id}: there is no ${file}`];
  const found = testsOnce(root + file).filter((each) => each.name === name);
  if (found.length === 0) return [`${id}: ${file} has no test "${name}"`];
  return found.some(({ isSkipped }) => isSkipped) ? [`${id}: "${name}" is skipped`] : [];
}

const sentences = published.texts.flatMap(({ sections }) => sections).flatMap((section) => section.sentences);

/** From these on, who is here is told what changes, and a week before it does. The ones before are as they are. */
const firstTold = { privacy: 8, terms: 3, security: 5 } as const;
const noticeDays = 7;
const dayMs = 24 * 60 * 60_000;

/** What is wrong with the versions of these texts, a line each. */
function unversioned({ texts }: Published, past: Archive): string[] {
  return texts.flatMap((text) => {
    const own = past.versions.filter((each) => each.text === text.name);
    const last = own.at(-1);
    if (own.some(({ version }, index) => version !== String(index + 1)))
      return [`${text.name}: versions are not numbered in order`];
    if (last?.version !== text.version || last.date !== text.date)
      return [`${text.name}: version ${text.version} of ${text.date} is not the last of the list`];
    if (last.sha256 !== hashOf(text)) return [`${text.name} changed without a new version: it is ${hashOf(text)} now`];
    return own.flatMap((version) => [...untold(version), ...unkept(version, past)]);
  });
}

/** A change that nobody was told, or not in time. */
function untold(line: PublishedVersion): string[] {
  const { text, version, notice, date } = line;
  if (Number(version) < firstTold[text]) return [];
  const days = (Date.parse(effectiveDayOf(line)) - Date.parse(date)) / dayMs;
  return [
    ...((notice ?? '').trim() === '' ? [`${text} ${version} changed without a notice`] : []),
    ...(days < noticeDays ? [`${text} ${version} holds ${days} days after it was posted, not ${noticeDays}`] : []),
  ];
}

function unkept(line: PublishedVersion, { textOf }: Archive): string[] {
  const kept = textOf(line);
  if (kept === null) return [`${line.text} ${line.version} has no file in promises/versions`];
  return hashOf(kept) === line.sha256 ? [] : [`the file of ${line.text} ${line.version} is not what was published`];
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

test('each of the 68 rows this began with is proved, or says why no machine can', async ({ annotate }) => {
  expect(unrowed(rows)).toEqual([]);
  expect(unrowed(rows.toSpliced(3, 1))).toContain('the rows are not A1 to A30 and B1 to B38 in order');
  const planted = { id: 'A20', promise: 'something', tests: ['promises/nowhere.spec.ts: something'] };
  expect(unrowed([...rows, planted])).toContain('A20: there is no promises/nowhere.spec.ts');
  // `npx vitest run promises/index.spec.ts -u` writes the page anew.
  await expect(rowsAsPage(rows)).toMatchFileSnapshot(`${root}docs/promises.md`);
  await annotate(
    `${rows.length} of 68 rows; ${rows.filter(({ beyondTests }) => beyondTests).length} say what of them no machine can test`,
  );
});

test('every proof has a seeded break, and every break still finds its place', ({ annotate }) => {
  expect(unbroken(publishedProofs(), breaks)).toEqual([]);
  expect(new Set(breaks.map(({ id }) => id)).size).toBe(breaks.length);
  return annotate(`${breaks.length} seeded breaks for ${publishedProofs().length} proofs`);
});

test('a proof without a break, and a break without its place, are seen', () => {
  const [first, ...others] = breaks;
  const proofs = publishedProofs();
  const planted = { ...first!, proofs: [], edits: [{ ...first!.edits[0]!, find: 'nothing of the kind' }] };
  expect(unbroken(proofs, [planted, ...others])).toEqual([
    expect.stringContaining('no seeded break is made for'),
    expect.stringContaining('holds its text 0 times, not once'),
  ]);
  expect(unbroken(proofs.slice(1), breaks)).toEqual([expect.stringContaining('no published sentence names')]);
});

/** What is wrong with what came of the breaks, a line each. In full every break has to have been run; else some may be left. */
function unnoticed(results: Readonly<Record<string, BreakResult>>, isFull: boolean): string[] {
  const now = new Map(breaks.map((each) => [each.id, digestOf(each)]));
  const endingByTime = new Set(breaks.flatMap(({ id, endsByTime }) => (endsByTime ? [id] : [])));
  return [
    ...Object.entries(results).flatMap(([id, { digest, outcome, says }]) => [
      ...(now.get(id) === digest ? [] : [`${id} is not the break that was run`]),
      ...(outcome === 'noticed' ? [] : [`${id}: ${outcome}`]),
      ...(saysTimedOut(says ?? '') && !endingByTime.has(id) ? [`${id}: its proof was too slow, which notices nothing`] : []),
    ]),
    ...(isFull ? breaks.filter(({ id }) => !(id in results)).map(({ id }) => `${id} was never run`) : []),
  ];
}

test('every break that was run was noticed, as it is now; in full, every break was run', () => {
  const results = readResults();
  expect(unnoticed(results, process.env['SOTTO_FULL'] === '1')).toEqual([]);
  const [[id, result] = expect.fail('no break was run')] = Object.entries(results);
  expect(unnoticed({ [id]: { ...result, outcome: 'NOT noticed' } }, false)).toEqual([`${id}: NOT noticed`]);
  expect(unnoticed({ [id]: { ...result, digest: 'another' } }, false)).toEqual([`${id} is not the break that was run`]);
  const slow = { ...result, says: 'TestTimeoutError: Test timed out in 30000ms.' };
  expect(unnoticed({ [id]: slow }, false)).toEqual([`${id}: its proof was too slow, which notices nothing`]);
  expect(unnoticed({}, true)).toHaveLength(breaks.length);
});

test('the record that a fresh copy shows is of one run of one commit on both engines, and all of it passed', () => {
  const record = readRecord();
  expect(record !== null, 'it can be read').toBe(existsSync(recordFile));
  // Which proofs are newer than it the page says; `npm run promises:record` wants them all.
  expect(faultsOfRecord(record ?? {}, [])).toEqual([]);
  const engines = ['sqlite', 'postgres'];
  const run = { state: 'passed', at: '2026-11-22T08:30:00.000Z', commit: '2f9c1e7', engines, tests: 1, figures: [] } as const;
  const whole = { one: run, other: run };
  expect(faultsOfRecord(whole, ['one', 'other'])).toEqual([]);
  expect(faultsOfRecord(whole, ['another'])).toEqual(['not run: another']);
  expect(faultsOfRecord({ ...whole, one: { ...run, state: 'failed' } }, [])).toEqual(['failed: one']);
  const later = { ...whole, one: { ...run, at: '2026-11-22T09:30:00.000Z' } };
  expect(faultsOfRecord(later, [])).toEqual([expect.stringContaining('of 2 runs, not of one')]);
  const quick = { ...whole, one: { ...run, engines: ['sqlite'] } };
  expect(faultsOfRecord(quick, [])).toEqual(['not all were run on postgres']);
  const elsewhere = { ...whole, one: { ...run, commit: '2f9c1e7+' } };
  expect(faultsOfRecord(elsewhere, [])).toEqual([
    'run in more than one commit: 2f9c1e7+, 2f9c1e7',
    '"2f9c1e7+" names no commit that anyone can look at',
  ]);
  expect(faultsOfRecord({ one: { ...run, commit: null } }, [])).toEqual(['"" names no commit that anyone can look at']);
  expect(commitDuring('2f9c1e7', '2f9c1e7')).toBe('2f9c1e7');
  expect(commitDuring('2f9c1e7', '5d0e8a4'), 'other at its end').toBe('2f9c1e7+');
  expect(commitDuring('2f9c1e7+', '5d0e8a4'), 'changed from its begin').toBe('2f9c1e7+');
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
  expect(unversioned(published, archive)).toEqual([]);
  expect(unversioned(altered({ text: 'Something else.' }), archive)).toEqual([
    expect.stringContaining('privacy changed without a new version'),
  ]);
  const last = archive.versions.findLastIndex(({ text }) => text === 'privacy');
  const withoutLast = { ...archive, versions: archive.versions.toSpliced(last, 1) };
  expect(unversioned(published, withoutLast)).toEqual([expect.stringContaining('is not the last of the list')]);
});

test('a text that changed says what changed, and a week before it holds', () => {
  const next = { text: 'terms', version: String(firstTold.terms), date: '2026-12-01', sha256: '' } as const;
  const notice = 'The terms say who answers.';
  expect(untold({ ...next, notice, effective: '2026-12-08' })).toEqual([]);
  expect(untold({ ...next, effective: '2026-12-08' })).toEqual([expect.stringContaining('without a notice')]);
  for (const effective of [{}, { effective: '2026-12-07' }])
    expect(untold({ ...next, notice, ...effective })).toEqual([expect.stringContaining('days after it was posted, not 7')]);
  expect(archive.versions.flatMap(untold)).toEqual([]);
  expect(archive.versions.filter(({ notice: said }) => said !== undefined).length).toBeGreaterThan(2);
});

test('every version there ever was is kept word for word', () => {
  const [first] = archive.versions;
  const lost = { ...archive, textOf: () => null };
  expect(unversioned(published, lost)).toHaveLength(archive.versions.length);
  const forged = { ...archive, textOf: (line: PublishedVersion) => ({ ...archive.textOf(line)!, lead: 'Something else.' }) };
  expect(unversioned(published, forged)).toContain(`the file of ${first?.text} 1 is not what was published`);
});

test('every version there ever was is a page, with its hash, and what changed since', async () => {
  await using server = await startServer({ features });
  const read = async (path: string) => (await server.visitor().fetch(path)).text();
  for (const { text, version, sha256 } of archive.versions) {
    expect(await read(`/${text}/versions`)).toContain(`href="/${text}/versions/${version}"`);
    const page = await read(`/${text}/versions/${version}`);
    for (const shown of [sha256, '<ul class="sentences">']) expect(page).toContain(shown);
    if (version === '1') continue;
    expect(await read(`/${text}/versions/${Number(version) - 1}-${version}`)).toMatch(/<ins>|<del>/);
  }
});

test('the pages of the texts are there, and lead to each other', async () => {
  await using server = await startServer({ features });
  const read = async (path: string) => {
    const page = await (await server.visitor().fetch(path)).text();
    return page.replaceAll('&#34;', '"').replaceAll('&#39;', "'");
  };
  const proofs = await read('/privacy/proofs');
  for (const text of published.texts) {
    const page = await read(`/${text.name}`);
    for (const { id, proof } of text.sections.flatMap(({ sentences }) => sentences)) {
      expect(page).toContain(`<li id="${id}">`);
      if (proof === null) continue;
      expect(page).toContain(`href="/privacy/proofs#${id}"`);
      expect(proofs).toContain(`<tr id="${id}">`);
      for (const part of Object.values(proofOf(proof))) expect(proofs).toContain(part.replaceAll('%s', '…'));
    }
    for (const { name } of published.texts) expect(page).toContain(`href="/${name}"`);
    for (const shown of [text.version, hashOf(text), `datetime="${text.date}"`]) expect(page).toContain(shown);
  }
  expect(await read('/terms')).toContain('Raleigh, North Carolina');
});
