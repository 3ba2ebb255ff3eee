/** Questions with their answers on paper, by kind. */
import './questions.css';
import './sheet.css';
import { questionKinds } from '@sotto/domain';
import { Button, Skeleton, buttonClass } from '@sotto/ui';
import { Link, useSearch, useTitle } from '@sotto/ui/app';
import { Printer } from 'lucide-react';
import type { QuestionView } from '../api.ts';
import { AnswerTold } from './Answer.tsx';
import { questionLinks } from './links.ts';
import { useQuestions } from './queries.ts';
import { texts } from './texts.ts';

export function SheetPage() {
  const { kind } = useSearch();
  const questions = useQuestions().data;
  useTitle(texts.sheet);
  const kinds = questionKinds.filter((one) => typeof kind !== 'string' || one === kind);
  return (
    <div className="scroll">
      <div className="question-sheet-bar">
        <Link {...questionLinks.list()} className={buttonClass({ look: 'quiet' })}>
          {texts.toList}
        </Link>
        <Button icon={Printer} look="primary" onClick={() => print()}>
          {texts.print}
        </Button>
      </div>
      <article className="question-sheet">
        <h1>{texts.questions}</h1>
        {questions === undefined ? (
          <Skeleton lines={8} />
        ) : (
          kinds.map((one) => <OfKind key={one} title={texts.kinds[one]} questions={questions.filter((q) => q.kind === one)} />)
        )}
      </article>
    </div>
  );
}

function OfKind({ title, questions }: { readonly title: string; readonly questions: readonly QuestionView[] }) {
  if (questions.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      {questions.map((question) => (
        <div key={question.id} className="question-on-paper">
          <p className="asked">{question.text}</p>
          {(question.kind !== 'to_ask' || question.answer !== null) && <AnswerTold question={question} />}
        </div>
      ))}
    </section>
  );
}
