/** Merging a company into another: which, and what exactly happens, before it does. */
import { fold, keysOf, mergeCompanies, takenOver, type CompanyFields } from '@sotto/domain';
import { Button, Dialog, DialogBody, DialogFoot, Field } from '@sotto/ui';
import { Combobox } from '@sotto/ui/choice';
import { navigate } from '@sotto/ui/app';
import { type SubmitEvent, useState } from 'react';
import type { CompanyRow, CompanyView } from '../api.ts';
import { companyLinks } from './links.ts';
import { useCompanies, useCompany, useRemoveCompany } from './queries.ts';
import { texts } from './texts.ts';

const suggested = 6;

export interface MergeDialogProps {
  readonly company: CompanyView;
  readonly onClose: () => void;
}

export function MergeDialog({ company, onClose }: MergeDialogProps) {
  const [name, setName] = useState('');
  const companies = useCompanies().data ?? [];
  const merge = useRemoveCompany();
  const others = companies.filter(({ id }) => id !== company.id);
  const into = others.find((one) => fold(one.name) === fold(name));
  const isSelf = fold(name) === fold(company.name);
  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!into) return;
    const leave = () => {
      onClose();
      navigate({ ...companyLinks.company(into.id), replace: true });
    };
    merge.mutate({ company, into, leave });
  }
  return (
    <Dialog open onClose={onClose} title={texts.mergeTitle(company.name)}>
      <form onSubmit={submit} noValidate>
        <DialogBody className="merge">
          <Field label={texts.mergeInto} help={texts.mergeHelp} error={isSelf ? texts.mergeSelf : undefined}>
            <Combobox value={name} onChange={setName} suggestions={into ? [] : suggestionsOf(others, name)} />
          </Field>
          {into && <WhatHappens company={company} into={into} />}
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button look="primary" type="submit" disabled={!into || merge.isPending}>
            {texts.mergeIt}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function suggestionsOf(companies: readonly CompanyRow[], name: string): { value: string; end: string }[] {
  const words = fold(name);
  return companies
    .filter((one) => [one.name, ...one.aliases].some((known) => fold(known).includes(words)))
    .slice(0, suggested)
    .map((one) => ({ value: one.name, end: one.applications > 0 ? texts.applications(one.applications) : '' }));
}

function WhatHappens({ company, into }: { readonly company: CompanyView; readonly into: CompanyRow }) {
  const target = useCompany(into.id).data;
  if (!target) return null;
  return (
    <ul className="merge-list">
      {sentencesOf(company, target).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function sentencesOf(company: CompanyView, target: CompanyView): string[] {
  const moves = [
    company.applications > 0 && texts.applications(company.applications),
    company.contacts > 0 && texts.contacts(company.contacts),
    company.interactions > 0 && texts.interactions(company.interactions),
  ].filter((part) => part !== false);
  const after = mergeCompanies(target, company);
  const added = after.aliases.slice(target.aliases.length);
  const fields = Object.keys(takenOver(target, company)).flatMap((field) => wordFor(field) ?? []);
  const sentences = [
    moves.length > 0 ? texts.mergeMoves(listed(moves), target.name) : texts.mergeNothingMoves(target.name),
    added.length > 0 && keysOf(target).length > 0 && texts.mergeNames(added.join(', '), target.name),
    fields.length > 0 && texts.mergeFields(listed(fields), target.name),
    target.notes !== null && company.notes !== null && texts.mergeNotes,
    after.doNotApply && !target.doNotApply && texts.mergeStop,
    texts.mergeUndo,
  ];
  return sentences.filter((sentence) => sentence !== false);
}

function wordFor(field: string): string | undefined {
  const words: Partial<Record<keyof CompanyFields, string>> = texts.taken;
  return Object.entries(words).find(([name]) => name === field)?.[1];
}

function listed(parts: readonly string[]): string {
  return new Intl.ListFormat('en').format(parts);
}
