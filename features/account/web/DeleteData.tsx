import { Button, Dialog, DialogBody, DialogFoot, Field, Line, TextInput } from '@sotto/ui';
import { clearDrafts, notify, useApi } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteData } from '../api.ts';
import { useAccount } from './queries.ts';
import { useResumable, useResumed, useWaitingDraft } from './resume.ts';
import { texts } from './texts.ts';

/** Whoever proves at an issuer who they are leaves the page meanwhile. */
const resumedAs = 'delete-data';

/** Deletes all data and keeps the account, after the address was typed and the person confirmed who they are. */
export default function DeleteData() {
  const [open, setOpen] = useState(useResumed(resumedAs));
  return (
    <Line name={texts.deleteDataName} sub={texts.deleteDataSub}>
      <Button size="small" look="warned" onClick={() => setOpen(true)}>
        {texts.deleteData}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={texts.deleteDataTitle} narrow>
        <DeleteDataForm onClose={() => setOpen(false)} />
      </Dialog>
    </Line>
  );
}

function DeleteDataForm({ onClose }: { readonly onClose: () => void }) {
  useResumable(resumedAs);
  const { value, change } = useWaitingDraft(resumedAs, { typed: '' });
  const { typed } = value;
  const { data: account } = useAccount();
  const api = useApi();
  const queries = useQueryClient();
  const deleting = useMutation({
    mutationFn: () => api(deleteData, { body: { confirm: 'DELETE' } }),
    async onSuccess() {
      clearDrafts();
      onClose();
      await queries.resetQueries();
      notify({ text: texts.dataDeleted });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!deleting.isPending) deleting.mutate();
      }}
    >
      <DialogBody>
        <p>{texts.deleteDataLead}</p>
        <Field label={texts.typeAddress} help={account?.email}>
          <TextInput
            value={typed}
            onChange={(event) => change({ typed: event.target.value })}
            spellCheck={false}
            autoCapitalize="none"
          />
        </Field>
      </DialogBody>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button type="submit" look="destroy" disabled={!isAddress(typed, account?.email)}>
          {texts.deleteDataDo}
        </Button>
      </DialogFoot>
    </form>
  );
}

/** Whether what was typed is the account's address, whatever the case and the space around it. */
export function isAddress(typed: string, email: string | undefined): boolean {
  return email !== undefined && typed.normalize('NFKC').trim().toLowerCase() === email;
}
