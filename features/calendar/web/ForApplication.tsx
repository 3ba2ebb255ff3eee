/** Which application an interview is for: those whose words one types, the latest changed when nothing is typed. */
import { listApplications } from '@sotto/features/applications/api';
import { Dialog, DialogBody, Field, TextInput } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useRef, useState } from 'react';
import { texts } from './texts.ts';

export interface Chosen {
  readonly id: string;
  readonly company: string;
}

export interface ForApplicationProps {
  readonly onChoose: (application: Chosen) => void;
  readonly onClose: () => void;
}

const shown = 8;

export default function ForApplication({ onChoose, onClose }: ForApplicationProps) {
  const [words, setWords] = useState('');
  const first = useRef<HTMLInputElement>(null);
  const found = useApplications(useDeferredValue(words.trim()));
  return (
    <Dialog open onClose={onClose} title={texts.forWhich} narrow initialFocus={first}>
      <DialogBody className="for-application">
        <Field label={texts.find}>
          <TextInput ref={first} type="search" value={words} maxLength={200} onChange={(event) => setWords(event.target.value)} />
        </Field>
        {found?.length === 0 && <p className="faint">{texts.noneFound}</p>}
        <ul>
          {found?.map(({ id, title, company }) => (
            <li key={id}>
              <button
                type="button"
                aria-label={texts.choose(`${company.name}, ${title}`)}
                onClick={() => onChoose({ id, company: company.name })}
              >
                <b>{company.name}</b>
                <span>{title}</span>
              </button>
            </li>
          ))}
        </ul>
      </DialogBody>
    </Dialog>
  );
}

function useApplications(q: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['applications', 'for an interview', q],
    queryFn: async ({ signal }) =>
      (await api(listApplications, { query: { limit: shown, ...(q !== '' && { q }) } }, signal)).body.items,
    placeholderData: keepPreviousData,
  }).data;
}
