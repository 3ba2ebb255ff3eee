/** A password field that can be read while it is typed. Pasting and password managers work as in any other. */
import { Button, TextInput } from '@sotto/ui';
import { useState } from 'react';
import './account.css';
import { texts } from './texts.ts';

export interface PasswordInputProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** `current-password` fills in what is stored; `new-password` offers a new one. */
  readonly autoComplete: 'current-password' | 'new-password';
  readonly autoFocus?: boolean;
}

export function PasswordInput({ value, onChange, autoComplete, autoFocus = false }: PasswordInputProps) {
  const [shown, setShown] = useState(false);
  return (
    <span className="password">
      <TextInput
        type={shown ? 'text' : 'password'}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoComplete={autoComplete}
        autoFocus={autoFocus}
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <Button
        look="quiet"
        size="small"
        aria-pressed={shown}
        aria-label={shown ? `${texts.hidePassword} ${texts.password}` : `${texts.showPassword} ${texts.password}`}
        onClick={() => setShown(!shown)}
      >
        {shown ? texts.hidePassword : texts.showPassword}
      </Button>
    </span>
  );
}
