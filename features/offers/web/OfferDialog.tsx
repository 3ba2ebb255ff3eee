/** Notes an offer, or changes what was noted. */
import './offers.css';
import { Problem } from '@sotto/contract';
import { blankOffer, offerDecisions } from '@sotto/domain';
import { PayInput } from '@sotto/features/applications/web';
import { useFormat, useSettings } from '@sotto/features/settings/web';
import { Button, Dialog, DialogBody, DialogFoot, Field, NativeSelect, TextArea, TextInput } from '@sotto/ui';
import { notify } from '@sotto/ui/app';
import { type SubmitEvent, useState } from 'react';
import type { OfferView } from '../api.ts';
import { useCreateOffer, useDeleteOffer, usePatchOffer } from './queries.ts';
import { texts } from './texts.ts';

export type OfferDialogProps = { readonly onClose: () => void } & (
  | { readonly offer: OfferView }
  /** A new one of this application. */
  | { readonly offer: null; readonly applicationId: string }
);

type Fields = Omit<OfferView, 'id' | 'revision' | 'application' | 'createdAt' | 'updatedAt'>;
const numbers = [
  ['leaveDays', 0.5, 366],
  ['remoteDays', 0.5, 7],
  ['commuteMinutes', 1, 600],
] as const;

export function OfferDialog(props: OfferDialogProps) {
  const { offer, onClose } = props;
  const today = useFormat().today();
  const currency = useSettings()?.currency ?? 'EUR';
  const [fields, setFields] = useState<Fields>(() => fieldsOf(offer, today));
  const create = useCreateOffer();
  const patch = usePatchOffer();
  const remove = useDeleteOffer();
  const set = (part: Partial<Fields>) => setFields({ ...fields, ...part });
  const error = create.error ?? patch.error;
  const errorOf = (field: string) =>
    error instanceof Problem ? error.body.errors?.find((one) => one.field.startsWith(field))?.message : undefined;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const said = { ...fields, benefits: fields.benefits?.trim() || null, notes: fields.notes?.trim() || null };
    const done = (text: string) => ({
      onSuccess: () => {
        onClose();
        notify({ text });
      },
    });
    if (props.offer === null) create.mutate({ applicationId: props.applicationId, ...said }, done(texts.added));
    else patch.mutate({ id: props.offer.id, revision: props.offer.revision, before: props.offer, ...said }, done(texts.saved));
  }
  const day = (name: 'receivedOn' | 'respondBy' | 'startOn') => (
    <Field label={texts.fields[name]} error={errorOf(name)}>
      <TextInput
        type="date"
        value={fields[name] ?? ''}
        onChange={(event) => set({ [name]: event.target.value || (name === 'receivedOn' ? today : null) })}
      />
    </Field>
  );
  return (
    <Dialog open onClose={onClose} title={offer?.application.company.name ?? texts.add}>
      <form onSubmit={submit} noValidate>
        <DialogBody className="offer-form">
          <Field label={texts.fields.pay} className="whole" error={errorOf('pay')}>
            <PayInput value={fields.pay} onChange={(pay) => set({ pay })} currency={currency} />
          </Field>
          {day('respondBy')}
          {day('startOn')}
          {numbers.map(([name, step, max]) => (
            <Field key={name} label={texts.fields[name]} optional={texts.ifYouLike} error={errorOf(name)}>
              <TextInput
                type="number"
                min={0}
                max={max}
                step={step}
                inputMode="decimal"
                value={fields[name]?.toString() ?? ''}
                onChange={(event) => set({ [name]: event.target.value === '' ? null : Number(event.target.value) })}
              />
            </Field>
          ))}
          {day('receivedOn')}
          <Field label={texts.fields.decision}>
            <NativeSelect
              value={fields.decision ?? ''}
              onChange={(decision) => set({ decision: offerDecisions.find((one) => one === decision) ?? null })}
            >
              <option value="">{texts.undecided}</option>
              {offerDecisions.map((decision) => (
                <option key={decision} value={decision}>
                  {texts.decisions[decision]}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <Field label={texts.fields.benefits} optional={texts.ifYouLike} className="whole" error={errorOf('benefits')}>
            <TextArea rows={2} value={fields.benefits ?? ''} onChange={(event) => set({ benefits: event.target.value })} />
          </Field>
          <Field label={texts.fields.notes} optional={texts.ifYouLike} className="whole" error={errorOf('notes')}>
            <TextArea rows={3} value={fields.notes ?? ''} onChange={(event) => set({ notes: event.target.value })} />
          </Field>
        </DialogBody>
        <DialogFoot>
          {offer && (
            <Button look="quiet" onClick={() => remove.mutate(offer, { onSuccess: onClose })}>
              {texts.delete}
            </Button>
          )}
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button look="primary" type="submit" disabled={create.isPending || patch.isPending}>
            {texts.save}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function fieldsOf(offer: OfferView | null, today: string): Fields {
  if (offer === null) return { ...blankOffer, receivedOn: today };
  const { id: _, revision: __, application: ___, createdAt: ____, updatedAt: _____, ...fields } = offer;
  return fields;
}
