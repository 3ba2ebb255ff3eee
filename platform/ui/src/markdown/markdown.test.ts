/** Markdown as it is drawn, held against what may be drawn at all; hostile texts bounded in time and size. */
import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { hostileTexts, largeTexts } from './hostile.ts';
import { greatestRead } from './read-markdown.ts';
import { Rendered } from './Rendered.tsx';
import { safeAddress } from './safe-address.ts';
import { tickLine } from './tick-line.ts';

const drawn = (text: string, onTick?: (line: number) => void) =>
  renderToStaticMarkup(createElement(Rendered, { text, onTick })).replace(/^<div class="markdown">|<\/div>$/g, '');

const ways: Readonly<Record<string, RegExp>> = {
  a: /^ href="(?:https?:\/\/|mailto:)[^"<>]*" target="_blank" rel="noopener noreferrer nofollow"$/,
  ol: /^(?: start="\d+")?$/,
  li: /^(?: class="task")?$/,
  th: /^ scope="col"$/,
  pre: /^ tabindex="0"$/,
  input: /^ type="checkbox"(?: disabled="")? class="check" aria-label="[^"<>]*"(?: disabled="")?(?: checked="")?\/?$/,
  div: /^ class="markdown(?: as-written)?"$/,
};
const plain = new Set('p h3 h4 h5 h6 blockquote ul em strong del code table thead tbody tr td br hr'.split(' '));

/** What of a drawing is none of the elements and attributes there may be. */
function strangersIn(html: string): string[] {
  const tags = html.match(/<[^>]*>/g) ?? [];
  return tags.filter((tag) => {
    const [, name = '', attributes = ''] = /^<\/?([a-z0-9]+)((?:\s[^>]*?)?)\/?>$/.exec(tag) ?? [];
    if (tag.startsWith('</')) return !(plain.has(name) || name in ways);
    return plain.has(name) ? attributes !== '' : !ways[name]?.test(attributes);
  });
}

