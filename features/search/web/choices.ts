/** Which records of a kind can be chosen: those whose name holds the words, and how each is told apart from the others. */
import type { Client } from '@sotto/contract';
import { fold, type NoteLink } from '@sotto/domain';
import { listApplications } from '@sotto/features/applications/api';
import { listCompanies } from '@sotto/features/companies/api';
import { listContacts } from '@sotto/features/contacts/api';
import { listInterviews } from '@sotto/features/interviews/api';
import { listOffers } from '@sotto/features/offers/api';
import { useApi } from '@sotto/ui/app';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

export interface Choice {
  readonly id: string;
  readonly name: string;
  /** Its name, or where another choice has it too, its name and a number. */
  readonly label: string;
  /** What else tells it from others. */
  readonly end: string;
}

/** As it is found. */
export type Found = Omit<Choice, 'label'>;

const shown = 8;
/** Of applications: enough that one found by its whole name is among them. */
const looked = 40;
const none: readonly Found[] = [];

/** `kind` `null`: none. */
export function useChoices(kind: NoteLink['kind'] | null, words: string): readonly Choice[] {
  const api = useApi();
  const q = words.trim();
  const found = useQuery({
    // Asked again with the records it names.
    queryKey: [kind === null ? 'nothing' : places[kind], 'to choose', q],
    queryFn: ({ signal }) => (kind === null ? none : finders[kind]({ api, q, signal })),
    // Of another kind they would be no choice.
    placeholderData: (before, query) => (kind !== null && query?.queryKey[0] === places[kind] ? keepPreviousData(before) : none),
  }).data;
  return offered(found ?? none, q);
}

/** Under which names of queries records of each kind are kept. */
const places: Readonly<Record<NoteLink['kind'], string>> = {
  application: 'applications',
  company: 'companies',
  contact: 'contacts',
  interview: 'interviews',
  offer: 'offers',
};

interface Asked {
  readonly api: Client;
  readonly q: string;
  readonly signal: AbortSignal;
}

const finders: Readonly<Record<NoteLink['kind'], (asked: Asked) => Promise<readonly Found[]>>> = {
  async application({ api, q, signal }) {
    const words = wordsIn(q).join(' ');
    const { items } = (await api(listApplications, { query: { ...(words !== '' && { q: words }), limit: looked } }, signal)).body;
    return items.map(({ id, title, company, stage }) => ({ id, name: `${title}, ${company.name}`, end: stage.name }));
  },
  async company({ api, q, signal }) {
    const { items } = (await api(listCompanies, { query: q === '' ? {} : { q } }, signal)).body;
    return items.map(({ id, name }) => ({ id, name, end: '' }));
  },
  async contact({ api, q, signal }) {
    const { items } = (await api(listContacts, {}, signal)).body;
    return held(items, q, ({ id, name, role, companies }) => ({ id, name, end: role ?? companies[0]?.name ?? '' }));
  },
  async interview({ api, q, signal }) {
    const { items } = (await api(listInterviews, {}, signal)).body;
    return held(items.toReversed(), q, ({ id, application: { title, company }, startsAt }) => ({
      id,
      name: `${title}, ${company.name}, ${startsAt.slice(0, 10)}`,
      end: startsAt.slice(11),
    }));
  },
  async offer({ api, q, signal }) {
    const { items } = (await api(listOffers, {}, signal)).body;
    return held(items, q, ({ id, application: { title, company }, receivedOn }) => ({
      id,
      name: `${title}, ${company.name}`,
      end: receivedOn,
    }));
  },
};

/** Those whose name holds every word. */
function held<Row>(rows: readonly Row[], q: string, foundOf: (row: Row) => Found): readonly Found[] {
  const words = wordsIn(q).map(fold);
  return rows.map(foundOf).filter(({ name }) => words.every((word) => fold(name).includes(word)));
}

/** Commas stand between the parts of a name: an application's and its company's. */
function wordsIn(q: string): string[] {
  return q.split(/[\s,]+/).filter(Boolean);
}

/** The first of them, one that has just this name before all others, and each of its own label. */
export function offered(found: readonly Found[], words: string): readonly Choice[] {
  const { wanted = [], others = [] } = Object.groupBy(found, ({ name }) => (fold(name) === fold(words) ? 'wanted' : 'others'));
  const taken = new Set<string>();
  return [...wanted, ...others].slice(0, shown).map((one) => {
    let label = one.name;
    for (let number = 2; taken.has(fold(label)); number++) label = `${one.name} (${number})`;
    taken.add(fold(label));
    return { ...one, label };
  });
}
