import { createApplication } from '@sotto/features/applications/api';
import { refreshApplications } from '@sotto/features/applications/web';
import { groupLinks, useCurrentGroup } from '@sotto/features/groups/web';
import { Button, Field, TextInput } from '@sotto/ui';
import { navigate, notify, useApi, useDraft } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { texts } from './texts.ts';

/** The first application in two words: company and title. What is typed survives a reload. */
export function QuickStart() {
  const draft = useDraft('welcome', { company: '', title: '' });
  const [asked, setAsked] = useState(false);
  const api = useApi();
  const queries = useQueryClient();
  const group = useCurrentGroup();
  const saving = useMutation({
    mutationFn: async () =>
      (await api(createApplication, { body: { ...draft.value, ...(group && { groupId: group.id }) } })).body,
    async onSuccess(made) {
      draft.clear();
      await refreshApplications(queries);
      notify({ text: texts.saved(made.company.name) });
      navigate(groupLinks.board(made.groupId));
    },
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setAsked(true);
    if (draft.value.company.trim() !== '' && draft.value.title.trim() !== '') saving.mutate();
  }
  const needed = (value: string) => (asked && value.trim() === '' ? texts.needed : undefined);

  return (
    <form className="quick" onSubmit={submit} noValidate>
      <Field label={texts.company} error={needed(draft.value.company)}>
        <TextInput
          placeholder={texts.exampleCompany}
          value={draft.value.company}
          onChange={(event) => draft.change({ ...draft.value, company: event.target.value })}
        />
      </Field>
      <Field label={texts.titleOfJob} error={needed(draft.value.title)}>
        <TextInput
          placeholder={texts.exampleTitle}
          value={draft.value.title}
          onChange={(event) => draft.change({ ...draft.value, title: event.target.value })}
        />
      </Field>
      <Button type="submit" keys="enter" disabled={saving.isPending}>
        {texts.save}
      </Button>
    </form>
  );
}
