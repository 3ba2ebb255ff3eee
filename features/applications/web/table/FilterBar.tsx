/** What narrows the table: conditions that must all hold, each a chip, and a small form for one more. */
import {
  type AnyColumnName,
  type Column,
  type Condition,
  type CustomColumns,
  type Operation,
  columnNamed,
  fieldOfColumn,
  formatCondition,
  operationsFor,
  parseCondition,
} from '@sotto/domain';
import { type FieldView, labelsOf } from '@sotto/features/fields/web';
import { useFormat } from '@sotto/features/settings/web';
import type { DressedStage } from '@sotto/features/stages/web';
import { Button, Field, NativeSelect, Popover, TextInput } from '@sotto/ui';
import { ListFilter, X } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { choiceInWords } from '../fields/choice-words.ts';
import { filterColumns, tableTexts } from './texts.ts';

export interface FilterBarProps {
  readonly filter: readonly string[];
  readonly stages: readonly DressedStage[];
  readonly fields: readonly FieldView[];
  /** What the fields add to the columns. */
  readonly custom: CustomColumns;
  readonly onChange: (filter: readonly string[]) => void;
}

/** What a value may be and is called, of columns that leave a choice. */
type Knowing = Pick<FilterBarProps, 'stages' | 'fields' | 'custom'>;

export function FilterBar({ filter, stages, fields, custom, onChange }: FilterBarProps) {
  return (
    <>
      {filter.map((condition, index) => (
        <ConditionChip
          key={condition}
          condition={condition}
          stages={stages}
          fields={fields}
          custom={custom}
          onRemove={() => onChange(filter.toSpliced(index, 1))}
        />
      ))}
      <Popover
        label={tableTexts.addFilter}
        trigger={(props) => (
          <button type="button" className="chip" {...props}>
            <ListFilter className="icon small" aria-hidden />
            {tableTexts.filter}
          </button>
        )}
      >
        {(close) => (
          <ConditionForm
            stages={stages}
            fields={fields}
            custom={custom}
            onAdd={(condition) => {
              onChange([...filter.filter((one) => one !== condition), condition]);
              close();
            }}
          />
        )}
      </Popover>
    </>
  );
}

interface ConditionChipProps extends Knowing {
  readonly condition: string;
  readonly onRemove: () => void;
}

function ConditionChip({ condition, stages, fields, custom, onRemove }: ConditionChipProps) {
  const format = useFormat();
  const parsed = parseCondition(condition, custom);
  if (!parsed.ok) return <GoneChip onRemove={onRemove} />;
  const { column, operation, values, wanted } = parsed.value;
  const name = offeredIn(fields).find((one) => one.name === column)?.label ?? column;
  const choices = choicesOf(column, { stages, fields, custom });
  const { type } = columnNamed(column, custom);
  const inWords = (value: string) => {
    if (type === 'date' || type === 'instant') return format.day(value);
    return choices?.find((choice) => choice.value === value)?.label ?? value;
  };
  const does = operation === 'empty' && !wanted ? tableTexts.notEmpty : tableTexts.operations[operation];
  return (
    <button type="button" className="chip on" aria-label={tableTexts.removeFilter(name)} onClick={onRemove}>
      {name} {does} <b>{values.map(inWords).join(', ')}</b>
      <X className="icon small" aria-hidden />
    </button>
  );
}

/** Asks of a field that has been deleted: it narrows nothing. */
function GoneChip({ onRemove }: { readonly onRemove: () => void }) {
  return (
    <button type="button" className="chip" aria-label={tableTexts.removeFilter(tableTexts.gone)} onClick={onRemove}>
      {tableTexts.gone}
      <X className="icon small" aria-hidden />
    </button>
  );
}

interface Offered {
  readonly name: AnyColumnName;
  readonly label: string;
}

// Safe: the keys of a const object literal are exactly its names.
const ours = Object.entries(filterColumns).map(([name, label]) => ({ name, label })) as readonly Offered[];

function offeredIn(fields: readonly FieldView[]): readonly Offered[] {
  return [...ours, ...fields.map(({ id, name }): Offered => ({ name: `field.${id}`, label: name }))];
}

function ConditionForm({ stages, fields, custom, onAdd }: Knowing & { readonly onAdd: (condition: string) => void }) {
  const offered = offeredIn(fields);
  const [column, setColumn] = useState<AnyColumnName>('stage');
  const [operation, setOperation] = useState<Operation | 'not-empty'>('is');
  const [value, setValue] = useState('');
  const choices = choicesOf(column, { stages, fields, custom });
  const asksValue = operation !== 'empty' && operation !== 'not-empty';
  const shown = value === '' ? (choices?.[0]?.value ?? '') : value;

  function add(event: SubmitEvent): void {
    event.preventDefault();
    const condition: Condition = asksValue
      ? { column, operation, values: [column === 'pay' ? String(Number(shown) * 100) : shown], wanted: true }
      : { column, operation: 'empty', values: [], wanted: operation === 'empty' };
    if (asksValue && shown.trim() === '') return;
    onAdd(formatCondition(condition));
  }
  return (
    <form className="condition-form" onSubmit={add}>
      <Field label={tableTexts.column}>
        <NativeSelect
          value={column}
          onChange={(next) => {
            setColumn(offered.find(({ name }) => name === next)?.name ?? 'stage');
            setOperation('is');
            setValue('');
          }}
        >
          {offered.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <NativeSelect label={tableTexts.operation} value={operation} onChange={(next) => setOperation(operationNamed(next))}>
        {operationsFor(column, custom)
          .filter((one) => one !== 'in')
          .map((one) => (
            <option key={one} value={one}>
              {tableTexts.operations[one]}
            </option>
          ))}
        {operationsFor(column, custom).includes('empty') && <option value="not-empty">{tableTexts.notEmpty}</option>}
      </NativeSelect>
      {asksValue &&
        (choices ? (
          <ChoiceOf choices={choices} value={shown} onChange={setValue} />
        ) : (
          <TextInput
            aria-label={tableTexts.value}
            type={inputTypeOf(columnNamed(column, custom))}
            step="any"
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        ))}
      <Button type="submit" look="primary">
        {tableTexts.apply}
      </Button>
    </form>
  );
}

interface ValueChoice {
  readonly value: string;
  readonly label: string;
}

function ChoiceOf({
  choices,
  value,
  onChange,
}: {
  readonly choices: readonly ValueChoice[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <NativeSelect label={tableTexts.value} value={value} onChange={onChange}>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </NativeSelect>
  );
}

/** What a column may hold, where that is a list; `null`: anything. */
function choicesOf(column: AnyColumnName, { stages, fields, custom }: Knowing): readonly ValueChoice[] | null {
  if (column === 'stage') return stages.map(({ id, name }) => ({ value: id, label: name }));
  const field = fields.find(({ id }) => id === fieldOfColumn(column));
  if (field) return labelsOf(field);
  const known = columnNamed(column, custom);
  return known.type === 'choice' ? known.choices.map((value) => ({ value, label: choiceInWords[value] ?? value })) : null;
}

function inputTypeOf({ type }: Column): 'date' | 'number' | 'text' {
  if (type === 'date' || type === 'instant') return 'date';
  return type === 'number' ? 'number' : 'text';
}

function operationNamed(text: string): Operation | 'not-empty' {
  return text === 'not-empty' ? text : ((Object.keys(tableTexts.operations) as Operation[]).find((one) => one === text) ?? 'is');
}
