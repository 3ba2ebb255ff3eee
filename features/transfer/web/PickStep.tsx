/** Of LinkedIn's archive: who becomes a contact and which saved answers are kept. Nobody and nothing is ticked to begin with. */
import { Button, Checkbox, Note } from '@sotto/ui';
import type { ImportOptions, ImportPreview, PreviewAnswer } from '../api.ts';
import { PeopleList } from './PeopleList.tsx';
import { texts as tableTexts } from './texts.ts';
import { texts } from './texts-bring.ts';

export interface PickStepProps {
  readonly preview: ImportPreview;
  readonly options: ImportOptions;
  readonly busy: boolean;
  /** Nothing is read again for it: what was ticked is told at the end. */
  readonly onPick: (options: ImportOptions) => void;
  readonly onBack: () => void;
  readonly onImport: () => void;
}

export function PickStep({ preview, options, busy, onPick, onBack, onImport }: PickStepProps) {
  const { people, answers, counts } = preview;
  const picked = { people: new Set(options.people), answers: new Set(options.answers) };
  const parts = partsOf({ ...counts, people: picked.people.size, answers: picked.answers.size });
  return (
    <>
      <div className="scroll flow-body picks">
        {preview.rows.length === 0 && preview.remarks.length > 0 && <Note>{preview.remarks.join(' ')}</Note>}
        {answers.length > 0 && (
          <AnswerList answers={answers} picked={picked.answers} onPick={(keys) => onPick({ ...options, answers: [...keys] })} />
        )}
        {people.length > 0 && (
          <PeopleList people={people} picked={picked.people} onPick={(keys) => onPick({ ...options, people: [...keys] })} />
        )}
      </div>
      <footer className="flow-foot">
        <span className="faint clip">{tableTexts.kept}</span>
        <span className="push" />
        <Button look="quiet" onClick={onBack}>
          {tableTexts.back}
        </Button>
        <Button look="primary" disabled={busy || parts.length === 0} onClick={onImport}>
          {parts.length === 0 ? texts.nothing : texts.importAll(parts)}
        </Button>
      </footer>
    </>
  );
}

/** What an import brings, part by part, without what it brings none of. */
export function partsOf({ new: added, update, people = 0, answers = 0 }: ImportPreview['counts']): string[] {
  return [
    added > 0 && texts.applications(added),
    update > 0 && texts.changes(update),
    people > 0 && texts.contacts(people),
    answers > 0 && texts.answersOf(answers),
  ].filter((part) => part !== false);
}

interface AnswerListProps {
  readonly answers: readonly PreviewAnswer[];
  readonly picked: ReadonlySet<string>;
  readonly onPick: (keys: ReadonlySet<string>) => void;
}

function AnswerList({ answers, picked, onPick }: AnswerListProps) {
  function toggle(key: string) {
    const next = new Set(picked);
    if (!next.delete(key)) next.add(key);
    onPick(next);
  }
  return (
    <section className="pick-list" aria-label={texts.answers}>
      <h2>{texts.answers}</h2>
      <p className="soft">{texts.answersLead}</p>
      <ul className="answers">
        {answers.map(({ key, question, answer, isHere }) => (
          <li key={key}>
            <Checkbox checked={picked.has(key)} disabled={isHere} onChange={() => toggle(key)}>
              <span className="name">{question}</span>
            </Checkbox>
            <span className="sub">{isHere ? texts.hereAnswer : answer}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
