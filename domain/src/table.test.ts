/** Columns, filters and orders against a plain model: every row asked one by one, every order by sorting again. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blankApplication, employmentTypes, sources, workModes, type Application } from './application.ts';
import { yearlyAmount } from './yearly-pay.ts';
import { columnNamed, columnNames, type AnyColumnName, type TableRow } from './column.ts';
import { customColumnName, customColumns, type CustomField, type CustomValues } from './custom-field.ts';
import { companySizes, newCompany } from './company.ts';
import { dateOf } from './calendar-date.ts';
import { formatCondition, operationsFor, parseCondition, rowFilter, type Condition } from './filter.ts';
import { firstGroup } from './group.ts';
import { compareKeys, formatSort, parseSort, positionAfter, sortKey, sortRows, type SortStep } from './sort.ts';
import { firstStages } from './stage.ts';

const zone = 'America/New_York';
const stages = firstStages();
const group = firstGroup('2026-01-01');
const ids = Array.from({ length: 60 }, (_, index) => `01990000-0000-7000-8000-${String(index).padStart(12, '0')}`);

const choiceIds = ids.slice(50, 53);
const fieldOf = (id: string, type: CustomField['type'], choices: CustomField['choices'] = []) => ({
  id,
  parentId: null,
  revision: 1,
  createdAt: 0,
  updatedAt: 0,
  readOnly: false,
  content: { name: id, type, choices, rank: 'a0', importRef: null, createdFrom: null },
});
const fields = [
  fieldOf(ids[40]!, 'text'),
  fieldOf(ids[41]!, 'number'),
  fieldOf(ids[42]!, 'date'),
  fieldOf(
    ids[43]!,
    'choice',
    choiceIds.map((id, index) => ({ id, name: `choice ${index}` })),
  ),
  fieldOf(ids[44]!, 'yes_no'),
];
const custom = customColumns(fields);
const allNames: readonly AnyColumnName[] = [...columnNames, ...fields.map(({ id }) => customColumnName(id))];

const blank: Application = {
  ...blankApplication,
  groupId: ids[0]!,
  companyId: ids[1]!,
  stageId: ids[2]!,
  stageSince: 0,
  rank: 'a0',
  title: 'x',
  importRef: null,
  createdFrom: null,
};

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 3 });
const anyDate = fc.integer({ min: 0, max: 20 }).map((day) => `2026-10-${String(day + 1).padStart(2, '0')}`);
const anyInstant = fc.integer({ min: Date.parse('2026-10-01'), max: Date.parse('2026-10-21') });
const anyWord = fc.constantFrom('Acme', 'ACME', 'Zürich', 'zurich', 'a, b', 'x\\y', 'Ärzte', 'beta: 2');

const anyCustom = fc
  .record(
    {
      [ids[40]!]: anyWord,
      [ids[41]!]: fc.integer({ min: 0, max: 9 }),
      [ids[42]!]: anyDate,
      [ids[43]!]: fc.constantFrom(...choiceIds),
      [ids[44]!]: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  // Safe: a key that is not drawn is left out.
  .map((values) => values as CustomValues);

const anyRow: fc.Arbitrary<Omit<TableRow, 'id'>> = fc
  .record({
    title: anyWord,
    company: anyWord,
    size: maybe(fc.constantFrom(...companySizes)),
    stage: fc.nat(stages.length - 1),
    rank: fc.constantFrom('a0', 'Zz', 'a1'),
    createdAt: anyInstant,
    appliedOn: maybe(anyDate),
    excitement: maybe(fc.integer({ min: 1, max: 5 })),
    source: maybe(fc.constantFrom(...sources)),
    workMode: maybe(fc.constantFrom(...workModes)),
    employmentType: maybe(fc.constantFrom(...employmentTypes)),
    city: maybe(anyWord),
    pay: maybe(fc.integer({ min: 1, max: 9 })),
    tags: fc.uniqueArray(anyWord, { maxLength: 3 }),
    dueOn: maybe(anyDate),
    custom: anyCustom,
  })
  .map(({ title, company, size, stage, createdAt, city, pay, dueOn, ...rest }) => ({
    createdAt,
    updatedAt: createdAt,
    company: { ...newCompany(company), size },
    stage: stages[stage]!,
    group,
    application: {
      ...blank,
      ...rest,
      title,
      stageId: ids[stage]!,
      stageSince: createdAt,
      location: city === null ? null : { city, country: 'CH' },
      compensation: pay === null ? null : { kind: 'exact', min: pay, currency: 'EUR', period: 'year' },
      nextAction: dueOn === null ? null : { text: 'call', dueOn },
    },
  }));
const anyTable: fc.Arbitrary<TableRow[]> = fc
  .array(anyRow, { maxLength: 40 })
  .map((rows) => rows.map((row, index) => ({ ...row, id: ids[index]! })));

/** A value that a condition on this column may name. */
function anyValue(name: AnyColumnName): fc.Arbitrary<string> {
  const column = columnNamed(name, custom);
  if (column.type === 'choice') return fc.constantFrom(...column.choices);
  if (column.type === 'date' || column.type === 'instant') return anyDate;
  if (column.type === 'number') return fc.integer({ min: 0, max: 9 }).map(String);
  if (column.type === 'ref') return fc.constantFrom(...ids.slice(0, 12));
  return anyWord;
}

