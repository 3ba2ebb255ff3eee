/** One question with an address of its own: its answer, how sure one is of it, and where it was used. Saves by itself. */
import '@sotto/ui/record.css';
import './questions.css';
import { useFormat } from '@sotto/features/settings/web';
import { Field, IconButton, Menu, Panel, Segments, TextInput } from '@sotto/ui';
import { useClose, useParams, useTitle } from '@sotto/ui/app';
import { PendingPanel } from '@sotto/ui/records';
import { Ellipsis, Trash2, X } from 'lucide-react';
import type { QuestionView } from '../api.ts';
import { Answer } from './Answer.tsx';
import { KindSelect } from './KindSelect.tsx';
import { questionLinks } from './links.ts';
import { type QuestionAutosave, useDeleteQuestions, useQuestion, useQuestionAutosave } from './queries.ts';
import { texts } from './texts.ts';
import { Uses } from './Uses.tsx';

export function QuestionPanel() {
  const { questionId = '' } = useParams();
  const query = useQuestion(questionId);
  const close = useClose(questionLinks.list);
  if (query.data) return <Opened key={questionId} question={query.data} onClose={close} />;
  return <PendingPanel words={texts} isGone={query.isError} list={questionLinks.list()} onClose={close} />;
}

function Opened({ question, onClose }: { readonly question: QuestionView; readonly onClose: () => void }) {
  const saving = useQuestionAutosave(question);
  const format = useFormat();
  const { text = question.text, kind = question.kind } = saving.waiting;
  useTitle(text);
  return (
    <Panel label={question.text} onClose={onClose}>
      <div className="panel-bar">
        {texts.kinds[kind]}
        {' · '}
        {question.practisedOn === null ? texts.neverPractised : texts.practisedOn(format.day(question.practisedOn))}
        <span className="push" role="status">
          {texts.state[saving.state]}
        </span>
        <IconButton icon={X} label={texts.close} keys="Esc" onClick={onClose} />
      </div>
      <header className="panel-head">
        <h2>{text}</h2>
        <div className="buttons">
          <Sure
            value={saving.waiting.confidence === undefined ? question.confidence : saving.waiting.confidence}
            onChange={(confidence) => saving.change({ confidence })}
          />
          <span className="push" />
          <MoreMenu question={question} onClose={onClose} />
        </div>
      </header>
      <div className="panel-scroll question-body">
        <Answer question={question} saving={saving} />
        <Uses question={question} saving={saving} />
        <About question={question} saving={saving} />
      </div>
    </Panel>
  );
}

const steps = ['1', '2', '3', '4', '5'] as const;
/** Empty: not said, which none of the steps is. */
type Step = (typeof steps)[number] | '';

export interface SureProps {
  readonly value: number | null;
  readonly onChange: (confidence: number) => void;
  readonly label?: string;
}

/** How sure one is of an answer, in five steps; the ends are said in words. */
export function Sure({ value, onChange, label = texts.confidence }: SureProps) {
  return (
    <span className="sure">
      <span className="faint">{label}</span>
      <Segments<Step>
        label={label}
        choices={steps.map((step) => ({ value: step, label: step }))}
        value={steps.find((step) => step === String(value)) ?? ''}
        onChange={(step) => onChange(Number(step))}
      />
    </span>
  );
}

interface AboutProps {
  readonly question: QuestionView;
  readonly saving: QuestionAutosave;
}

function About({ question, saving }: AboutProps) {
  const { text = question.text, kind = question.kind, tags = question.tags } = saving.waiting;
  const said = (words: string) => words.split(',').flatMap((tag) => tag.trim() || []);
  return (
    <section className="question-about" onBlur={saving.flush}>
      <Field label={texts.text} error={saving.errorOf('text')}>
        <TextInput
          key={saving.drawn}
          defaultValue={text}
          maxLength={500}
          onChange={(event) => event.target.value.trim() !== '' && saving.change({ text: event.target.value })}
        />
      </Field>
      <div className="pair">
        <Field label={texts.kind}>
          <KindSelect kind={kind} onChange={(next) => saving.change({ kind: next })} />
        </Field>
        <Field label={texts.tags} optional={texts.optional} help={texts.tagsHelp} error={saving.errorOf('tags')}>
          <TextInput
            key={saving.drawn}
            defaultValue={tags.join(', ')}
            onChange={(event) => saving.change({ tags: said(event.target.value) })}
          />
        </Field>
      </div>
    </section>
  );
}

function MoreMenu({ question, onClose }: { readonly question: QuestionView; readonly onClose: () => void }) {
  const remove = useDeleteQuestions();
  // Closed first: what is being deleted must not be asked for again.
  const deleteIt = () => {
    onClose();
    remove.mutate([question]);
  };
  return (
    <Menu
      label={texts.more}
      align="end"
      items={[{ id: 'delete', label: texts.remove, icon: Trash2, danger: true, run: deleteIt }]}
      trigger={(props) => <IconButton icon={Ellipsis} label={texts.more} look="plain" {...props} />}
    />
  );
}
