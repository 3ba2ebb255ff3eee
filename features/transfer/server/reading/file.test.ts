import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { archiveLimits, readArchive } from './archive.ts';
import { readFile } from './file.ts';
import { decodeText } from './text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, { big, mark }: { big: boolean; mark: boolean }): Uint8Array {
  const bytes = Array.from((mark ? '\uFEFF' : '') + text).flatMap((character) => {
    const code = character.charCodeAt(0);
    return big ? [code >> 8, code & 0xff] : [code & 0xff, code >> 8];
  });
  return Uint8Array.from(bytes);
}

const sample = 'company,title\nCafé Körber,Koch\n';

describe('the encoding of a file', () => {
  test.for([
    ['UTF-8', utf8(sample), 'utf-8'],
    ['UTF-8 with a mark', utf8(`\uFEFF${sample}`), 'utf-8'],
    ['UTF-16 with a mark', utf16(sample, { big: false, mark: true }), 'utf-16le'],
    ['UTF-16, big end first, with a mark', utf16(sample, { big: true, mark: true }), 'utf-16be'],
    ['UTF-16 without a mark', utf16(sample, { big: false, mark: false }), 'utf-16le'],
  ] as const)('%s is found without asking', ([, bytes, encoding]) => {
    expect(decodeText(bytes)).toEqual({ ok: true, value: { text: sample, encoding, remark: null } });
  });

  test('Windows-1252 is presumed and said', async () => {
    const bytes = Uint8Array.from(
      Array.from('company,title\nCaf')
        .map((character) => character.charCodeAt(0))
        .concat(
          [0xe9],
          Array.from(',Koch\n').map((character) => character.charCodeAt(0)),
        ),
    );
    const read = await readFile(bytes, 'text/csv');
    expect(read.ok && read.value[0]?.table.rows[0]?.cells).toEqual(['Café', 'Koch']);
    expect(read.ok && read.value[0]?.remarks.join()).toContain('Windows-1252');
  });

  test('what is not text is refused with advice', async () => {
    expect(decodeText(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1]))).toMatchObject({
      ok: false,
      error: { reason: expect.stringContaining('Save the sheet as CSV') },
    });
    expect(await readFile(utf8('%PDF-1.7'), 'text/csv')).toMatchObject({ ok: false });
    expect(await readFile(utf8('company,title\nACME,Cook\nHoo\0li,Baker\n'), 'text/csv')).toMatchObject({
      ok: false,
      error: { row: 3 },
    });
  });
});

const applications =
  'Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers\n"3/7/24, 2:22 PM",me@example.com, +43,ACME,Cook,http://www.linkedin.com/jobs/view/4079472459,cv.pdf,\n';
const saved =
  'Saved Date,Job Url,Job Title,Company Name\n"3/8/24, 2:22 PM",http://www.linkedin.com/jobs/view/4079472460,Baker,Hooli\n';

describe('an archive', () => {
  test("LinkedIn's is read: what was applied for first, then what was saved, the rest left alone and said", async () => {
    const zip = zipSync({
      'Jobs/Saved Jobs.csv': utf8(saved),
      'Jobs/Job Applications.csv': utf8(applications),
      'Connections.csv': utf8(
        'Notes:\n"x"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\nA,B,c,d,e,f,1 Jan 2026\n',
      ),
      'Articles.csv': utf8('Title,Words\nSoup,900\n'),
      'profile.pdf': utf8('%PDF'),
    });
    const read = await readFile(zip, 'application/zip');
    expect(read.ok && read.value.map(({ name, format }) => [name, format?.name])).toEqual([
      ['Job Applications.csv', 'linkedin-applications'],
      ['Saved Jobs.csv', 'linkedin-saved'],
      ['Connections.csv', 'linkedin-connections'],
    ]);
    expect(read.ok && read.value[0]?.remarks.join()).toContain('Articles.csv');
  });

  test("Huntr's is read, whatever the file in it is called", async () => {
    const read = await readFile(
      zipSync({
        'USER_JOBS_USER_FULL_DATA_DOWNLOAD-1.csv': utf8(
          'companyName,title,location,listName,htmlDescription\nACME,Cook,Wien,Wishlist,<p>Soup</p>\n',
        ),
      }),
      'application/zip',
    );
    expect(read.ok && read.value[0]?.format?.name).toBe('huntr');
  });

  test.for([
    ['a path that leads out', zipSync({ '../../etc/a.csv': utf8(sample) }), 'leads out'],
    ['an absolute path', zipSync({ '/etc/a.csv': utf8(sample) }), 'leads out'],
    ['an archive within', zipSync({ 'a.csv': utf8(sample), 'b.zip': utf8('PK') }), 'archive within'],
    ['a workbook', zipSync({ '[Content_Types].xml': utf8('<x/>'), 'xl/workbook.xml': utf8('<x/>') }), 'Excel'],
    [
      'too many files',
      zipSync(Object.fromEntries(Array.from({ length: archiveLimits.entries + 1 }, (_, index) => [`${index}.csv`, utf8('x')]))),
      'more than',
    ],
    ['a bomb', zipSync({ 'bomb.csv': new Uint8Array(20 * 1024 * 1024) }), 'far too large'],
    ['no table of applications', zipSync({ 'a.csv': utf8('x,y\n1,2\n') }), 'No table of applications'],
    ['half of itself', zipSync({ 'a.csv': utf8(sample.repeat(50)) }).subarray(0, 60), 'damaged'],
  ] as const)('with %s is refused', async ([, bytes, reason]) => {
    expect(await readFile(bytes, 'application/zip')).toMatchObject({
      ok: false,
      error: { reason: expect.stringContaining(reason) },
    });
  });

  test('the control: the same files without the fault are read', async () => {
    expect(await readArchive(zipSync({ 'etc/a.csv': strToU8(sample), 'b.txt': strToU8('x') }))).toMatchObject({
      ok: true,
      value: [{ name: 'a.csv' }],
    });
  });
});