describe('markdown', () => {
  test.each([
    ['# Title\n\ntext', '<h3>Title</h3><p>text</p>'],
    ['a **b** *c* ~~d~~ `e`', '<p>a <strong>b</strong> <em>c</em> <del>d</del> <code>e</code></p>'],
    ['one\ntwo', '<p>one<br/>two</p>'],
    ['- a\n- b\n  - c', '<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>'],
    ['3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ['> said', '<blockquote><p>said</p></blockquote>'],
    [
      '|a|b|\n|-|-|\n|1|2|',
      '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
    ],
    ['```js\n<b>\n```', '<pre tabindex="0"><code>&lt;b&gt;\n</code></pre>'],
    ['notes.md and node.js', '<p>notes.md and node.js</p>'],
  ])('%j is drawn', (text, html) => expect(drawn(text)).toBe(html));

  test('links open in a new tab and tell nobody where they were; bare addresses are links too', () => {
    const rel = 'target="_blank" rel="noopener noreferrer nofollow"';
    expect(drawn('[their page](https://example.org/a?b=1)')).toBe(
      `<p><a href="https://example.org/a?b=1" ${rel}>their page</a></p>`,
    );
    expect(drawn('see https://example.org')).toBe(`<p>see <a href="https://example.org/" ${rel}>https://example.org</a></p>`);
    expect(drawn('leah@example.org')).toContain(`href="mailto:leah@example.org"`);
  });

  test('a picture is a link to it, and nothing else when it is not on the web', () => {
    expect(drawn('![a plan](https://example.org/p.png)')).toContain('>a plan</a>');
    expect(drawn('![](https://example.org/p.png)')).toContain('>https://example.org/p.png</a>');
    expect(drawn('![a](data:image/png;base64,AAAA)')).not.toContain('<a');
    expect(drawn('[![a](https://example.org/p.png)](https://example.org/)').match(/<a /g)).toHaveLength(1);
  });

  test.each([
    ['javascript:alert(1)', null],
    ['JaVa\nscript:alert(1)', null],
    ['data:text/html,x', null],
    ['vbscript:x', null],
    ['file:///etc/passwd', null],
    ['blob:https://example.org/x', null],
    ['/settings', null],
    ['//example.org', null],
    ['https://bank.example@evil.example/', null],
    ['https://example.org', 'https://example.org/'],
    ['mailto:leah@example.org', 'mailto:leah@example.org'],
  ])('an address %j leads to %j', (text, address) => expect(safeAddress(text)).toBe(address));
});

describe('a checkbox', () => {
  test('stands where a list item begins with one, and says its line', () => {
    const html = drawn('- [ ] call **Leah**\n- [x] done\n- [y] no\n\n[ ] no', () => {});
    expect(html.match(/type="checkbox"/g)).toHaveLength(2);
    expect(html).toContain('aria-label="call');
    expect(html.match(/checked/g)).toHaveLength(1);
    expect(drawn('- [ ] still')).toContain('disabled');
  });

  test.each([
    ['- [ ] a\n- [ ] b', 1, '- [ ] a\n- [x] b'],
    ['- [x] a', 0, '- [ ] a'],
    ['> 1. - [X] deep [ ] b\r\nrest', 0, '> 1. - [ ] deep [ ] b\r\nrest'],
    ['a\r* [ ] old\r', 1, 'a\r* [x] old\r'],
    ['no box', 0, 'no box'],
    ['- [ ] a', 7, '- [ ] a'],
  ])('of %j in line %j is ticked, and nothing else changes', (text, line, ticked) => expect(tickLine(text, line)).toBe(ticked));

  test('ticked twice leaves the text as it was, whatever it is', () => {
    const anyLine = fc.constantFrom('- [ ] a', '  * [x] b', 'words', '', '> - [ ] c', '1. d', '```');
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 8 }), fc.nat(9), (lines, line) => {
        const text = lines.join('\n');
        expect(tickLine(tickLine(text, line), line)).toBe(text);
        expect(
          tickLine(text, line)
            .split('\n')
            .filter((one, at) => one !== lines[at]).length,
        ).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('a hostile note', () => {
  test('would be seen: the check finds what must not be drawn', () => {
    const planted = [
      '<script>alert(1)</script>',
      '<p onclick="x">a</p>',
      '<a href="javascript:alert(1)" target="_blank" rel="noopener noreferrer nofollow">a</a>',
      '<a href="https://example.org/">a</a>',
      '<img src="https://example.org/p.png"/>',
      '<p style="position:fixed">a</p>',
      '<svg><a>b</a></svg>',
      '<td style="text-align:right">a</td>',
    ];
    expect(planted.filter((html) => strangersIn(html).length === 0)).toEqual([]);
  });

  test('of every kind we know draws nothing but its own words', () => {
    expect(hostileTexts.length).toBeGreaterThanOrEqual(60);
    expect(hostileTexts.filter((text) => strangersIn(drawn(text)).length > 0)).toEqual([]);
  });

  test('of random marks draws nothing but its own words', () => {
    const mark = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '!',
      '`',
      '*',
      '_',
      '"',
      "'",
      '\\',
      '&',
      ';',
      '#',
      '-',
      '|',
      '\n',
      ' ',
    );
    const word = fc.constantFrom(
      'javascript:',
      'https://a.example/',
      'onerror=',
      'script',
      'a',
      '&#106;',
      'data:',
      '\t',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(mark, word), { maxLength: 40 }), (parts) => {
        expect(strangersIn(drawn(parts.join('')))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test.each(Object.entries(largeTexts))('of %s is drawn in bounded time and depth', (_, text) => {
    const before = process.cpuUsage();
    const html = drawn(text);
    const { user, system } = process.cpuUsage(before);
    expect(strangersIn(html)).toEqual([]);
    // Processor time, since a busy machine makes any clock late. Seen: less than half of it.
    expect((user + system) / 1e6).toBeLessThan(3);
    // A row of a table is filled up to its head, 65,536 cells in all.
    expect(html.length).toBeLessThan(1_000_000);
  });

  test('longer than anyone reads is shown as it is written', () => {
    expect(drawn('**a** '.repeat(greatestRead / 5))).toContain('as-written');
  });
});
