/** Pay: one amount or two, a currency, a period. What cannot be read stays in the field and says so. */
import './fields.css';
import { type Compensation, decimalsOf, minorUnitsToDecimal, payPeriods, toMinorUnits } from '@sotto/domain';
import { TextInput } from '@sotto/ui';
import { useState } from 'react';
import { choiceInWords } from './choice-words.ts';
import { fieldTexts } from './texts.ts';

export interface PayInputProps {
  readonly value: Compensation | null;
  readonly onChange: (value: Compensation | null) => void;
  /** Proposed where no currency is known. */
  readonly currency: string;
}

export function PayInput({ value, onChange, currency: proposed }: PayInputProps) {
  const currency = value?.currency ?? proposed;
  const shown = (minor: number | null | undefined) => (minor == null ? '' : withoutZeros(minorUnitsToDecimal(minor, currency)));
  const [from, setFrom] = useState(shown(value?.min));
  const [to, setTo] = useState(shown(value?.max));

  function change(next: { from?: string; to?: string; currency?: string; period?: Compensation['period'] }): void {
    const unit = (next.currency ?? currency).toUpperCase();
    const min = minorOf(next.from ?? from, unit);
    const max = minorOf(next.to ?? to, unit);
    const known = min !== null || max !== null;
    const period = next.period === undefined ? (value?.period ?? 'year') : next.period;
    if (unit.length !== 3) return;
    onChange(known ? { ...value, kind: max === null ? 'exact' : 'range', min, max, currency: unit, period } : null);
  }
  const unreadable = [from, to].some((text) => text.trim() !== '' && minorOf(text, currency) === null);
  return (
    <div className="pay-input">
      <TextInput
        inputMode="decimal"
        placeholder={fieldTexts.payFrom}
        value={from}
        onChange={(event) => {
          setFrom(event.target.value);
          change({ from: event.target.value });
        }}
      />
      <input
        className="input"
        inputMode="decimal"
        aria-label={fieldTexts.payTo}
        placeholder={fieldTexts.payTo}
        value={to}
        onChange={(event) => {
          setTo(event.target.value);
          change({ to: event.target.value });
        }}
      />
      <input
        className="input currency"
        aria-label={fieldTexts.currency}
        defaultValue={currency}
        maxLength={3}
        onChange={(event) => change({ currency: event.target.value })}
      />
      <select
        className="input"
        aria-label={fieldTexts.period}
        value={value?.period ?? 'year'}
        onChange={(event) => change({ period: payPeriods.find((one) => one === event.target.value) ?? null })}
      >
        {payPeriods.map((period) => (
          <option key={period} value={period}>
            {choiceInWords[period]}
          </option>
        ))}
      </select>
      {unreadable && <span className="hint late">{fieldTexts.unreadableAmount}</span>}
    </div>
  );
}

/** `118,000`, `118 000`, `118.000,50`, `118k`: minor units; `null` when empty or not an amount. */
export function minorOf(text: string, currency: string): number | null {
  const compact = text.trim();
  const thousands = /k$/i.test(compact);
  const plain = normalSeparators(compact.replace(/k$/i, '').replaceAll(/[\s'’_]/g, ''), decimalsOf(currency));
  if (!/^\d+(\.\d+)?$/.test(plain)) return null;
  return toMinorUnits(Number(plain) * (thousands ? 1_000 : 1), currency);
}

/** One point before the decimals and nothing else: the last of `.` and `,` divides decimals unless exactly three digits follow it. */
function normalSeparators(text: string, decimals: number): string {
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  const after = text.length - last - 1;
  if (last < 0) return text;
  const isDecimal = after > 0 && after !== 3 && after <= Math.max(decimals, 2);
  const whole = text.slice(0, last).replaceAll(/[.,]/g, '');
  return isDecimal ? `${whole}.${text.slice(last + 1)}` : whole + text.slice(last + 1);
}

function withoutZeros(decimal: string): string {
  return decimal.replace(/\.0+$/, '');
}
