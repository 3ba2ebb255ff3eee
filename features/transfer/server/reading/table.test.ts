import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from '../csv/write.ts';
import { guardCell, unguardCell } from '../guard.ts';
import { countKnownNames } from '../mapping/columns.ts';
import { type Table, readTable, tableLimits } from './table.ts';

function read(text: string, markdown = false): Table {
  const result = readTable(text, { known: countKnownNames, markdown });
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
}

function refusal(text: string) {
  const result = readTable(text, { known: countKnownNames, markdown: false });
  return result.ok ? null : result.error;
}

const cellsOf = (table: Table) => table.rows.map(({ cells }) => cells);

describe('a table', () => {
  test.for([
    ['comma', 'company,title\r\nACME,"Cook, first"\r\n'],
    ['semicolon', 'company;title\nACME;"Cook, first"\n'],
    ['tab', 'company\ttitle\nACME\tCook, first'],
    ['bar', 'company|title\rACME|Cook, first\r'],
  ] as const)('separated by %s is read', ([separator, text]) => {
    const table = read(text);
    expect(table.separator).toBe(separator);
    expect(table.header).toEqual(['company', 'title']);
    expect(cellsOf(table)).toEqual([['ACME', 'Cook, first']]);
  });

  test('a Markdown table is read, its bars and text around it apart', () => {
    const table = read(
      '# Mine\n\n| Company | Role |\n|:--|--:|\n| ACME | Cook \\| baker |\n| Hooli | |\n\nThat is all | really',
      true,
    );
    expect(table.header).toEqual(['Company', 'Role']);
    expect(table.rows).toEqual([
      { row: 5, cells: ['ACME', 'Cook | baker'], fault: null },
      { row: 6, cells: ['Hooli', ''], fault: null },
    ]);
  });

  test('line ends inside quotes stay, also where the file mixes them', () => {
    const table = read('company,title\r\n"a\r\nb",1\n"c\nd",2\r"e\rf",3\r\n');
    expect(cellsOf(table)).toEqual([
      ['a\r\nb', '1'],
      ['c\nd', '2'],
      ['e\rf', '3'],
    ]);
  });

  test('lines above the header are no rows, and rows count as a spreadsheet does', () => {
    const table = read(
      'Notes:\n"When exporting, some are missing"\n\nFirst Name,Company,Position,Connected On\nA,ACME,Cook,1 Jan 2026\n',
    );
    expect(table.header).toEqual(['First Name', 'Company', 'Position', 'Connected On']);
    expect(table.rows[0]?.row).toBe(5);
  });

  test('a short row is filled up, a long one is at fault alone, an empty one is none', () => {
    const table = read('company,title,notes\nACME,Cook\n\nHooli,Cook,a,b\nInitech,Cook,x,,\n');
    expect(table.rows.map(({ row, fault }) => [row, fault === null])).toEqual([
      [2, true],
      [4, false],
      [5, true],
    ]);
    expect(table.rows[0]?.cells).toEqual(['ACME', 'Cook', '']);
    expect(table.rows[1]?.fault).toContain('4 cells, the header has 3');
  });

  test('names of columns are unique and never empty', () => {
    expect(read('company,notes,,notes\nA,b,c,d\n').header).toEqual(['company', 'notes', 'Column 3', 'notes (2)']);
  });

  test('a file that begins with data has no header', () => {
    const table = read('https://a.example/1\t2026-06-19\tCook\nhttps://a.example/2\t2026-06-20\tBaker\n');
    expect(table).toMatchObject({ headed: false, header: ['Column 1', 'Column 2', 'Column 3'] });
    expect(table.rows).toHaveLength(2);
  });

  test.for([
    ['a quote that is never closed', 'company,title\nACME,"Cook\nHooli,Baker\n', 2, 'never closed'],
    ['a quote closed in the middle of a cell', 'company,title\nHooli,Baker\nACME,"Cook" first\n', 3, 'in the middle of a cell'],
    ['nothing at all', '', null, 'nothing in this file'],
    ['blanks', ' \n\n,,\n', null, 'nothing in this file'],
  ] as const)('%s is refused with its row', ([, text, row, reason]) => {
    expect(refusal(text)).toMatchObject({ row, reason: expect.stringContaining(reason) });
  });

  test('more rows than fit are refused', () => {
    const lines = 'ACME,Cook\n'.repeat(tableLimits.rows + 1);
    expect(refusal(`company,title\n${lines}`)?.reason).toContain('rows fit into one import');
    expect(refusal(`company,title\n${'ACME,Cook\n'.repeat(3)}`)).toBeNull();
  });

  test('as large as an upload may be, of empty lines alone, is refused before long', () => {
    const began = process.cpuUsage();
    expect(refusal('\n'.repeat(25_000_000))?.reason).toContain('rows fit into one import');
    // Of the processor: by the clock, a busy machine would be too slow.
    expect(process.cpuUsage(began).user / 1e6).toBeLessThan(10);
  });

  test('whatever we write, we read', () => {
    const rows = fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 3, maxLength: 3 }), { maxLength: 6 });
    fc.assert(
      fc.property(rows, (written) => {
        const table = read(['company', 'title', 'notes'].join(',') + '\r\n' + written.map(csvLine).join(''));
        const filled = written.filter((cells) => cells.some((cell) => guardCell(cell).trim() !== ''));
        expect(cellsOf(table).map((cells) => cells.map(unguardCell))).toEqual(filled);
      }),
      { numRuns: 500 },
    );
  });

  test('hostile lines take no long time', () => {
    for (const line of [
      ' '.repeat(100_000),
      '|'.repeat(100_000),
      `${'-'.repeat(50_000)}|x`,
      '@'.repeat(100_000),
      '"'.repeat(100_001),
    ]) {
      const before = process.cpuUsage();
      readTable(`company,title\n${line}\n`, { known: countKnownNames, markdown: true });
      expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
    }
  });
});
