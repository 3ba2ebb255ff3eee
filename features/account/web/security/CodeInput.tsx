import { TextInput } from '@sotto/ui';

interface CodeInputProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Six digits; phones show the digits' keyboard and offer the code they know. Spaces may stand between them. */
export function CodeInput({ value, onChange }: CodeInputProps) {
  return (
    <TextInput
      className="code-input"
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={11}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      autoFocus
      required
    />
  );
}
