/**
 * Choosing one of many: a list, or a text with suggestions. A door of its own (`@sotto/ui/choice`), because what it
 * stands on is heavy: import it from views that load on demand, never from the board.
 */
import './field.css';
import './floating/floating.css';
import './stage.css';
import { Autocomplete } from '@base-ui/react/autocomplete';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Select as BaseSelect } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { classes } from './classes.ts';
import { useFieldProps } from './Field.tsx';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  /** A few faint words at the end. */
  readonly end?: string;
}

export interface SelectProps<Value extends string> {
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** Its name where no `Field` gives one. */
  readonly label?: string;
  readonly disabled?: boolean;
  readonly className?: string;
}

/** One of a list. Inside a `Field`, or with a `label` of its own. */
export function Select<Value extends string>({
  options,
  value,
  onChange,
  label,
  disabled = false,
  className,
}: SelectProps<Value>) {
  const items = options.map((option) => ({ value: option.value, label: option.label }));
  return (
    <CSPProvider disableStyleElements>
      <BaseSelect.Root
        items={items}
        value={value}
        onValueChange={(next) => next !== null && onChange(next)}
        disabled={disabled}
        modal={false}
      >
        <BaseSelect.Trigger {...useFieldProps()} aria-label={label} className={classes('input', 'picker', className)}>
          <span className="clip">
            <BaseSelect.Value />
          </span>
          <ChevronDown className="icon small" aria-hidden />
        </BaseSelect.Trigger>
        <BaseSelect.Portal>
          <BaseSelect.Positioner className="positioner" alignItemWithTrigger={false} sideOffset={4} collisionPadding={8}>
            <BaseSelect.Popup className="menu">
              {options.map((option) => (
                <BaseSelect.Item key={option.value} value={option.value}>
                  <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
                  {option.end !== undefined && <span className="end">{option.end}</span>}
                  <BaseSelect.ItemIndicator className="chosen">
                    <Check className="icon small" aria-hidden />
                  </BaseSelect.ItemIndicator>
                </BaseSelect.Item>
              ))}
            </BaseSelect.Popup>
          </BaseSelect.Positioner>
        </BaseSelect.Portal>
      </BaseSelect.Root>
    </CSPProvider>
  );
}

export interface ComboboxProps {
  readonly value: string;
  /** `isTaken`: it was taken from the suggestions, not typed. */
  readonly onChange: (value: string, isTaken: boolean) => void;
  /** What is offered for the present text, already narrowed by the caller unless `narrow`. */
  readonly suggestions: readonly { readonly value: string; readonly end?: string }[];
  /** Narrow the suggestions here, by what they contain. */
  readonly narrow?: boolean;
  readonly label?: string;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  readonly onBlur?: () => void;
}

/** A text that may be anything, with suggestions of what it could be. */
export function Combobox({ value, onChange, suggestions, narrow = false, label, placeholder, autoFocus, onBlur }: ComboboxProps) {
  const [open, setOpen] = useState(false);
  return (
    <CSPProvider disableStyleElements>
      <Autocomplete.Root
        // While its list is open the rest of the page is hidden from screen readers; a list of nothing must not do that.
        open={open && suggestions.length > 0}
        onOpenChange={setOpen}
        items={suggestions.map((one) => one.value)}
        value={value}
        onValueChange={(text, { reason }) => onChange(text, reason === 'item-press')}
        mode={narrow ? 'list' : 'none'}
      >
        <Autocomplete.Input
          {...useFieldProps()}
          className="input"
          aria-label={label}
          placeholder={placeholder}
          autoFocus={autoFocus}
          onBlur={onBlur}
          autoComplete="off"
        />
        <Autocomplete.Portal>
          <Autocomplete.Positioner className="positioner" sideOffset={4} collisionPadding={8}>
            <Autocomplete.Popup className="menu">
              <Autocomplete.List>
                {(item: string) => (
                  <Autocomplete.Item key={item} value={item}>
                    {item}
                    <span className="end">{suggestions.find((one) => one.value === item)?.end}</span>
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
    </CSPProvider>
  );
}
