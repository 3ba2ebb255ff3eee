/** The published texts and the pages made of them: whole, escaped, without script or style, and honest about themselves. */
import { describe, expect, test } from 'vitest';
import { sampleArchive, sampleTexts } from './sample-texts.ts';
import { holdingOf } from './holding.ts';
import { html } from './html.ts';
import { renderHome } from './home-page.ts';
import { renderProofs } from './proofs-page.ts';
import { type KeptText, type PublishedText, type PublishedVersion, hashOf, versionsOf } from './published.ts';
import { changesBetween, piecesBetween } from './changes.ts';
import { securityTxt } from './security-txt.ts';
import type { Standing } from './standing.ts';
import { renderText } from './text-page.ts';
import { renderChanges, renderVersion, renderVersions } from './version-pages.ts';

const site = { origin: 'https://sotto.example', signUp: 'open', contact: 'privacy@sotto.example' } as const;
const today = '2026-11-22';
/** As on a server where these days were announced. */
const holding = (archive = sampleArchive, told: Readonly<Record<string, string>> = {}, day = today) =>
  holdingOf(versionsOf(archive, 'privacy'), new Map(Object.entries(told)), day);
const neverRun: Standing = { runs: null, record: null, breaks: {} };
const shown = (text: PublishedText, more: Partial<Parameters<typeof renderText>[0]> = {}) =>
  renderText({ text, archive: sampleArchive, standing: neverRun, site, holding: holding(more.archive), ...more });
const [privacy] = sampleTexts.texts as [PublishedText];
const versions = { text: privacy, archive: sampleArchive, site, holding: holding() };
const [first] = sampleArchive.versions as [PublishedVersion];
const rendered: Record<string, string> = {
  home: renderHome(sampleTexts, site),
  ...Object.fromEntries(sampleTexts.texts.map((text) => [text.name, shown(text)])),
  proofs: renderProofs({ published: sampleTexts, standing: neverRun, site }),
  'list of versions': renderVersions(versions),
  'one version': renderVersion(versions, first),
  changes: renderChanges(versions, [first, first]),
};

