/** What narrows the table: conditions that must all hold, each a chip, and a small form for one more. */
import {
  type ColumnName,
  type Condition,
  type Operation,
  columns,
  formatCondition,
  operationsFor,
  parseCondition,
} from '@sotto/domain';
import { useFormat } from '@sotto/features/settings/web';
import type { DressedStage } from '@sotto/features/stages/web';
import { Button, Field, Popover, TextInput } from '@sotto/ui';
import { ListFilter, X } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { choiceInWords } from '../fields/field-table.ts';
import { NativeSelect } from '../fields/NativeSelect.tsx';
import { filterColumns, tableTexts } from './texts.ts';

export interface FilterBarProps {
  readonly filter: readonly string[];
  readonly stages: readonly DressedStage[];
  readonly onChange: (filter: readonly string[]) => void;
}

export function FilterBar({ filter, stages, onChange }: FilterBarProps) {
  return (
    <>
      {filter.map((condition, index) => (
        <ConditionChip
          key={condition}
          condition={condition}
          stages={stages}
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

interface ConditionChipProps {
  readonly condition: string;
  readonly stages: readonly DressedStage[];
  readonly onRemove: () => void;
}

function ConditionChip({ condition, stages, onRemove }: ConditionChipProps) {
  const format = useFormat();
  const parsed = parseCondition(condition);
  if (!parsed.ok) return null;
  const { column, operation, values, wanted } = parsed.value;
  const name = Object.entries(filterColumns).find(([known]) => known === column)?.[1] ?? column;
  const inWords = (value: string) => {
    if (column === 'stage') return stages.find((stage) => stage.id === value)?.name ?? value;
    if (columns[column].type === 'date' || columns[column].type === 'instant') return format.day(value);
    return choiceInWords[value] ?? value;
  };
  const does = operation === 'empty' && !wanted ? tableTexts.notEmpty : tableTexts.operations[operation];
  return (
    <button type="button" className="chip on" aria-label={tableTexts.removeFilter(name)} onClick={onRemove}>
      {name} {does} <b>{values.map(inWords).join(', ')}</b>
      <X className="icon small" aria-hidden />
    </button>
  );
}

const offered = Object.entries(filterColumns) as [keyof typeof filterColumns, string][];

function ConditionForm({
  stages,
  onAdd,
}: {
  readonly stages: readonly DressedStage[];
  readonly onAdd: (condition: string) => void;
}) {
  const [column, setColumn] = useState<ColumnName>('stage');
  const [operation, setOperation] = useState<Operation | 'not-empty'>('is');
  const [value, setValue] = useState('');
  const choices = choicesOf(column, stages);
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
            setColumn(offered.find(([name]) => name === next)?.[0] ?? 'stage');
            setOperation('is');
            setValue('');
          }}
        >
          {offered.map(([name, label]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <NativeSelect label={tableTexts.operation} value={operation} onChange={(next) => setOperation(operationNamed(next))}>
        {operationsFor(column)
          .filter((one) => one !== 'in')
          .map((one) => (
            <option key={one} value={one}>
              {tableTexts.operations[one]}
            </option>
          ))}
        {operationsFor(column).includes('empty') && <option value="not-empty">{tableTexts.notEmpty}</option>}
      </NativeSelect>
      {asksValue &&
        (choices ? (
          <ChoiceOf choices={choices} value={shown} onChange={setValue} />
        ) : (
          <TextInput
            aria-label={tableTexts.value}
            type={inputTypeOf(column)}
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
function choicesOf(column: ColumnName, stages: readonly DressedStage[]): ValueChoice[] | null {
  if (column === 'stage') return stages.map(({ id, name }) => ({ value: id, label: name }));
  const known = columns[column];
  return known.type === 'choice' ? known.choices.map((value) => ({ value, label: choiceInWords[value] ?? value })) : null;
}

function inputTypeOf(column: ColumnName): 'date' | 'number' | 'text' {
  const { type } = columns[column];
  if (type === 'date' || type === 'instant') return 'date';
  return type === 'number' ? 'number' : 'text';
}

function operationNamed(text: string): Operation | 'not-empty' {
  return text === 'not-empty' ? text : ((Object.keys(tableTexts.operations) as Operation[]).find((one) => one === text) ?? 'is');
}
