/** How the fields of an interview read where two changes met. */
import type { NamedRef } from '@sotto/domain';
import type { ConflictWords } from '@sotto/ui/app';
import type { InterviewView } from '../api.ts';
import { texts } from './texts.ts';

const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = { kind: texts.kinds, status: texts.statuses };

const labels = {
  kind: texts.kind,
  status: texts.status,
  startsAt: texts.from,
  endsAt: texts.to,
  zone: texts.zone,
  place: texts.place,
  link: texts.link,
  people: texts.people,
  contactIds: texts.people,
  prep: texts.prep,
  questions: texts.questions,
  notes: texts.notes,
  feedback: texts.feedback,
  thankYouSentOn: texts.thankYou,
};

/** `known`: contacts, by whose names those who take part are called. */
export function wordsWith(known: readonly NamedRef[]): ConflictWords {
  const nameOf = (id: unknown) => known.find((one) => one.id === id)?.name ?? texts.someone;
  return {
    labels,
    inWords: (field, value) => {
      if (field === 'contactIds' && Array.isArray(value)) return value.map(nameOf).join(', ');
      if (field === 'prep' && Array.isArray(value)) return value.map(lineInWords).join('\n');
      if ((field === 'startsAt' || field === 'endsAt') && typeof value === 'string') return value.replace('T', ', ');
      return choices[field]?.[String(value)];
    },
  };
}

function lineInWords({ text, done }: InterviewView['prep'][number]): string {
  return done ? `${text} (${texts.lineDone})` : text;
}
