/** What was said, as the views ask for it and change it. */
import type { Client } from '@sotto/contract';
import type { Id, NamedRef } from '@sotto/domain';
import { type TimelineEntry, useRestore } from '@sotto/features/applications/web';
import type { Glyph } from '@sotto/ui';
import { type ConflictWords, notify, saveOver, useApi } from '@sotto/ui/app';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Mail, MessageSquare, NotebookPen, Phone, Users } from 'lucide-react';
import {
  type InteractionView,
  type NewInteraction,
  createInteraction,
  deleteInteraction,
  listInteractions,
  patchInteraction,
} from '../api.ts';
import { dayAndTime } from './day-and-time.ts';
import { contactLinks } from './links.ts';
import { refreshContacts } from './queries.ts';
import { texts } from './texts.ts';

/** Whose interactions: of a contact, a company or an application. */
export interface InteractionsOf {
  readonly contactId?: Id;
  readonly companyId?: Id;
  readonly applicationId?: Id;
}

const most = 500;

/** Newest first. */
export function useInteractions(of: InteractionsOf): readonly InteractionView[] | undefined {
  const api = useApi();
  return useQuery({
    queryKey: ['interactions', of],
    queryFn: async ({ signal }) => (await api(listInteractions, { query: { ...of, limit: most } }, signal)).body.items,
  }).data;
}

/** For the timeline of an application. */
export async function timelineEntries(api: Client, applicationId: Id, signal: AbortSignal): Promise<readonly TimelineEntry[]> {
  const { items } = (await api(listInteractions, { query: { applicationId, limit: most } }, signal)).body;
  return items.map((interaction) => ({
    id: interaction.id,
    at: interaction.at,
    icon: icons[interaction.kind],
    title: titleOf(interaction),
    detail: partyOf(interaction),
    note: interaction.notes,
    opens: interaction.contacts[0] && contactLinks.contact(interaction.contacts[0].id),
  }));
}

/** By what it was. */
export const icons: Readonly<Record<InteractionView['kind'], Glyph>> = {
  email: Mail,
  call: Phone,
  message: MessageSquare,
  meeting: Users,
  other: NotebookPen,
};

/** What it is called: its subject, else its kind. */
export function titleOf({ subject, kind }: InteractionView): string {
  return subject ?? texts.interaction.kinds[kind];
}

/** `from Leah Brandt`, `with Leah Brandt and Ravi Menon`; absent: nobody is named. */
export function partyOf({ contacts, direction, kind }: InteractionView): string | undefined {
  if (contacts.length === 0) return undefined;
  const names = new Intl.ListFormat('en').format(contacts.map(({ name }) => name));
  const oneWay = kind === 'email' || kind === 'message';
  if (oneWay && direction === 'in') return texts.interaction.from(names);
  if (oneWay && direction === 'out') return texts.interaction.to(names);
  return texts.interaction.withWhom(names);
}

export interface InteractionToKeep {
  /** The one to change; `null`: a new one. */
  readonly present: InteractionView | null;
  readonly said: NewInteraction;
  /** Contacts and applications, for naming them where two changes met. */
  readonly known: readonly NamedRef[];
}

/** As the form says it. */
function fieldsOf({ contacts, company, application, ...view }: InteractionView) {
  const { day, time } = dayAndTime(view);
  return {
    ...view,
    at: time === '' ? day : `${day}T${time}`,
    contactIds: contacts.map(({ id }) => id),
    companyId: company?.id ?? null,
    applicationId: application?.id ?? null,
  };
}

function wordsWith(known: readonly NamedRef[]): ConflictWords {
  const { interaction } = texts;
  const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    kind: interaction.kinds,
    direction: interaction.directions,
  };
  const nameOf = (id: unknown) => known.find((one) => one.id === id)?.name ?? interaction.anotherOne;
  return {
    labels: {
      kind: interaction.kind,
      direction: interaction.direction,
      at: interaction.on,
      contactIds: interaction.with,
      applicationId: interaction.about,
      subject: interaction.subject,
      notes: interaction.notes,
    },
    inWords: (field, value) => {
      if (field === 'contactIds' && Array.isArray(value)) return value.map(nameOf).join(', ');
      if (field === 'applicationId' && value !== null) return nameOf(value);
      if (field === 'at' && typeof value === 'string') return value.replace('T', ', ');
      return choices[field]?.[String(value)];
    },
  };
}

export function useKeepInteraction() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ present, said, known }: InteractionToKeep) => {
      if (present === null) return (await api(createInteraction, { body: said })).body;
      const patch = async (changes: Partial<NewInteraction>, revision: number) =>
        (await api(patchInteraction, { params: { id: present.id }, body: { ...changes, revision } })).body;
      return saveOver<InteractionView, Partial<NewInteraction>>(present, said, { patch, fieldsOf, ...wordsWith(known) });
    },
    onSuccess: () => refreshContacts(queries),
    meta: { shownBeside: ['invalid-input'] },
  });
}

/** Deletes a note; it can be brought back while the notice shows. */
export function useDeleteInteraction() {
  const api = useApi();
  const queries = useQueryClient();
  const restore = useRestore(() => refreshContacts(queries));
  return useMutation({
    mutationFn: async ({ id, revision }: InteractionView) =>
      (await api(deleteInteraction, { params: { id }, query: { revision } })).body,
    onSuccess: async ({ undo }) => {
      notify({ text: texts.interaction.deleted, undo: () => restore.mutate(undo) });
      await refreshContacts(queries);
    },
  });
}
