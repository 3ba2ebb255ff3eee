/** Notes a company one only has an eye on. Everything but the name is filled in where it opens. */
import { Problem } from '@sotto/contract';
import { Button, Dialog, DialogBody, DialogFoot, Field, TextInput } from '@sotto/ui';
import { navigate } from '@sotto/ui/app';
import { type SubmitEvent, useState } from 'react';
import { companyLinks } from './links.ts';
import { useCreateCompany } from './queries.ts';
import { texts } from './texts.ts';

export function NewCompanyDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [asked, setAsked] = useState(false);
  const create = useCreateCompany();
  function submit(event: SubmitEvent) {
    event.preventDefault();
    setAsked(true);
    if (name.trim() === '') return;
    create.mutate(name, {
      onSuccess: ({ id }) => {
        onClose();
        navigate(companyLinks.company(id));
      },
    });
  }
  const told = create.error instanceof Problem ? create.error.body.errors?.[0]?.message : undefined;
  return (
    <Dialog open onClose={onClose} title={texts.newCompany} narrow>
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <Field label={texts.name} error={asked && name.trim() === '' ? texts.nameNeeded : told}>
            <TextInput value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button look="primary" type="submit" disabled={create.isPending}>
            {texts.add}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
