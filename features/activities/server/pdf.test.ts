/** The PDF of the log, read back by a reader that is not its writer. */
import { blankActivity } from '@sotto/domain';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import type { ActivityView, LogView } from '../api.ts';
import { type LogToPrint, pdfOfLog } from './pdf.ts';

const period = { from: '2026-11-16', to: '2026-11-22', counted: 2, least: 3, keptUntil: '2027-11-22' };
const before = { from: '2026-11-09', to: '2026-11-15', counted: 0, least: 3, keptUntil: null };

function entry(id: string, more: Partial<ActivityView>): ActivityView {
  return { ...blankActivity, id, revision: 1, on: '2026-11-18', kind: 'application', of: null, opens: false, ...more };
}

function asked(items: readonly ActivityView[], more: Partial<LogToPrint> = {}): LogToPrint {
  const log: LogView = { items: [...items], periods: [period, before], beginsOn: null };
  const settings = { locale: 'en-GB', workSearch: null };
  return { log, from: '2026-11-09', to: '2026-11-22', settings, name: 'Ana Ferrer', today: '2026-11-22', ...more };
}

/** Text of each page, a blank between its pieces. `lowest`: of the places where text stands, in points from the edge below. */
async function read(bytes: Uint8Array) {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const file = await task.promise;
  let lowest = Infinity;
  const pages = await Promise.all(
    Array.from({ length: file.numPages }, async (_, index) => {
      const { items } = await (await file.getPage(index + 1)).getTextContent();
      for (const item of items) if ('str' in item && item.str !== '') lowest = Math.min(lowest, Number(item.transform[5]));
      return items
        .map((item) => ('str' in item ? item.str : ''))
        .join(' ')
        .replaceAll(/\s+/g, ' ');
    }),
  );
  const { info } = await file.getMetadata();
  const marks = await file.getMarkInfo();
  const tree = await (await file.getPage(1)).getStructTree();
  await task.destroy();
  return { pages, text: pages.join(' '), info, marks, tree, lowest };
}

describe('the PDF of the work-search log', () => {
  test('says weeks, counts, the minimum, entries, retention and that it certifies nothing, earliest first', async () => {
    const items = [
      entry('2', { on: '2026-11-19', kind: 'job_fair', employer: 'Job centre', counts: false }),
      entry('1', {
        employer: 'Nettle & Rye',
        position: 'Data analyst',
        method: 'online',
        contact: 'Leah Brandt',
        result: 'Applied',
      }),
    ];
    const { text, info, marks, tree } = await read(await pdfOfLog(asked(items)));
    for (const words of [
      'Work-search log',
      'Name: Ana Ferrer',
      '16 Nov 2026 to 22 Nov 2026',
      '2 of 3 activities. Keep until 22 Nov 2027.',
      'Nettle & Rye',
      'Online Leah Brandt',
      'Job fair (does not count)',
      'Sotto certifies nothing',
      'Nothing noted.',
      '1 of 1',
    ])
      expect(text).toContain(words);
    expect(text.indexOf('9 Nov 2026 to 15 Nov')).toBeLessThan(text.indexOf('16 Nov 2026 to 22 Nov'));
    expect(text.indexOf('Nettle')).toBeLessThan(text.indexOf('Job centre'));
    expect(info).toMatchObject({ Title: 'Work-search log', Language: 'en' });
    expect(marks).toEqual(
      new Map([
        ['Marked', true],
        ['UserProperties', false],
        ['Suspects', false],
      ]),
    );
    expect(JSON.stringify(tree)).toMatch(/"role":"TH".*"role":"TD"/);
  });

  test('has the letters of Latin, Greek, Cyrillic, Armenian and Georgian script', async () => {
    const names = [
      'Zażółć gęślą jaźń',
      'Đặng Thị Ngọc',
      'İğdır Şükrü',
      'Ελληνική Εταιρεία',
      'Рога и копыта Ѣ',
      'Հայաստան',
      'საქართველო',
      'Æsir ß Ø',
    ];
    const { text } = await read(await pdfOfLog(asked(names.map((employer, at) => entry(String(at), { employer })))));
    for (const name of names) expect(text).toContain(name.normalize('NFC'));
    expect(text).not.toContain('▯');
    expect(text).not.toContain('a script this file cannot show');
  });

  test('says plainly when letters are of another script, and guesses none', async () => {
    const employer = '東京 商事, شركة, 🦦 Ltd';
    const { text } = await read(await pdfOfLog(asked([entry('1', { employer })])));
    expect(text).toContain('a script this file cannot show');
    expect(text).toContain('▯▯ ▯▯, ▯▯▯▯, ▯ Ltd');
  });

  test('goes on over pages, and breaks what is wider than its column', async () => {
    const url = `https://careers.example.org/${'segment/'.repeat(12)}`;
    const items = Array.from({ length: 90 }, (_, at) => entry(String(at), { employer: `Company ${at}`, reachedAt: url }));
    const { pages, text } = await read(await pdfOfLog(asked(items)));
    expect(pages.length).toBeGreaterThan(5);
    expect(text.replaceAll(' ', '')).toContain(url);
    for (const [at, page] of pages.entries()) expect(page).toContain(`${at + 1} of ${pages.length}`);
    expect(Array.from({ length: 90 }, (_, at) => text.includes(`Company ${at} `))).not.toContain(false);
  });

  test('loses nothing below the edge of a page, of whatever was typed on many lines', async () => {
    const items = [entry('1', { result: `${'a\n'.repeat(200)}the end` }), entry('2', { position: `b\r\n${'\n'.repeat(400)}c` })];
    const { text, lowest } = await read(await pdfOfLog(asked(items)));
    expect(text).toContain('the end');
    expect(lowest).toBeGreaterThan(0);
  });

  test('leaves room for a name nobody said, and says when nothing was noted', async () => {
    const log = { items: [], periods: [], beginsOn: null };
    const { text } = await read(await pdfOfLog(asked([], { name: null, log })));
    expect(text).toContain('Name: ____');
    expect(text).toContain('Nothing was noted in this time.');
  });
});
