/** Fields of one line. An empty one is `null`. */
import type { ProfileFields } from '@sotto/domain';
import { Field, LineInput, classes } from '@sotto/ui';
import type { Autosave } from './autosave.ts';
import { texts } from './texts.ts';

export interface OfProfile {
  readonly saving: Autosave;
}

/** Fields that hold a text or nothing. */
type LineName = Exclude<
  { [Name in keyof ProfileFields]: ProfileFields[Name] extends string | null ? Name : never }[keyof ProfileFields],
  undefined
>;

export interface LineFieldProps extends OfProfile {
  readonly name: LineName;
  readonly type?: 'text' | 'email' | 'tel' | 'url';
  /** What the browser may offer for it. */
  readonly autoComplete?: string;
  readonly wide?: boolean;
}

const hints: Partial<Record<LineName, string>> = texts.hints;

export function LineField({ saving, name, type = 'text', autoComplete = 'off', wide = false }: LineFieldProps) {
  return (
    <Field label={texts.fields[name]} help={hints[name]} error={saving.errorOf(name)} className={classes(wide && 'wide')}>
      <LineInput
        type={type}
        autoComplete={autoComplete}
        value={saving.values[name] ?? ''}
        onChange={(event) => saving.change({ [name]: textOrNull(event.target.value) })}
      />
    </Field>
  );
}

const addressParts = [
  ['street1', 'address-line1', true],
  ['street2', 'address-line2', true],
  ['city', 'address-level2', false],
  ['region', 'address-level1', false],
  ['postalCode', 'postal-code', false],
  ['country', 'country-name', false],
] as const;

export function AddressFields({ saving }: OfProfile) {
  const { address } = saving.values;
  return (
    <div className="profile-fields">
      {addressParts.map(([part, autoComplete, wide]) => (
        <Field
          key={part}
          label={texts.fields[part]}
          error={saving.errorOf(`address.${part}`)}
          className={classes(wide && 'wide')}
        >
          <LineInput
            autoComplete={autoComplete}
            value={address?.[part] ?? ''}
            onChange={(event) => {
              const next = { ...address, [part]: textOrNull(event.target.value) };
              saving.change({ address: Object.values(next).every((one) => one == null) ? null : next });
            }}
          />
        </Field>
      ))}
    </div>
  );
}

export function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text;
}
