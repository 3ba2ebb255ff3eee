/** Per country: may one work there, does one need a sponsor. Nothing is answered until it is. */
import type { RightToWork as Right } from '@sotto/domain';
import { IconButton, Segments } from '@sotto/ui';
import { Select } from '@sotto/ui/choice';
import { Trash2 } from 'lucide-react';
import { countries, nameOf } from './countries.ts';
import type { OfProfile } from './fields.tsx';
import { texts } from './texts.ts';

type Answer = keyof typeof texts.answers;
const answers: readonly Answer[] = ['unsaid', 'yes', 'no'];
const choices = answers.map((value) => ({ value, label: texts.answers[value] }));
const questions = [
  ['authorised', texts.mayWork],
  ['needsSponsorship', texts.sponsorship],
] as const;

export function RightToWork({ saving }: OfProfile) {
  const rights = saving.values.rightToWork;
  const set = (rightToWork: Right[]) => saving.change({ rightToWork });
  const left = countries.filter(({ code }) => rights.every(({ country }) => country !== code));
  return (
    <>
      <p className="sub after">{texts.rightLead}</p>
      {rights.map((right) => (
        <div key={right.country} className="right-line">
          <span className="name">{nameOf(right.country)}</span>
          {questions.map(([question, words]) => (
            <span key={question} className="question">
              <span className="sub">{words}</span>
              <Segments
                label={texts.forCountry(words, nameOf(right.country))}
                choices={choices}
                value={answerOf(right[question])}
                onChange={(answer) => set(rights.map((one) => (one === right ? { ...one, [question]: valueOf(answer) } : one)))}
              />
            </span>
          ))}
          <IconButton
            icon={Trash2}
            size="small"
            label={texts.removeCountry(nameOf(right.country))}
            onClick={() => set(rights.filter((one) => one !== right))}
          />
        </div>
      ))}
      <Select
        className="add-country after"
        label={texts.addCountry}
        value=""
        onChange={(country) => set([...rights, { country, authorised: null, needsSponsorship: null }])}
        options={[{ value: '', label: texts.addCountry }, ...left.map(({ code, name }) => ({ value: code, label: name }))]}
      />
    </>
  );
}

function answerOf(value: boolean | null): Answer {
  return value === null ? 'unsaid' : value ? 'yes' : 'no';
}

function valueOf(answer: Answer): boolean | null {
  return answer === 'unsaid' ? null : answer === 'yes';
}
