/** Every field of an application; each saves by itself. */
import { useSettings } from '@sotto/features/settings/web';
import { Field, TextInput } from '@sotto/ui';
import type { ApplicationView } from '../../api.ts';
import { FieldInput } from '../fields/FieldInput.tsx';
import { type FieldName, sections } from '../fields/field-table.ts';
import { newTexts } from '../new/texts.ts';
import type { Autosave } from './autosave.ts';

const first: readonly FieldName[] = ['closesOn', 'url'];

export function Details({ application, saving }: { readonly application: ApplicationView; readonly saving: Autosave }) {
  const currency = useSettings()?.currency ?? 'EUR';
  const { waiting } = saving;
  const values = { ...application, ...waiting };
  const field = (name: FieldName) => (
    <FieldInput
      key={name}
      name={name}
      values={values}
      currency={currency}
      onChange={(changes) => saving.change(changes)}
      error={saving.errorOf(name)}
    />
  );
  return (
    <div className="details" onBlur={saving.flush}>
      <div className="fields">
        <Field label={newTexts.company} error={saving.errorOf('company')}>
          <TextInput
            defaultValue={waiting.company ?? application.company.name}
            onChange={(event) => event.target.value.trim() !== '' && saving.change({ company: event.target.value })}
          />
        </Field>
        <Field label={newTexts.jobTitle} error={saving.errorOf('title')}>
          <TextInput
            defaultValue={waiting.title ?? application.title}
            onChange={(event) => event.target.value.trim() !== '' && saving.change({ title: event.target.value })}
          />
        </Field>
        {first.map(field)}
      </div>
      {sections.map((section) => (
        <section key={section.id} aria-label={section.label}>
          <div className="section-head">
            <h3>{section.label}</h3>
          </div>
          <div className="fields">{section.fields.map(field)}</div>
        </section>
      ))}
    </div>
  );
}
