/** What was ticked besides applications → records: people become contacts, saved answers come into the question bank. */
import type { Id, Ids } from '@sotto/domain';
import { contactMaker } from '@sotto/features/contacts/server';
import { bringQuestion } from '@sotto/features/questions/server';
import type { Draft, Workspace } from '@sotto/workspace';
import type { PlannedAnswer } from './mapping/answers.ts';
import type { PlannedPerson } from './mapping/people.ts';
import { peopleSource } from './records.ts';

export interface PickedWriter {
  person(person: PlannedPerson): void;
  answer(answer: PlannedAnswer): void;
}

/** Writes within one decision. `batchId`: the record of the import. */
export function createPickedWriter(
  workspace: Workspace,
  draft: Draft,
  { ids, batchId }: { ids: Ids; batchId: Id },
): PickedWriter {
  const importRef = { source: peopleSource, sourceId: null, batchId };
  const make = contactMaker(workspace, draft, { ids, importRef });
  return {
    person: (person) => void make(contactFrom(person), null, person.sourceId),
    answer: ({ question, answer }) => bringQuestion(draft, { ids, importRef, text: question, answer }),
  };
}

function contactFrom({ name, givenName, familyName, role, company, email, url, connectedOn, notes }: PlannedPerson) {
  return {
    name,
    givenName,
    familyName,
    role,
    companies: company === null ? [] : [company],
    emails: email === null ? [] : [{ email }],
    links: url === null ? [] : [{ url, label: 'LinkedIn' }],
    attributes: connectedOn === null ? [] : [{ name: 'Connected on', value: connectedOn }],
    notes,
  };
}
