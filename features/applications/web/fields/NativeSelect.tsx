import { useFieldProps } from '@sotto/ui';
import type { ReactNode } from 'react';

export interface NativeSelectProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** `option` elements. */
  readonly children: ReactNode;
  /** Its name where no `Field` gives one. */
  readonly label?: string;
}

/** The browser's own list of choices. */
export function NativeSelect({ value, onChange, children, label }: NativeSelectProps) {
  return (
    <select
      {...useFieldProps()}
      className="input"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {children}
    </select>
  );
}