const anyCondition: fc.Arbitrary<Condition> = fc.constantFrom(...allNames).chain((column) =>
  fc.constantFrom(...operationsFor(column, custom)).chain((operation): fc.Arbitrary<Condition> => {
    if (operation === 'empty') return fc.boolean().map((wanted) => ({ column, operation, values: [], wanted }));
    return fc
      .array(anyValue(column), { minLength: 1, maxLength: operation === 'in' ? 3 : 1 })
      .map((values) => ({ column, operation, values, wanted: true }));
  }),
);

const sortable = allNames.filter((name) => parseSort(name).ok);
const anySort: fc.Arbitrary<SortStep[]> = fc.uniqueArray(
  fc.record({ column: fc.constantFrom(...sortable), descending: fc.boolean() }),
  { minLength: 1, maxLength: 4, selector: ({ column }) => column },
);

describe('a filter', () => {
  test('survives being written and read, for every column, operation and value', () => {
    fc.assert(
      fc.property(
        anyCondition,
        (condition) => void expect(parseCondition(formatCondition(condition), custom)).toEqual({ ok: true, value: condition }),
      ),
    );
  });

  test('finds what the model finds, for any table and conditions', () => {
    fc.assert(
      fc.property(anyTable, fc.array(anyCondition, { maxLength: 3 }), (rows, conditions) => {
        const holds = rowFilter(conditions, zone, custom);
        expect(rows.filter(holds)).toEqual(rows.filter((row) => conditions.every((condition) => modelHolds(row, condition))));
      }),
    );
  });

  test('by "not" and by "is" parts the table in two, but for instants and numbers of one value as well', () => {
    fc.assert(
      fc.property(anyTable, anyCondition, (rows, condition) => {
        fc.pre(condition.operation === 'is');
        const is = rows.filter(rowFilter([condition], zone, custom));
        const not = rows.filter(rowFilter([{ ...condition, operation: 'not' }], zone, custom));
        expect(is.length + not.length).toBe(rows.length);
      }),
    );
  });

  test.for([
    '',
    'nonsense',
    'nothing:is:x',
    'title:from:a',
    'source:is:facebook',
    'appliedOn:from:2026-02-30',
    'pay:from:much',
    'tag:empty:maybe',
    'title:is:',
    'stage:empty',
    'constructor:is:x',
  ])('"%s" is refused with a sentence', (filter) => {
    expect(parseCondition(filter)).toMatchObject({ ok: false, error: expect.stringMatching(/\w+/) });
  });
});

/** What a condition means, said as plainly as possible. */
function modelHolds(row: TableRow, { column, operation, values, wanted }: Condition): boolean {
  const held = modelValues(row, column);
  if (operation === 'empty') return (held.length === 0) === wanted;
  const same = (a: string) => values.some((b) => plain(a) === plain(b));
  const isNumber = columnNamed(column, custom).type === 'number';
  const compare = (a: string) => (isNumber ? Number(a) - Number(values[0]) : a < values[0]! ? -1 : Number(a > values[0]!));
  if (operation === 'not') return !held.some(same);
  if (operation === 'from') return held.some((a) => compare(a) >= 0);
  if (operation === 'to') return held.some((a) => compare(a) <= 0);
  return held.some(same);
}

