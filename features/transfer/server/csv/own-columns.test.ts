import { readFileSync } from 'node:fs';
import {
  Application,
  Snapshot,
  applicationFields,
  employmentTypes,
  methods,
  outcomes,
  payPeriods,
  priorities,
  sources,
  stageChangers,
  stageKinds,
  workModes,
} from '@sotto/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFile } from '../reading/file.ts';
import { type ExportedApplication, ownHeader, ownLine, readOwnRow } from './own-columns.ts';
import { csvLine } from './write.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  fc.constantFrom('=1+1', "'=x", '"', 'a,b', 'a\r\nb', '\r', '＝cmd', '\\,', ' x ', '@', '\0'),
);
const prose = hostile.map((text) => text.toWellFormed());
const line = prose.map((text) => text.trim()).filter((text) => text !== '');
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const instant = fc.integer({ min: 0, max: 2_000_000_000_000 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const url = fc.constantFrom('https://acme.example/jobs/1?a="b",c', 'http://x.example/');

const pay = fc
  .record({
    kind: fc.constantFrom('range' as const, 'exact' as const),
    min: maybe(fc.integer({ min: 0, max: 500 })),
    max: maybe(fc.integer({ min: 500, max: 1_000_000_000_000 })),
    currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
    period: maybe(fc.constantFrom(...payPeriods)),
    basis: maybe(fc.constantFrom('gross' as const, 'net' as const)),
    hoursPerWeek: maybe(fc.constantFrom(0, 19.5, 40)),
    negotiable: maybe(fc.boolean()),
    bonus: maybe(prose),
    equity: maybe(prose),
    notes: maybe(prose),
  })
  .map((one) => (one.kind === 'exact' ? { ...one, max: null } : one));

const content = fc.record({
  rank: fc.constantFrom('a0', 'a1V'),
  title: line,
  priority: maybe(fc.constantFrom(...priorities)),
  excitement: maybe(fc.integer({ min: 1, max: 5 })),
  appliedOn: maybe(day),
  method: maybe(fc.constantFrom(...methods)),
  source: maybe(fc.constantFrom(...sources)),
  sourceDetail: maybe(line),
  url: maybe(url),
  externalJobId: maybe(line),
  portalUrl: maybe(url),
  referenceNumber: maybe(line),
  workMode: maybe(fc.constantFrom(...workModes)),
  employmentType: maybe(fc.constantFrom(...employmentTypes)),
  seniority: maybe(line),
  location: maybe(
    fc.record({
      street1: maybe(line),
      street2: maybe(line),
      city: line,
      region: maybe(line),
      postalCode: maybe(line),
      country: maybe(line),
    }),
  ),
  compensation: maybe(pay),
  compensationAsked: maybe(pay),
  compensationOffered: maybe(pay),
  postedOn: maybe(day),
  closesOn: maybe(day),
  nextAction: maybe(fc.record({ text: line, dueOn: maybe(day) })),
  tags: fc.uniqueArray(fc.constantFrom('a', 'b,c', 'd\\e', 'f, g\\', '=h', 'ü'), { maxLength: 4 }),
  outcome: maybe(fc.constantFrom(...outcomes)),
  outcomeReason: maybe(prose),
  description: maybe(prose),
  responsibilities: maybe(prose),
  benefits: maybe(prose),
  notes: maybe(prose),
});

const exported: fc.Arbitrary<ExportedApplication> = fc.record({
  id: fc.uuid({ version: 7 }),
  createdAt: instant,
  updatedAt: instant,
  company: line,
  stage: fc.record({ name: line, kind: fc.constantFrom(...stageKinds) }),
  content,
  history: fc.array(
    fc.record({
      stage: line,
      kind: fc.constantFrom(...stageKinds),
      at: instant,
      on: maybe(day),
      by: fc.constantFrom(...stageChangers),
      note: maybe(prose),
      appliedOn: maybe(day),
      voidedAt: maybe(instant),
    }),
    { maxLength: 3 },
  ),
  snapshot: maybe(
    fc.record({
      capturedAt: instant,
      url: maybe(url),
      text: prose,
      sha256: fc.constant('0'.repeat(64)),
      by: fc.constantFrom('paste' as const),
    }),
  ),
});

const file = (applications: readonly ExportedApplication[]) => csvLine(ownHeader) + applications.map(ownLine).join('');
async function readBack(text: string) {
  const read = await readFile(new TextEncoder().encode(text), 'text/csv');
  if (!read.ok) throw new Error(read.error.reason);
  return read.value[0]!;
}

describe('our own CSV', () => {
  test('read back says exactly what was written, whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(exported, { minLength: 1, maxLength: 4 }), async (applications) => {
        const back = await readBack(file(applications));
        expect(back.format?.name).toBe('sotto');
        const rows = back.table.rows.map(({ cells }) => readOwnRow(cells));
        expect(rows).toMatchObject(
          applications.map(({ id, company, stage, snapshot }) => ({
            id,
            company,
            stage,
            snapshot: snapshot && { text: snapshot.text, url: snapshot.url, capturedAt: snapshot.capturedAt },
          })),
        );
        expect(rows.map((row) => (typeof row === 'string' ? row : row.values))).toEqual(
          applications.map(({ content: { rank: _, ...values } }) => values),
        );
        expect(rows.map((row) => (typeof row === 'string' ? row : row.history.length))).toEqual(
          applications.map(({ history }) => history.length),
        );
      }),
      { numRuns: 200 },
    );
  });

  test('holds a column for every field an application has', () => {
    const nested = new Set(['location', 'compensation', 'compensationAsked', 'compensationOffered']);
    expect(ownHeader).toEqual(expect.arrayContaining(Object.keys(applicationFields).filter((name) => !nested.has(name))));
    expect(new Set(ownHeader).size).toBe(ownHeader.length);
    expect(Object.keys(Snapshot.shape)).toHaveLength(5);
    expect(Object.keys(Application.shape).toSorted()).toEqual(
      [
        ...Object.keys(applicationFields),
        // Columns behind ours, since each person has their own.
        'custom',
        'groupId',
        'companyId',
        'stageId',
        'stageSince',
        'rank',
        'longTexts',
        'canonicalUrl',
        'snapshot',
        'importRef',
        'createdFrom',
      ].toSorted(),
    );
  });

  test('is described column by column', () => {
    const text = readFileSync(new URL('../../../../docs/transfer.md', import.meta.url), 'utf8');
    expect(ownHeader.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    expect(text).not.toContain('`planted`');
  });

  test('with a cell that someone broke is refused for that row alone', async () => {
    const [good] = fc.sample(exported, 1);
    const broken = file([
      { ...good!, content: { ...good!.content, source: 'nowhere' as never } },
      { ...good!, history: [] },
    ]);
    const rows = (await readBack(broken)).table.rows.map(({ cells }) => readOwnRow(cells));
    expect(rows[0]).toMatch(/^source: /);
    expect(rows[1]).toMatchObject({ id: good!.id });
  });
});
