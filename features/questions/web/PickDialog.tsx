/** Says of every question whether it was asked in an interview or is to be asked there; and adds another. */
import { fold, type QuestionUse } from '@sotto/domain';
import { Button, Dialog, DialogBody, DialogFoot, NativeSelect, TextInput } from '@sotto/ui';
import { type SubmitEvent, useState } from 'react';
import type { QuestionView } from '../api.ts';
import { useCreateQuestion, useLinkQuestions } from './queries.ts';
import { texts } from './texts.ts';

export interface PickDialogProps {
  readonly interviewId: string;
  readonly questions: readonly QuestionView[];
  readonly onClose: () => void;
}

type Role = QuestionUse['role'] | null;

export function PickDialog({ interviewId, questions, onClose }: PickDialogProps) {
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<ReadonlyMap<string, Role>>(new Map());
  const link = useLinkQuestions();
  const asked = fold(words);
  const shown = questions.filter(({ text, tags }) => asked === '' || fold([text, ...tags].join(' ')).includes(asked));
  const isNew = words.trim() !== '' && !questions.some(({ text }) => fold(text) === asked);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const items = [...chosen].map(([id, role]) => ({ id, role }));
    if (items.length === 0) return onClose();
    link.mutate({ interviewId, items }, { onSuccess: onClose });
  }
  return (
    <Dialog open onClose={onClose} title={texts.pickTitle}>
      <form onSubmit={submit}>
        <DialogBody className="pick-questions">
          <p className="soft">{questions.length === 0 ? texts.noBank : texts.pickLead}</p>
          <TextInput
            type="search"
            aria-label={texts.find}
            placeholder={texts.find}
            value={words}
            maxLength={500}
            onChange={(event) => setWords(event.target.value)}
          />
          <ul className="pick-list">
            {shown.map((question) => (
              <li key={question.id}>
                <span>{question.text}</span>
                <NativeSelect
                  label={texts.role(question.text)}
                  value={(chosen.has(question.id) ? chosen.get(question.id) : roleIn(question, interviewId)) ?? ''}
                  onChange={(value) => setChosen(new Map(chosen).set(question.id, roleOf(value)))}
                >
                  <option value="">{texts.notHere}</option>
                  <option value="to_ask">{texts.roles.to_ask}</option>
                  <option value="asked">{texts.roles.asked}</option>
                </NativeSelect>
              </li>
            ))}
          </ul>
          {isNew && <Add text={words.trim()} interviewId={interviewId} onAdded={() => setWords('')} />}
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button look="primary" type="submit" disabled={link.isPending}>
            {texts.save}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function roleIn({ uses }: QuestionView, interviewId: string): Role {
  return uses.find((use) => use.interviewId === interviewId)?.role ?? null;
}

function roleOf(value: string): Role {
  return value === 'asked' || value === 'to_ask' ? value : null;
}

interface AddProps {
  readonly text: string;
  readonly interviewId: string;
  readonly onAdded: () => void;
}

/** What was looked for and is not there becomes a question of this interview. */
function Add({ text, interviewId, onAdded }: AddProps) {
  const create = useCreateQuestion();
  const add = (role: QuestionUse['role']) =>
    create.mutate({ text, kind: role === 'to_ask' ? 'to_ask' : 'other', uses: [{ interviewId, role }] }, { onSuccess: onAdded });
  return (
    <div className="pick-add">
      <span>{`${texts.addHere}: ${text}`}</span>
      <span className="buttons">
        <Button size="small" disabled={create.isPending} onClick={() => add('to_ask')}>
          {texts.roles.to_ask}
        </Button>
        <Button size="small" disabled={create.isPending} onClick={() => add('asked')}>
          {texts.roles.asked}
        </Button>
      </span>
    </div>
  );
}
