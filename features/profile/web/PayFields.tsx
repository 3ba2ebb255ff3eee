/** What one asks for: an amount, its currency, per what. An amount that cannot be read stays in its field and says so. */
import { type ExpectedPay, minorUnitsToDecimal, payPeriods } from '@sotto/domain';
import { useSettings } from '@sotto/features/settings/web';
import { Field, TextInput } from '@sotto/ui';
import { Select } from '@sotto/ui/choice';
import { useState } from 'react';
import { minorUnitsIn } from './amount.ts';
import type { OfProfile } from './fields.tsx';
import { texts } from './texts.ts';

const periods = payPeriods.map((value) => ({ value, label: texts.periods[value] }));
const currencyNames = new Intl.DisplayNames('en', { type: 'currency' });
const currencies = Intl.supportedValuesOf('currency').map((value) => ({
  value,
  label: value,
  end: currencyNames.of(value) ?? '',
}));

export function PayFields({ saving }: OfProfile) {
  const pay = saving.values.expectedPay;
  const proposed = useSettings()?.currency ?? 'EUR';
  const [currency, setCurrency] = useState(pay?.currency);
  const [period, setPeriod] = useState<ExpectedPay['period']>(pay?.period ?? 'year');
  const [amount, setAmount] = useState(pay ? minorUnitsToDecimal(pay.amount, pay.currency).replace(/\.0+$/, '') : '');
  const unit = currency ?? proposed;
  const isUnreadable = amount.trim() !== '' && minorUnitsIn(amount, unit) === null;

  function say(next: { amount?: string; currency?: string; period?: ExpectedPay['period'] }) {
    const all = { amount, currency: unit, period, ...next };
    setAmount(all.amount);
    setCurrency(all.currency);
    setPeriod(all.period);
    const minor = minorUnitsIn(all.amount, all.currency);
    saving.change({ expectedPay: minor === null ? null : { ...all, amount: minor } });
  }

  return (
    <div className="profile-fields">
      <Field label={texts.amount} error={isUnreadable ? texts.unreadableAmount : saving.errorOf('expectedPay.amount')}>
        <TextInput inputMode="decimal" value={amount} onChange={(event) => say({ amount: event.target.value })} />
      </Field>
      <Field label={texts.currency} error={saving.errorOf('expectedPay.currency')}>
        <Select value={unit} onChange={(chosen) => say({ currency: chosen })} options={currencies} />
      </Field>
      <Field label={texts.period}>
        <Select value={period} onChange={(chosen) => say({ period: chosen })} options={periods} />
      </Field>
    </div>
  );
}
