/** A label above, what is typed, and beneath it help or, in its place, an error that says what to do. */
import './field.css';
import {
  type ComponentProps,
  type ReactNode,
  createContext,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { classes } from './classes.ts';

interface FieldIds {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

const Around = createContext<FieldIds | null>(null);

export interface FieldProps {
  readonly label: ReactNode;
  /** A few words behind the label: `if known`. Never a star. */
  readonly optional?: string | undefined;
  readonly help?: ReactNode;
  /** Takes the place of help, in words that help. */
  readonly error?: ReactNode;
  /** `late`: probably mistaken, may stay so. @default 'danger' */
  readonly tone?: 'late' | 'danger' | undefined;
  readonly className?: string | undefined;
  /** One input of this kit; it takes its id and description from here. */
  readonly children: ReactNode;
}

export function Field({ label, optional, help, error, tone = 'danger', className, children }: FieldProps) {
  const id = useId();
  const wrong = error !== undefined && error !== null && error !== false && error !== '';
  const below = wrong ? error : help;
  const describedBy = below ? `${id}-hint` : undefined;
  const invalid = wrong && tone === 'danger';
  const ids = useMemo(() => ({ id, describedBy, invalid }), [id, describedBy, invalid]);
  return (
    <div className={classes('field', className)}>
      <label htmlFor={id}>
        {label}
        {optional !== undefined && <span className="optional"> {optional}</span>}
      </label>
      <Around value={ids}>{children}</Around>
      {below && (
        <span id={`${id}-hint`} className={classes('hint', wrong && tone)}>
          {below}
        </span>
      )}
    </div>
  );
}

/** What an input inside a `Field` must carry. Empty outside of one. */
export function useFieldProps(): { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: true } {
  const field = useContext(Around);
  if (!field) return {};
  return {
    id: field.id,
    ...(field.describedBy !== undefined && { 'aria-describedby': field.describedBy }),
    ...(field.invalid && { 'aria-invalid': true as const }),
  };
}

export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return <input type="text" autoComplete="off" {...useFieldProps()} {...rest} className={classes('input', className)} />;
}

export interface LineInputProps extends Omit<ComponentProps<'input'>, 'value' | 'defaultValue'> {
  readonly value: string;
}

/** A line that is kept without the blanks around it, while it is being typed: one at its end stays in sight, for what comes next. */
export function LineInput({ value, onChange, ...rest }: LineInputProps) {
  const [typed, setTyped] = useState(value);
  return (
    <TextInput
      {...rest}
      value={typed.trim() === value.trim() ? typed : value}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange?.(event);
      }}
    />
  );
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={4} {...useFieldProps()} {...rest} className={classes('input', className)} />;
}

export interface NativeSelectProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** `option` elements. */
  readonly children: ReactNode;
  /** Its name where no `Field` gives one. */
  readonly label?: string | undefined;
}

/** The browser's own list of choices: light, and best on a phone. */
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

export interface SearchInputProps extends Omit<ComponentProps<'input'>, 'children'> {
  readonly label: string;
  readonly icon: ReactNode;
  /** A hint behind the field, usually keys. */
  readonly hint?: ReactNode;
}

/** A search field with its icon; its name is its label. */
export function SearchInput({ label, icon, hint, className, ...rest }: SearchInputProps) {
  return (
    <label className={classes('search', className)}>
      {icon}
      <span className="hidden-name">{label}</span>
      <input type="search" placeholder={label} autoComplete="off" {...rest} />
      {hint}
    </label>
  );
}

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type'> {
  /** Words beside it; without them give `aria-label`. */
  readonly children?: ReactNode;
  /** Some of what it stands for, not all. */
  readonly some?: boolean | undefined;
  readonly round?: boolean | undefined;
}

export function Checkbox({ children, some = false, round, className, ...rest }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  // `indeterminate` is a property only; there is no attribute for it.
  useEffect(() => {
    if (box.current) box.current.indeterminate = some;
  }, [some]);
  const input = <input type="checkbox" {...rest} ref={box} className={classes('check', round && 'round', className)} />;
  return children === undefined ? (
    input
  ) : (
    <label className="checkline">
      {input}
      {children}
    </label>
  );
}

export function Switch({ className, ...rest }: Omit<ComponentProps<'input'>, 'type' | 'role'>) {
  // A checkbox says by itself whether it is checked.
  // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props
  return <input type="checkbox" role="switch" {...useFieldProps()} {...rest} className={classes('switch', className)} />;
}
