/** The published texts and the pages made of them: whole, escaped, without script or style, and honest about themselves. */
import { describe, expect, test } from 'vitest';
import { sampleTexts } from './sample-texts.ts';
import { html } from './html.ts';
import { renderHome, renderText } from './pages.ts';
import { type PublishedText, hashOf } from './published.ts';
import { securityTxt } from './security-txt.ts';

const site = { origin: 'https://sotto.example', signUp: 'open', contact: 'privacy@sotto.example' } as const;
const rendered: Record<string, string> = {
  home: renderHome(sampleTexts, site),
  ...Object.fromEntries(sampleTexts.texts.map((text) => [text.name, renderText(text, site)])),
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
  for (const page of [renderHome(sampleTexts, nobodys), ...sampleTexts.texts.map((text) => renderText(text, nobodys))]) {
    expect(page).not.toContain('mailto:');
    expect(faultsOf(page)).toEqual([]);
  }
  expect(renderText(sampleTexts.texts[0]!, nobodys)).toContain('has named no address to write to');
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
      for (const shown of [text.version, hashOf(text), `datetime="${text.date}"`]) expect(page).toContain(shown);
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
    expect(hashOf({ ...text, version: '2' })).toBe(hashOf(text));
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
