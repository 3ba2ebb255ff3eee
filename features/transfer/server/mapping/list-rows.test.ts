/** What a table is a list of, and what its rows say of people and of companies. */
import { describe, expect, test } from 'vitest';
import { corpusFile, corpusNames, hasCorpus, leftOutNotice } from '../corpus.testing.ts';
import { readFile } from '../reading/file.ts';
import { columnsOf } from './columns.ts';
import { type ListContents, readListRow } from './list-rows.ts';
import { companyWords, contactWords, contentsOf } from './list-words.ts';

describe('what a table is a list of', () => {
  test.each([
    ['Name,Email,Company,Title', 'contacts'],
    ['First Name,Last Name,E-mail 1 - Value,Phone 1 - Value,Organization Name', 'contacts'],
    ['Vorname;Nachname;Telefon', 'contacts'],
    ['Company,Website,Industry', 'companies'],
    ['Firma;Branche;Mitarbeiter;Ort', 'companies'],
    ['Company,Title,Status,Contact,Email', 'applications'],
    ['Company,Job title,Industry', 'applications'],
    ['Company,Position,Contact,Email', 'applications'],
    ['Firma;Stelle;Ansprechpartner;Telefon', 'applications'],
    ['Contact,Email,Company', 'contacts'],
    ['First name,Last name,Company,Position,Email', 'contacts'],
    ['Company,Website', 'applications'],
    ['Name,Notes', 'applications'],
    ['Name,Email,Date Applied', 'applications'],
  ] as const)('%s: %s', (header, contents) => expect(contentsOf(header.split(/[,;]/))).toBe(contents));

  test.skipIf(!hasCorpus)(`of every tracker we have is applications (${hasCorpus ? 'all files' : leftOutNotice})`, async () => {
    const names = corpusNames('csv/').filter((name) => /\.(?:csv|tsv|md)$/.test(name));
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      const read = await readFile(corpusFile(`csv/${name}`), name.endsWith('.md') ? 'text/markdown' : 'text/csv');
      if (read.ok) for (const { table } of read.value) expect([name, contentsOf(table.header)]).toEqual([name, 'applications']);
    }
  });
});

const rowOf = (contents: ListContents, header: string, cells: readonly string[]) => {
  const vocabulary = contents === 'contacts' ? contactWords : companyWords;
  // Safe: only the two vocabularies above.
  const columns = columnsOf(header.split(','), { mapping: {}, vocabulary: vocabulary as typeof contactWords });
  return readListRow({ row: 2, cells, fault: null }, { contents, columns, fileName: 'people.csv' });
};

describe('a row', () => {
  test('of people fills what a contact has, several addresses from one cell, and notes the rest word for word', () => {
    const header = 'Name,E-Mail,Phone,LinkedIn,Role,Company,Type,Shoe size,Notes';
    const cells = [
      ' Leah  Brandt ',
      'leah@x.example; l.brandt@y.example',
      '+49 30 1234 / 0171 55',
      'linkedin.com/in/leah',
      'Talent lead',
      'Kestrel Freight',
      'Hiring manager',
      '39',
      'Likes tea',
    ];
    expect(rowOf('contacts', header, cells)).toEqual({
      row: 2,
      name: 'Leah Brandt',
      companies: ['Kestrel Freight'],
      values: {
        emails: [{ email: 'leah@x.example' }, { email: 'l.brandt@y.example' }],
        phones: [{ number: '+49 30 1234' }, { number: '0171 55' }],
        links: [{ url: 'https://linkedin.com/in/leah' }],
        role: 'Talent lead',
        kind: 'hiring_manager',
        notes: 'Likes tea\n\nFrom row 2 of people.csv:\nShoe size: 39',
      },
      words: ['Likes tea', 'Shoe size: 39'],
      refused: null,
    });
  });

  test('keeps the whole cell in the notes where a field does not take all of it', () => {
    const { values } = rowOf('contacts', 'Name,Email,Kind,Link', ['Leah', 'leah@x.example; ask her', 'Old friend', 'none yet']);
    expect(values).toEqual({
      notes: 'From row 2 of people.csv:\nEmail: leah@x.example; ask her\nKind: Old friend\nLink: none yet',
    });
  });

  test('without a name, with one that is too long, or with more than the notes hold says so', () => {
    expect(rowOf('contacts', 'First name,Last name,Email', ['Leah', 'Brandt', '']).name).toBe('Leah Brandt');
    expect(rowOf('contacts', 'Name,Email', ['n/a', 'a@x.example']).refused).toBe('There is no name of a person.');
    expect(rowOf('companies', 'Company,Size', ['x'.repeat(400), '']).refused).toContain('longer than');
    expect(rowOf('contacts', 'Name,Diary', ['Leah', 'x'.repeat(20_000)]).refused).toContain('Leave a column out');
  });

  test.each([
    ['51–200 employees', '51-200'],
    ['10', '1-10'],
    ['1,500', '1001-5000'],
    ['10,001+', '5001+'],
  ])('of companies has the size that %s is', (cell, size) =>
    expect(rowOf('companies', 'Company,Size,City,Website', ['Kestrel', cell, 'Graz', 'kestrel.example']).values).toEqual({
      size,
      address: { city: 'Graz' },
      website: 'https://kestrel.example',
    }),
  );
});
