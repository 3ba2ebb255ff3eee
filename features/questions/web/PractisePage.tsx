/** Practice: one question after the other, the answer hidden until one asks for it, and then how sure one was. */
import './questions.css';
import { toPractiseFirst } from '@sotto/domain';
import { useFormat } from '@sotto/features/settings/web';
import { Button, Empty, Keys, Skeleton, buttonClass } from '@sotto/ui';
import { Link, useSearch, useShortcut, useTitle } from '@sotto/ui/app';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useState } from 'react';
import type { QuestionView } from '../api.ts';
import { AnswerTold } from './Answer.tsx';
import { questionLinks } from './links.ts';
import { usePatchQuestions, useQuestions } from './queries.ts';
import { Sure } from './QuestionPanel.tsx';
import { texts } from './texts.ts';

export function PractisePage() {
  const { kind, interview } = useSearch();
  const query = useQuestions();
  useTitle(texts.practiseTitle);
  // What one asks them has no answer to practise, unless it is asked for.
  const asked = query.data?.filter(
    (question) =>
      (typeof kind === 'string' ? question.kind === kind : question.kind !== 'to_ask') &&
      (typeof interview !== 'string' || question.uses.some((use) => use.interviewId === interview)),
  );
  return (
    <div className="scroll">
      <div className="practise">
        {asked === undefined ? (
          <Skeleton lines={6} />
        ) : asked.length === 0 ? (
          <Empty title={texts.nothingToPractise} action={<Leave />}>
            {texts.nothingToPractiseLead}
          </Empty>
        ) : (
          <Cards questions={asked} />
        )}
      </div>
    </div>
  );
}

function Leave() {
  return (
    <Link {...questionLinks.list()} className={buttonClass({ look: 'quiet' })}>
      {texts.end}
    </Link>
  );
}

/** In the order of the beginning: what is practised now would otherwise move away under one's hands. */
function Cards({ questions }: { readonly questions: readonly QuestionView[] }) {
  const today = useFormat().today();
  const patch = usePatchQuestions();
  const [order] = useState(() => questions.toSorted(toPractiseFirst).map(({ id }) => id));
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const [practised, setPractised] = useState<ReadonlyMap<string, number>>(new Map());
  const question = questions.find(({ id }) => id === order[at]);

  function go(to: number): void {
    setAt(Math.max(0, Math.min(to, order.length)));
    setOpen(false);
  }
  function rate(confidence: number): void {
    if (!question || !open) return;
    patch.mutate({ questions: [question], changes: { confidence, practisedOn: today } });
    setPractised(new Map(practised).set(question.id, confidence));
    go(at + 1);
  }
  useShortcut(' ', texts.keysOf.show, () => setOpen(!open));
  useShortcut('ArrowRight', texts.keysOf.next, () => go(at + 1));
  useShortcut('ArrowLeft', texts.keysOf.previous, () => go(at - 1));
  useRating(rate);

  if (at >= order.length) {
    return (
      <Empty
        title={texts.done}
        action={
          <span className="buttons">
            <Button look="primary" onClick={() => go(0)}>
              {texts.again}
            </Button>
            <Leave />
          </span>
        }
      >
        {texts.doneLead(practised.size)}
      </Empty>
    );
  }
  return (
    <>
      <header className="practise-head">
        <h1 className="faint">{texts.practiseTitle}</h1>
        <span className="faint" role="status">
          {texts.place(at + 1, order.length)}
        </span>
        <span className="push">
          <Leave />
        </span>
      </header>
      {question && (
        <article className="practise-card">
          <p className="faint">{[texts.kinds[question.kind], ...question.tags].join(' · ')}</p>
          <h2>{question.text}</h2>
          {open && <AnswerTold question={question} />}
          <div className="buttons">
            <Button look={open ? 'plain' : 'primary'} aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? texts.hide : texts.show}
              <Keys keys="Space" />
            </Button>
          </div>
          {open && <Sure value={practised.get(question.id) ?? null} onChange={rate} label={texts.howSure} />}
        </article>
      )}
      <footer className="practise-foot">
        <Button look="quiet" icon={ArrowLeft} disabled={at === 0} onClick={() => go(at - 1)}>
          {texts.previousCard}
        </Button>
        <Button look="quiet" icon={ArrowRight} onClick={() => go(at + 1)}>
          {texts.nextCard}
        </Button>
        <p className="faint push">{texts.keysHint}</p>
      </footer>
    </>
  );
}

/** Keys 1 to 5; the first stands for all of them in the map of keys. */
function useRating(rate: (confidence: number) => void): void {
  useShortcut('1', texts.keysOf.sure, () => rate(1));
  useShortcut('2', texts.keysOf.sure, () => rate(2), true);
  useShortcut('3', texts.keysOf.sure, () => rate(3), true);
  useShortcut('4', texts.keysOf.sure, () => rate(4), true);
  useShortcut('5', texts.keysOf.sure, () => rate(5), true);
}
