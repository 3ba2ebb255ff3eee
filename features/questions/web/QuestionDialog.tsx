/** Notes a question; its answer is written on its page. */
import './questions.css';
import { Problem } from '@sotto/contract';
import type { Question } from '@sotto/domain';
import { Button, Dialog, DialogBody, DialogFoot, Field, TextInput } from '@sotto/ui';
import { navigate } from '@sotto/ui/app';
import { type SubmitEvent, useRef, useState } from 'react';
import { KindSelect } from './KindSelect.tsx';
import { questionLinks } from './links.ts';
import { closeQuestion, type QuestionStart } from './open-question.ts';
import { useCreateQuestion } from './queries.ts';
import { texts } from './texts.ts';

export default function QuestionDialog({ start }: { readonly start: QuestionStart }) {
  const [text, setText] = useState(start.text ?? '');
  const [kind, setKind] = useState<Question['kind']>('behavioural');
  const [asked, setAsked] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const create = useCreateQuestion();
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setAsked(true);
    if (text.trim() === '') return;
    const open = ({ id }: { id: string }) => {
      closeQuestion();
      navigate(questionLinks.question(id));
    };
    create.mutate({ text, kind }, { onSuccess: open });
  }
  const refused = create.error instanceof Problem ? create.error.body.errors?.[0]?.message : undefined;
  return (
    <Dialog open onClose={closeQuestion} title={texts.newQuestion} narrow initialFocus={first}>
      <form onSubmit={submit} noValidate>
        <DialogBody className="question-form">
          <Field label={texts.text} error={asked && text.trim() === '' ? texts.textNeeded : refused}>
            <TextInput ref={first} value={text} maxLength={500} onChange={(event) => setText(event.target.value)} />
          </Field>
          <Field label={texts.kind}>
            <KindSelect kind={kind} onChange={setKind} />
          </Field>
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={closeQuestion}>
            {texts.cancel}
          </Button>
          <Button type="submit" look="primary" disabled={create.isPending}>
            {texts.add}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
