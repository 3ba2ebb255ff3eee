/**
 * The door out: one CSV per group, equal to what is kept, row by row and field by field. A cell that a spreadsheet would take
 * for a formula is guarded, and our own import gives back exactly what was there.
 */
import { createApplication, getApplication, listApplications } from '@sotto/features/applications/api';
import { createGroup, listGroups } from '@sotto/features/groups/api';
import { exportGroup, startImport } from '@sotto/features/transfer/api';
import { features } from '@sotto/server';
import { type TestServer, type Visitor, engines, startServer } from '@sotto/testing';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { join } from './testing/people.ts';
import { sized } from './testing/size.ts';

const perGroup = sized({ everyday: 60, full: 5000 });

/** What breaks CSV files, spreadsheets, and those who trust either. */
const awkward = [
  'plain',
  'comma, inside',
  'a "quoted" word',
  'two\nlines',
  'carriage\r\nreturn',
  ' spaces at both ends ',
  '=1+1',
  '+49 30 1234',
  '-5',
  '@SUM(A1)',
  "'=already guarded",
  "''=twice",
  '\t=behind a tab',
  '＝full width',
  'semi;colon',
  'Zoë Größe 株式会社 🦦',
  '\u202eright to left',
  '0012345',
  '1e5',
  '2026-02-30',
  'TRUE',
  '\ufeffmark',
];
const formula = /^[=+\-@\t\r\0＝＋－＠]/u;

interface Kept {
  readonly id: string;
  readonly title: string;
  readonly notes: string | null;
  readonly description: string | null;
  readonly city: string | null;
  readonly tags: readonly string[];
}

describe.each(engines)('on %s', (engine) => {
  let server: TestServer;
  let visitor: Visitor;
  let groupIds: readonly string[];
  beforeAll(async () => {
    server = await startServer({ features, engine });
    ({ visitor } = await join(server));
    await visitor.call(createGroup, { body: { name: 'Side, "search"' } });
    groupIds = (await visitor.call(listGroups, {})).body.items.map(({ id }) => id);
    for (const groupId of groupIds) for (let count = 0; count < perGroup; count++) await add(visitor, groupId, count);
  }, 120_000);
  afterAll(() => server.stop());

  test('the CSV of each group holds every application in it, field by field, and no other', async () => {
    for (const groupId of groupIds) {
      const rows = rowsOf(await csvOf(visitor, groupId));
      const kept = await keptIn(visitor, groupId);
      expect(rows.length).toBe(perGroup);
      expect(rows.map(shown).toSorted(byId)).toEqual(kept.toSorted(byId));
    }
  });

  test('no cell begins as a formula does, and importing the file into an empty account gives back what was there', async () => {
    const [groupId = ''] = groupIds;
    const text = await csvOf(visitor, groupId);
    const cells = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { skipEmptyLines: true }).data.flat();
    expect(cells.filter((cell) => formula.test(cell))).toEqual([]);
    // The control: without the guard there would be some.
    expect(cells.filter((cell) => /^'+[=+\-@\t＝]/u.test(cell)).length).toBeGreaterThan(5);

    const other = await join(server);
    const { body: report } = await other.visitor.call(startImport, { body: new Blob([text]), type: 'text/csv' });
    expect(report).toMatchObject({ format: 'sotto', counts: { new: perGroup, skipped: 0 } });
    const [own = ''] = (await other.visitor.call(listGroups, {})).body.items.map(({ id }) => id);
    const withoutId = ({ id: _, ...rest }: Kept) => rest;
    const brought = (await keptIn(other.visitor, own)).map(withoutId).toSorted(byText);
    expect(brought).toEqual((await keptIn(visitor, groupId)).map(withoutId).toSorted(byText));
  });

  test('a row that is missing or altered would be seen', async () => {
    const [groupId = ''] = groupIds;
    const rows = rowsOf(await csvOf(visitor, groupId))
      .map(shown)
      .toSorted(byId);
    const kept = (await keptIn(visitor, groupId)).toSorted(byId);
    expect(rows.slice(1)).not.toEqual(kept);
    expect(rows.map((row, index) => (index === 3 ? { ...row, title: `${row.title} ` } : row))).not.toEqual(kept);
  });
});

function add(visitor: Visitor, groupId: string, count: number): Promise<unknown> {
  const text = (shift: number) => awkward[(count * 7 + shift) % awkward.length] ?? '';
  const location = { street1: null, street2: null, city: text(2).trim(), region: null, postalCode: null, country: null };
  const title = `${text(0).trim()} ${count}`;
  const tags = count % 3 === 0 ? [`tag ${count}`, 'a, b'] : [];
  // Every other one a long text, which is kept apart.
  const description = count % 2 === 0 ? `${text(3)}${'\nand more of it'.repeat(200)}` : text(4);
  return visitor.call(createApplication, {
    body: { groupId, company: text(1), title, notes: text(5), description, location, tags },
  });
}

async function csvOf(visitor: Visitor, id: string): Promise<string> {
  const { body } = await visitor.call(exportGroup, { params: { id } });
  return body.text();
}

type Row = Readonly<Record<string, string>>;

function rowsOf(text: string): Row[] {
  const { data, errors } = Papa.parse<Row>(text.replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
}

const unguarded = (cell: string | undefined) => (cell ?? '').replace(/^'(?='*[=+\-@\t\r\0＝＋－＠])/u, '');
const orNull = (cell: string) => (cell === '' ? null : cell);

function shown(row: Row): Kept {
  const of = (name: string) => unguarded(row[name]);
  return {
    id: of('id'),
    title: of('title'),
    notes: orNull(of('notes')),
    description: orNull(of('description')),
    city: orNull(of('city')),
    tags:
      of('tags') === ''
        ? []
        : of('tags')
            .split(/(?<!\\), /)
            .map((tag) => tag.replaceAll('\\,', ',')),
  };
}

async function keptIn(visitor: Visitor, groupId: string): Promise<Kept[]> {
  const kept: Kept[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await visitor.call(listApplications, { query: { groupId, limit: 200, ...(cursor && { cursor }) } });
    for (const { id } of body.items) {
      const { body: one } = await visitor.call(getApplication, { params: { id } });
      kept.push({
        id,
        title: one.title,
        notes: one.notes,
        description: one.description,
        city: one.location?.city ?? null,
        tags: one.tags,
      });
    }
    cursor = body.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return kept;
}

const byId = (one: Kept, other: Kept) => one.id.localeCompare(other.id);
const byText = (one: object, other: object) => JSON.stringify(one).localeCompare(JSON.stringify(other));