/** What a public page must not hold. */
function faultsOf(page: string): string[] {
  const faults: string[] = [];
  if (/<script|\bon\w+\s*=|javascript:/i.test(page)) faults.push('script');
  if (/<style|\sstyle\s*=/i.test(page)) faults.push('style of its own');
  if (/\b(certified|bank-grade|military|GDPR compliant)\b/i.test(page)) faults.push('a word that proves nothing');
  for (const [, url = ''] of page.matchAll(/(?:href|src)="([^"]*)"/g))
    if (!/^(\/(?!\/)|#|mailto:)/.test(url)) faults.push(`leads to ${url}`);
  return faults;
}

describe('every public page', () => {
  test.each(Object.entries(rendered))('%s holds no script, no style, no foreign address and no empty word', (_name, page) => {
    expect(faultsOf(page)).toEqual([]);
  });

  test.each([
    '<script>1</script>',
    '<p style="color:red">',
    '<p>Certified!</p>',
    '<a href="https://elsewhere.example">',
    '<img src="//elsewhere.example/a.png">',
    '<a onclick="x()">',
  ])('with %s would be seen (the check can fail)', (planted) => expect(faultsOf(rendered['home'] + planted)).not.toEqual([]));

  test.each(Object.entries(rendered))('%s names the contact address', (_name, page) => {
    expect(page).toContain('mailto:privacy@sotto.example');
  });
});

test('where no contact address is named, a sentence says so, and nothing leads to a mailbox that nobody reads', () => {
  const nobodys = { ...site, origin: 'http://localhost:4747', contact: null };
  for (const page of [renderHome(sampleTexts, nobodys), ...sampleTexts.texts.map((text) => shown(text, { site: nobodys }))]) {
    expect(page).not.toContain('mailto:');
    expect(faultsOf(page)).toEqual([]);
  }
  expect(shown(privacy, { site: nobodys })).toContain('has named no address to write to');
  expect(securityTxt(nobodys, 0)).toContain('Contact: http://localhost:4747/security#contact');
});

describe('a published text', () => {
  const sentences = sampleTexts.texts.flatMap(({ sections }) => sections.flatMap((section) => section.sentences));

  test('has an id of its own for each sentence', () => {
    const ids = sentences.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids.every((id) => /^[a-z]+(-[a-z]+)*$/.test(id))).toBe(true);
  });

  test.each(sampleTexts.texts.map((text) => [text.name, text] as const))(
    '%s shows version, date, hash and every sentence with its anchor',
    (name, text) => {
      const page = rendered[name] ?? '';
      for (const part of [text.version, hashOf(text), `datetime="${text.date}"`]) expect(page).toContain(part);
      for (const { id } of text.sections.flatMap((section) => section.sentences)) expect(page).toContain(`<li id="${id}">`);
    },
  );

  test('has another hash when one word of it changes, and the same one when only its version does', () => {
    const [text] = sampleTexts.texts as [PublishedText];
    const changed = structuredClone(text) as { -readonly [K in keyof PublishedText]: PublishedText[K] };
    changed.sections = text.sections.map((section, index) =>
      index === 0 ? { ...section, heading: `${section.heading}!` } : section,
    );
    expect(hashOf(changed)).not.toBe(hashOf(text));
    const later: PublishedText = { ...text, version: '2' };
    expect(hashOf(later)).toBe(hashOf(text));
  });

  test('is never dated later than the day it is read', () => {
    for (const { date } of sampleTexts.texts) expect(Date.parse(date)).toBeLessThanOrEqual(Date.now());
  });
});

test('the home page offers an account only where new accounts are open', () => {
  expect(renderHome(sampleTexts, site)).toContain('href="/sign-up"');
  expect(renderHome(sampleTexts, { ...site, signUp: 'closed' })).not.toContain('href="/sign-up"');
});

test('a page shows what it is given as text, never as markup', () => {
  expect(html`<p title="${'"><script>'}">${'<b>&'}</p>`.text).toBe('<p title="&#34;&#62;&#60;script&#62;">&#60;b&#62;&#38;</p>');
});

test('security.txt has what RFC 9116 asks for and holds for five months at least', () => {
  const now = Date.parse('2026-11-21T18:00:00Z');
  const fields = new Map(
    securityTxt(site, now)
      .trimEnd()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  expect(fields.get('Contact')).toBe('mailto:privacy@sotto.example');
  expect(fields.get('Canonical')).toBe('https://sotto.example/.well-known/security.txt');
  const daysLeft = (Date.parse(fields.get('Expires') ?? '') - now) / 86_400_000;
  expect(daysLeft).toBeGreaterThan(150);
  expect(daysLeft).toBeLessThan(365);
});

describe('the page of the proofs', () => {
  const proof = privacy.sections[0]?.sentences[0]?.proof ?? '';
  const run = {
    state: 'passed',
    at: '2026-11-22T08:30:00.000Z',
    commit: '2f9c1e7',
    engines: ['sqlite', 'postgres'],
    tests: 2,
    figures: ['0 of 3,118 requests'],
  } as const;
  const pageWith = (standing: Standing) => renderProofs({ published: sampleTexts, standing, site });

  test('says plainly when nothing was run in this copy, and counts nothing as passed', () => {
    const page = pageWith(neverRun);
    expect(page).toContain('In this copy of Sotto no proof was run yet');
    expect(page).toContain('Not run since it was written');
    expect(page).not.toContain('Passed');
    expect(shown(privacy)).not.toContain(', passed');
  });

  test('tells of each proof when it last went how, in which commit, and what it counted', () => {
    const breaks = { [proof]: { on: '2026-11-20', commit: '1a2b3c4', fault: 'The cookie can be read by scripts' } };
    const page = pageWith({ ...neverRun, runs: { [proof]: run }, breaks });
    for (const part of [
      'Passed',
      '22 November 2026, 08:30 UTC',
      '2f9c1e7',
      '2 tests',
      '0 of 3,118 requests',
      'The cookie can be read',
    ])
      expect(page).toContain(part);
    expect(page).toContain('<dd>1 <small>of 1</small></dd>');
    expect(shown(privacy, { standing: { ...neverRun, runs: { [proof]: run } } })).toContain(', passed 22 November 2026');
  });

  test('shows the record of its makers as theirs, until the proof is run here', () => {
    const record = { [proof]: run };
    const theirs = pageWith({ ...neverRun, record });
    for (const part of ['no proof was run yet', 'the record of its makers', 'by its makers', '2f9c1e7', '<dd>never</dd>'])
      expect(theirs).toContain(part);
    expect(shown(privacy, { standing: { ...neverRun, record } })).toContain('in the record of its makers');

    const here = { ...run, at: '2026-11-23T09:00:00.000Z', commit: '5d0e8a4', state: 'failed' as const };
    const own = pageWith({ ...neverRun, runs: { [proof]: here }, record });
    expect(own).toContain('Failed');
    expect(own).not.toContain('<br />by its makers');
    // A record that is newer hides no failure of this copy.
    const before = pageWith({ ...neverRun, runs: { [proof]: { ...here, at: '2026-11-21T09:00:00.000Z' } }, record });
    expect(before).toContain('Failed');
    expect(before).not.toContain('<br />by its makers');
  });

  test('says of a proof that is newer than the record that it was not run', () => {
    const another = { 'promises/another.spec.ts: another': run };
    expect(pageWith({ ...neverRun, record: another })).toContain('Not run since it was written');
  });

  test('hides no failure, and counts it as none that passed', () => {
    const failed = { ...neverRun, runs: { [proof]: { ...run, state: 'failed' as const } } };
    expect(pageWith(failed)).toContain('Failed');
    expect(pageWith(failed)).toContain('<dd>0 <small>of 1</small></dd>');
    expect(shown(privacy, { standing: failed })).toContain('<strong>failed</strong>');
  });
});

describe('what changed between two versions', () => {
  const text = (...sentences: readonly (readonly [string, string])[]): KeptText => ({
    title: 'Privacy',
    lead: 'What is kept.',
    sections: [{ heading: 'In short', sentences: sentences.map(([id, said]) => ({ id, source: null, text: said })) }],
  });

  test('is told sentence by sentence: what is new, gone or other, and nothing that stayed', () => {
    const before = text(['stays', 'This stays.'], ['goes', 'This goes.'], ['turns', 'Kept for seven days.']);
    const after = text(['turns', 'Kept for three days.'], ['comes', 'This comes.'], ['stays', 'This stays.']);
    expect(changesBetween(before, after).map(({ id, kind }) => [id, kind])).toEqual([
      ['turns', 'changed'],
      ['comes', 'new'],
      ['goes', 'gone'],
    ]);
    expect(changesBetween(before, before)).toEqual([]);
  });

  test.each([
    ['Kept for seven days.', 'Kept for three days.'],
    ['', 'All of it is new.'],
    ['Some words and some words.', 'Some and words some other words. '],
  ])('from "%s" to "%s" is told in pieces that give both again', (before, after) => {
    const pieces = piecesBetween(before, after);
    const joined = (left: 'gone' | 'new') => pieces.flatMap(({ kind, text: piece }) => (kind === left ? [] : piece.split(/\s+/)));
    expect(joined('new').filter(Boolean)).toEqual(before.split(/\s+/).filter(Boolean));
    expect(joined('gone').filter(Boolean)).toEqual(after.split(/\s+/).filter(Boolean));
  });

  test('is shown as struck out and underlined, and a text that is lost as lost', () => {
    const changed = { ...privacy, lead: 'What is kept & what for.' };
    const archive = {
      versions: [first, { ...first, version: '2' }],
      textOf: ({ version }: PublishedVersion) => (version === '1' ? privacy : changed),
    };
    const page = renderChanges({ text: privacy, archive, site }, [archive.versions[0]!, archive.versions[1]!]);
    expect(page).toContain('<ins>kept &#38;</ins>');
    const lost = { ...archive, textOf: () => null };
    expect(renderVersion({ text: privacy, archive: lost, site, holding: holding() }, first)).toContain('not kept any more');
  });
});

describe('a text that does not hold yet', () => {
  const next = { ...first, version: '2', date: '2026-11-22', effective: '2026-12-01', notice: 'We say what backups hold.' };
  const archive = { ...sampleArchive, versions: [first, next] };
  const text = { ...privacy, version: '2', date: '2026-11-22' };
  const pages = (told: Readonly<Record<string, string>>, day: string) => {
    const stands = { text, archive, site, holding: holding(archive, told, day) };
    return { text: shown(text, stands), list: renderVersions(stands), one: renderVersion(stands, next) };
  };

  test('says from which day everybody here was told it holds, what changes, and which one holds until then', () => {
    const { text: page, list, one } = pages({ '2': '2026-12-05' }, '2026-12-04');
    const ways = ['href="/privacy/versions/1"', 'href="/privacy/versions/1-2"'];
    for (const part of ['We say what backups hold.', 'From <time datetime="2026-12-05">5 December 2026</time> on.', ...ways])
      expect(page).toContain(part);
    for (const each of [page, list, one]) {
      expect(each).toContain('5 December 2026');
      expect(each, 'the earliest day there was').not.toContain('1 December 2026');
    }
    expect(pages({ '2': '2026-12-05' }, '2026-12-05').text).not.toContain('We say what backups hold.');
  });

  test('and that nobody here was told of says so, and never begins to hold by itself', () => {
    const { text: page, list, one } = pages({}, '2027-06-01');
    for (const part of ['We say what backups hold.', 'Not announced on this server yet', '>version 1</a> holds'])
      expect(page).toContain(part);
    for (const each of [page, list, one]) {
      expect(each).toContain('not announced on this server');
      expect(each).not.toContain('1 December 2026');
    }
  });
});
