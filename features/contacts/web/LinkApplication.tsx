/** Chooses an application by company and title. */
import { fold } from '@sotto/domain';
import { listApplications } from '@sotto/features/applications/api';
import { Button, Dialog, DialogBody, DialogFoot, Field } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { Combobox } from '@sotto/ui/choice';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useDeferredValue, useState } from 'react';
import { texts } from './texts.ts';

const suggested = 8;

export interface LinkApplicationProps {
  readonly name: string;
  readonly linked: readonly string[];
  readonly onLink: (applicationId: string) => void;
  readonly onClose: () => void;
}

export function LinkApplication({ name, linked, onLink, onClose }: LinkApplicationProps) {
  const [words, setWords] = useState('');
  const found = useFound(useDeferredValue(words)).filter(({ id }) => !linked.includes(id));
  const chosen = found.find((one) => fold(one.label) === fold(words));
  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!chosen) return;
    onLink(chosen.id);
    onClose();
  }
  return (
    <Dialog open onClose={onClose} title={texts.linkTitle(name)} narrow>
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <Field label={texts.whichApplication}>
            <Combobox
              value={words}
              onChange={setWords}
              suggestions={chosen ? [] : found.map(({ label, stage }) => ({ value: label, end: stage }))}
            />
          </Field>
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button look="primary" type="submit" disabled={!chosen}>
            {texts.link}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

/** The newest that hold the words; once one is written out, that one. */
function useFound(words: string): { id: string; label: string; stage: string }[] {
  const api = useApi();
  const q = words.replaceAll(',', ' ').trim();
  const query = { ...(q !== '' && { q }), limit: suggested };
  const items = useQuery({
    queryKey: ['applications', 'to link', q],
    queryFn: async ({ signal }) => (await api(listApplications, { query }, signal)).body.items,
    placeholderData: keepPreviousData,
  }).data;
  return (items ?? []).map(({ id, title, company, stage }) => ({ id, label: `${company.name}, ${title}`, stage: stage.name }));
}
