/** Values of every type of field, against whatever there may be. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fieldOfColumn,
  fieldTypes,
  customColumnName,
  readCustomValue,
  readWrittenValue,
  withCustomChanges,
  writeCustomValue,
  type CustomField,
  type CustomValue,
  type FieldType,
} from './custom-field.ts';

const ids = Array.from({ length: 8 }, (_, index) => `01990000-0000-7000-8000-${String(index).padStart(12, '0')}`);
const choices = ['Yes, gladly', 'Maybe', 'Zürich'].map((name, index) => ({ id: ids[index]!, name }));
const fieldOf = (type: FieldType): Pick<CustomField, 'type' | 'choices'> => ({ type, choices: type === 'choice' ? choices : [] });

/** A value that fits, as the field keeps it. */
const fitting: Readonly<Record<FieldType, fc.Arbitrary<CustomValue>>> = {
  text: fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
    .filter((text) => text === text.trim() && text.isWellFormed()),
  number: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
  date: fc
    .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
  choice: fc.constantFrom(...choices.map(({ id }) => id)),
  link: fc.webUrl({ withQueryParameters: true }),
  yes_no: fc.boolean(),
};
const anyType = fc.constantFrom(...fieldTypes);
const anyFitting = anyType.chain((type) => fitting[type].map((value) => ({ field: fieldOf(type), value })));
const anything: fc.Arbitrary<CustomValue> = fc.oneof(fc.string(), fc.double(), fc.boolean(), ...Object.values(fitting));

describe('a value of a field', () => {
  test('that fits is kept as it is, for every type', () => {
    fc.assert(
      fc.property(anyFitting, ({ field, value }) => void expect(readCustomValue(field, value)).toEqual({ ok: true, value })),
    );
  });

  test('written into a file is read back the same, for every type', () => {
    fc.assert(
      fc.property(anyFitting, ({ field, value }) => {
        expect(readWrittenValue(field, writeCustomValue(field, value))).toEqual({ ok: true, value });
      }),
    );
  });

  test('of whatever kind is kept in the form of its field or refused with a sentence', () => {
    fc.assert(
      fc.property(anyType, anything, (type, value) => {
        const read = readCustomValue(fieldOf(type), value);
        if (!read.ok) return void expect(read.error).toMatch(/\w+ \w+/);
        // Kept once, it stays as it is.
        expect(readCustomValue(fieldOf(type), read.value)).toEqual(read);
        expect(typeof read.value).toBe(type === 'number' ? 'number' : type === 'yes_no' ? 'boolean' : 'string');
      }),
    );
  });

  test('from a cell of whatever text is a value or a sentence, and never a link a browser would run', () => {
    fc.assert(
      fc.property(
        anyType,
        fc.oneof(fc.string(), fc.constantFrom('javascript:alert(1)', 'data:text/html,x', '1e999', 'NaN')),
        (type, cell) => {
          const read = readWrittenValue(fieldOf(type), cell);
          if (!read.ok) return void expect(read.error).toMatch(/\w+ \w+/);
          if (type === 'link') expect(read.value).toMatch(/^https?:/i);
          if (type === 'number') expect(Number.isFinite(read.value)).toBe(true);
        },
      ),
    );
  });

  test.for([
    ['choice', 'zurich', choices[2]!.id],
    ['number', '1,234.5', 1234.5],
    ['yes_no', 'Ja', true],
    ['yes_no', 'FALSE', false],
    ['link', 'acme.com/jobs', 'https://acme.com/jobs'],
  ] as const)('of type %s is read from "%s"', ([type, cell, value]) => {
    expect(readWrittenValue(fieldOf(type), cell)).toEqual({ ok: true, value });
  });

  test.for([
    ['number', '1,5'],
    ['date', '2026-02-30'],
    ['choice', 'Basel'],
    ['link', 'javascript:alert(1)'],
    ['yes_no', 'perhaps'],
    ['text', ' '],
  ] as const)('of type %s is not read from "%s"', ([type, cell]) => {
    expect(readWrittenValue(fieldOf(type), cell).ok).toBe(false);
  });
});

describe('changes of values', () => {
  const types = new Map(fieldTypes.map((type, index) => [ids[index]!, type]));
  const typeOf = (id: string) => types.get(id);

  test('set and clear what they name and leave the rest', () => {
    const anyChanges = fc.dictionary(fc.constantFrom(...types.keys()), fc.option(anything, { nil: null }));
    fc.assert(
      fc.property(anyChanges, anyChanges, (before, changes) => {
        const values = Object.fromEntries(
          Object.entries(before).filter((entry): entry is [string, CustomValue] => entry[1] !== null),
        );
        const next = withCustomChanges(values, changes, (id) => fieldOf(typeOf(id)!));
        if (!next.ok) return void expect(Object.keys(changes)).toContain(next.error.fieldId);
        for (const id of types.keys()) {
          if (!Object.hasOwn(changes, id)) expect(next.value[id]).toEqual(values[id]);
          else if (changes[id] === null) expect(Object.hasOwn(next.value, id)).toBe(false);
          else expect(next.value[id]).toBeDefined();
        }
      }),
    );
  });

  test('to a field that is gone are refused, and clearing one is not', () => {
    expect(withCustomChanges({}, { [ids[0]!]: 'x' }, () => undefined)).toMatchObject({ ok: false, error: { fieldId: ids[0] } });
    expect(withCustomChanges({ [ids[0]!]: 'x' }, { [ids[0]!]: null }, () => undefined)).toEqual({ ok: true, value: {} });
  });
});

test('the column of a field leads back to it, and no column of ours is taken for one', () => {
  expect(fieldOfColumn(customColumnName(ids[0]!))).toBe(ids[0]);
  expect(['title', 'field.', 'field.x', ids[0]!].map(fieldOfColumn)).toEqual([null, null, null, null]);
});
