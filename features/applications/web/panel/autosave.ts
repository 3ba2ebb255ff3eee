/** Fields of an application that save by themselves. */
import { type AutosaveOf, useApi, useAutosaveOf } from '@sotto/ui/app';
import { type ApplicationPatch, type ApplicationView, getApplication, patchApplication } from '../../api.ts';
import { choiceInWords } from '../fields/choice-words.ts';
import { fieldTable } from '../fields/field-table.ts';
import { newTexts } from '../new/texts.ts';
import type { CustomValue } from '@sotto/domain';
import { useFields, valueInWords } from '@sotto/features/fields/web';
import { useFormat } from '@sotto/features/settings/web';
import { keys, refreshApplications, showApplication } from '../queries.ts';

/** Fields and their new values. Fields of one's own stand beside the others, so that two tabs may change two of them. */
export type Changes = Omit<ApplicationPatch, 'revision' | 'custom'> & { [name: OwnName]: CustomValue | null };
type OwnName = `custom.${string}`;
const own = 'custom.';
export type Autosave = AutosaveOf<Changes>;

const labels = {
  company: newTexts.company,
  title: newTexts.jobTitle,
  ...Object.fromEntries(Object.entries(fieldTable).map(([name, { label }]) => [name, label])),
};

function inWords(field: string, value: unknown): string | undefined {
  const spec = new Map<string, { readonly kind: string }>(Object.entries(fieldTable)).get(field);
  return spec?.kind === 'choice' && typeof value === 'string' ? choiceInWords[value] : undefined;
}

function ownFields(custom: ApplicationView['custom']): Record<OwnName, CustomValue> {
  return Object.fromEntries(Object.entries(custom).map(([id, value]) => [own + id, value]));
}

/** What waits of one's own fields, by their id. */
export function ownWaiting(waiting: Changes): Record<string, CustomValue | null> {
  return patchOf(waiting).custom ?? {};
}

function patchOf(changes: Changes): Omit<ApplicationPatch, 'revision'> {
  const entries = Object.entries(changes);
  const custom = entries.flatMap(([name, value]) => (name.startsWith(own) ? [[name.slice(own.length), value]] : []));
  const rest = Object.fromEntries(entries.filter(([name]) => !name.startsWith(own)));
  // Safe: the names that begin so are of values, by the type of `changes`.
  return { ...rest, ...(custom.length > 0 && { custom: Object.fromEntries(custom) as ApplicationPatch['custom'] }) };
}

export function useAutosave(application: ApplicationView): Autosave {
  const api = useApi();
  const params = { id: application.id };
  const fields = useFields() ?? [];
  const format = useFormat();
  const ownLabels = Object.fromEntries(fields.map(({ id, name }) => [own + id, name]));
  function ownInWords(name: string, value: unknown): string | undefined {
    const field = fields.find(({ id }) => own + id === name);
    // Safe: what stands under a field's name is a value of it, or nothing.
    return field && value != null ? valueInWords(field, value as CustomValue, format) : undefined;
  }
  return useAutosaveOf<ApplicationView, Changes>(application, {
    name: 'application',
    queryKey: keys.application(application.id),
    read: async () => (await api(getApplication, { params })).body,
    patch: async (changes, revision) => (await api(patchApplication, { params, body: { ...patchOf(changes), revision } })).body,
    fieldsOf: ({ company, custom, ...view }) => ({ ...view, ...ownFields(custom), company: company.name }),
    words: { labels: { ...labels, ...ownLabels }, inWords: (field, value) => ownInWords(field, value) ?? inWords(field, value) },
    onSaved: async (view, queries) => {
      showApplication(queries, view);
      await refreshApplications(queries);
    },
  });
}
