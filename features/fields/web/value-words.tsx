/** Values as people read and type them. */
import type { CustomValue } from '@sotto/domain';
import type { Format } from '@sotto/features/settings/web';
import type { ReactNode } from 'react';
import type { FieldView } from '../api.ts';
import { texts } from './texts.ts';

type FieldOfType = Pick<FieldView, 'type' | 'choices'>;

/** A value on one line; empty for nothing and for a choice that is gone. */
export function valueInWords({ type, choices }: FieldOfType, value: CustomValue | undefined, format: Format): string {
  if (value === undefined) return '';
  if (type === 'choice') return choices.find(({ id }) => id === value)?.name ?? '';
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (typeof value === 'number') return format.number(value);
  return type === 'date' ? format.day(value) : value;
}

/** A value as a list or a panel shows it; a link leads where it says. */
export function valueShown(field: FieldOfType, value: CustomValue | undefined, format: Format): ReactNode {
  if (field.type !== 'link' || typeof value !== 'string') return valueInWords(field, value, format);
  return (
    <a href={value} target="_blank" rel="noreferrer" tabIndex={-1}>
      {URL.parse(value)?.host ?? value}
    </a>
  );
}

/** What may be chosen, by the name it is asked for; `null`: anything may be typed. */
export function labelsOf({ type, choices }: FieldOfType): readonly { value: string; label: string }[] | null {
  if (type === 'choice') return choices.map(({ id, name }) => ({ value: id, label: name }));
  if (type !== 'yes_no') return null;
  return [
    { value: 'yes', label: texts.yes },
    { value: 'no', label: texts.no },
  ];
}

export function inputTypeOf({ type }: FieldOfType): 'text' | 'number' | 'date' | 'url' {
  if (type === 'number' || type === 'date') return type;
  return type === 'link' ? 'url' : 'text';
}

/** What was typed or chosen, as the field keeps it; `null`: nothing. */
export function readTyped({ type }: FieldOfType, typed: string): CustomValue | null {
  const text = typed.trim();
  if (text === '') return null;
  if (type === 'yes_no') return text === 'yes';
  if (type !== 'number') return type === 'text' ? typed : text;
  return Number.isFinite(Number(text)) ? Number(text) : null;
}
