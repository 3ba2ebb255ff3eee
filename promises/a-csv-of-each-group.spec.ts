/**
 * The door out: one CSV per group, equal to what is kept, row by row and field by field. A cell that a spreadsheet would take
 * for a formula is guarded, and our own import gives back exactly what was there.
 */
import { type ApplicationView, createApplication, getApplication, listApplications } from '@sotto/features/applications/api';
import { createGroup, listGroups } from '@sotto/features/groups/api';
import { exportGroup, startImport } from '@sotto/features/transfer/api';
import { features } from '@sotto/server';
import { type TestServer, type Visitor, engines, startServer, sized } from '@sotto/testing';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { join } from './testing/people.ts';

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

/** Fields that stand in the file under their own name, as they are. */
const plainFields = [
  'title',
  'appliedOn',
  'url',
  'source',
  'sourceDetail',
  'method',
  'externalJobId',
  'referenceNumber',
  'workMode',
  'employmentType',
  'seniority',
  'postedOn',
  'closesOn',
  'priority',
  'excitement',
  'description',
  'responsibilities',
  'benefits',
  'notes',
] as const;

/** An application as the file and the API both show it; `null`: nothing is there. */
type Kept = Readonly<Record<string, string | null>>;

/** At full size it takes as long as the machine needs. */
const timeout = sized({ everyday: 180_000, full: 3_600_000 });

describe.each(engines)('on %s', { timeout }, (engine) => {
  let server: TestServer;
  let visitor: Visitor;
  let groupIds: readonly string[];
  beforeAll(async () => {
    server = await startServer({ features, engine });
    ({ visitor } = await join(server));
    await visitor.call(createGroup, { body: { name: 'Side, "search"' } });
    groupIds = (await visitor.call(listGroups, {})).body.items.map(({ id }) => id);
    for (const groupId of groupIds) for (let count = 0; count < perGroup; count++) await add(visitor, groupId, count);
  }, timeout);
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
    expect(rows.map((row, index) => (index === 3 ? { ...row, title: `${row['title']} ` } : row))).not.toEqual(kept);
  });
});

function add(visitor: Visitor, groupId: string, count: number): Promise<unknown> {
  const text = (shift: number) => awkward[(count * 7 + shift) % awkward.length] ?? '';
  const oneLine = (shift: number) => text(shift).trim();
  const every = (nth: number) => count % nth === 0;
  return visitor.call(createApplication, {
    body: {
      groupId,
      company: oneLine(1),
      title: `${oneLine(0)} ${count}`,
      // Every other one is long, and kept apart.
      description: every(2) ? `${text(3)}${'\nand more of it'.repeat(200)}` : text(4),
      notes: text(5),
      responsibilities: text(6),
      benefits: every(3) ? null : text(7),
      sourceDetail: oneLine(8),
      externalJobId: oneLine(9),
      referenceNumber: every(5) ? null : oneLine(10),
      seniority: oneLine(11),
      url: `https://jobs.example/${count}?of=${encodeURIComponent(text(12))}`,
      source: every(2) ? 'linkedin' : null,
      method: every(3) ? 'referral' : null,
      workMode: every(2) ? 'hybrid' : 'remote',
      employmentType: every(4) ? null : 'full_time',
      priority: every(2) ? 'high' : null,
      excitement: (count % 5) + 1,
      postedOn: '2026-09-01',
      closesOn: every(3) ? '2026-12-31' : null,
      appliedOn: every(2) ? '2026-10-09' : null,
      location: { street1: null, street2: null, city: oneLine(2), region: null, postalCode: '00123', country: null },
      compensation: { kind: 'range', min: 123_456, max: 7_890_000, currency: every(2) ? 'EUR' : 'JPY', period: 'month' },
      tags: every(3) ? [`tag ${count}`, 'a, b'] : [],
    },
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
  const of = (name: string) => orNull(unguarded(row[name]));
  return {
    ...Object.fromEntries(plainFields.map((name) => [name, of(name)])),
    id: of('id'),
    company: of('company'),
    stage: of('stage'),
    city: of('city'),
    postalCode: of('postalCode'),
    payMin: of('payMin'),
    payCurrency: of('payCurrency'),
    tags: of('tags'),
  };
}

async function keptIn(visitor: Visitor, groupId: string): Promise<Kept[]> {
  const kept: Kept[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await visitor.call(listApplications, { query: { groupId, limit: 200, ...(cursor && { cursor }) } });
    for (const { id } of body.items) {
      const { body: one } = await visitor.call(getApplication, { params: { id } });
      kept.push(keptOf(one));
    }
    cursor = body.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return kept;
}

function keptOf(one: ApplicationView): Kept {
  const plain = plainFields.map((name) => [name, one[name] === null ? null : String(one[name])] as const);
  const { currency = null, min = null } = one.compensation ?? {};
  return {
    ...Object.fromEntries(plain),
    id: one.id,
    company: one.company.name,
    stage: one.stage.name,
    city: one.location?.city ?? null,
    postalCode: one.location?.postalCode ?? null,
    // Minor units: yen have none, euros have a hundred.
    payMin: min === null ? null : currency === 'JPY' ? String(min) : (min / 100).toFixed(2),
    payCurrency: currency,
    tags: orNull(one.tags.map((tag) => tag.replaceAll(',', '\\,')).join(', ')),
  };
}

const byId = (one: Kept, other: Kept) => String(one['id']).localeCompare(String(other['id']));
const byText = (one: object, other: object) => JSON.stringify(one).localeCompare(JSON.stringify(other));