function modelValues(row: TableRow, column: AnyColumnName): string[] {
  const { application, company, stage } = row;
  const location = application.location;
  const one: Partial<Record<AnyColumnName, unknown>> = {
    ...Object.fromEntries(fields.map(({ id }) => [customColumnName(id), application.custom[id]])),
    [customColumnName(ids[44]!)]: application.custom[ids[44]!] === undefined ? null : application.custom[ids[44]!] ? 'yes' : 'no',
    company: company.name,
    title: application.title,
    stage: application.stageId,
    stageKind: stage.kind,
    stageSince: dateOf(application.stageSince, zone),
    group: application.groupId,
    rank: application.rank,
    companyId: application.companyId,
    companySize: company.size,
    createdAt: dateOf(row.createdAt, zone),
    updatedAt: dateOf(row.updatedAt, zone),
    appliedOn: application.appliedOn,
    excitement: application.excitement,
    source: application.source,
    workMode: application.workMode,
    employmentType: application.employmentType,
    city: location?.city,
    country: location?.country,
    pay: yearlyAmount(application.compensation),
    currency: application.compensation?.currency,
    dueOn: application.nextAction?.dueOn,
    tag: application.tags,
    place: location === null ? [] : [location.city, location.country, `${location.city}, ${location.country}`],
  };
  const value = one[column] ?? [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

describe('an order', () => {
  test('survives being written and read', () => {
    fc.assert(fc.property(anySort, (steps) => void expect(parseSort(formatSort(steps))).toEqual({ ok: true, value: steps })));
  });

  test('is total: every row has one place, and sorting again in any order gives the same', () => {
    fc.assert(
      fc.property(anyTable, anySort, (rows, steps) => {
        const sorted = sortRows(rows, steps, custom);
        expect(sortRows(rows.toReversed(), steps, custom)).toEqual(sorted);
        for (let index = 1; index < sorted.length; index++)
          expect(
            compareKeys(sortKey(sorted[index - 1]!, steps, custom), sortKey(sorted[index]!, steps, custom), steps),
          ).toBeLessThan(0);
      }),
    );
  });

  test('puts absent values last, whichever way', () => {
    fc.assert(
      fc.property(
        anyTable,
        fc.constantFrom('appliedOn', '-appliedOn', 'pay', '-pay', 'source', '-source', 'place', '-place'),
        (rows, sort) => {
          const steps = parseSort(sort);
          if (!steps.ok) throw new Error(steps.error);
          const absent = sortRows(rows, steps.value).map((row) => sortKey(row, steps.value)[0] === null);
          expect(absent).toEqual(absent.toSorted((a, b) => Number(a) - Number(b)));
        },
      ),
    );
  });

  test('continues after a row that is gone or new ones that came, repeating nothing and leaving nothing out', () => {
    fc.assert(
      fc.property(anyTable, anySort, fc.integer({ min: 1, max: 7 }), fc.nat(), (rows, steps, limit, seed) => {
        const seen: TableRow[] = [];
        let present = rows.filter((_, index) => (index + seed) % 3 !== 0);
        const later = rows.filter((_, index) => (index + seed) % 3 === 0);
        for (;;) {
          const sorted = sortRows(present, steps, custom);
          const last = seen.at(-1);
          const page = sorted
            .slice(last === undefined ? 0 : positionAfter(sorted, { key: sortKey(last, steps, custom), steps, custom }))
            .slice(0, limit);
          if (page.length === 0) break;
          seen.push(...page);
          // Between two pages one row comes and the last one seen goes.
          present = [...present.filter((row) => row !== page.at(-1)), ...later.splice(0, 1)];
        }
        expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
        const always = rows.filter((_, index) => (index + seed) % 3 !== 0).map(({ id }) => id);
        expect(always.filter((id) => !seen.some((row) => row.id === id))).toEqual([]);
      }),
    );
  });

  test.for(['', 'nonsense', 'title,title', 'title,-title', 'tag', 'a,b,c', columnNames.slice(0, 6).join(',')])(
    '"%s" is refused with a sentence',
    (sort) => {
      expect(parseSort(sort)).toMatchObject({ ok: false, error: expect.stringMatching(/\w+/) });
    },
  );
});
