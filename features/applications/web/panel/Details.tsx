/** Every field of an application; each saves by itself. */
import { CustomInputs, useFields } from '@sotto/features/fields/web';
import { useSettings } from '@sotto/features/settings/web';
import { Field, TextInput } from '@sotto/ui';
import type { ApplicationView } from '../../api.ts';
import { FieldInput } from '../fields/FieldInput.tsx';
import { type FieldName, sections } from '../fields/field-table.ts';
import { newTexts } from '../new/texts.ts';
import { type Autosave, ownWaiting } from './autosave.ts';
import { panelTexts } from './texts.ts';

const first: readonly FieldName[] = ['closesOn', 'url'];

export function Details({ application, saving }: { readonly application: ApplicationView; readonly saving: Autosave }) {
  const currency = useSettings()?.currency ?? 'EUR';
  const { waiting } = saving;
  const values = { ...application, ...waiting };
  const hasOwn = (useFields()?.length ?? 0) > 0;
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
    <div key={saving.drawn} className="details" onBlur={saving.flush}>
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
      {hasOwn && (
        <section aria-label={panelTexts.ownFields}>
          <div className="section-head">
            <h3>{panelTexts.ownFields}</h3>
          </div>
          <div className="fields">
            <CustomInputs
              values={{ ...application.custom, ...ownWaiting(waiting) }}
              onChange={(fieldId, value) => saving.change({ [`custom.${fieldId}`]: value })}
              errorOf={(fieldId) => saving.errorOf(`custom.${fieldId}`)}
            />
          </div>
        </section>
      )}
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
