/** Questions of the bank on an interview's page: what they asked, what one wants to ask; picked from all, or kept from what was typed. */
import './questions.css';
import { isSameQuestion, questionRoles } from '@sotto/domain';
import type { InterviewPartProps } from '@sotto/features/interviews/web';
import { IconButton } from '@sotto/ui';
import { Link, notify } from '@sotto/ui/app';
import { X } from 'lucide-react';
import { useState } from 'react';
import type { QuestionView } from '../api.ts';
import { questionLinks } from './links.ts';
import { PickDialog } from './PickDialog.tsx';
import { useCreateQuestion, useLinkQuestions, useQuestions } from './queries.ts';
import { texts } from './texts.ts';

const none: readonly QuestionView[] = [];

export function InterviewQuestions({ interview }: InterviewPartProps) {
  const [picking, setPicking] = useState(false);
  const all = useQuestions().data ?? none;
  const linked = questionRoles.map((role) => ({ role, questions: linkedTo(all, interview.id, role) }));
  const isAny = linked.some(({ questions }) => questions.length > 0);
  const typed = interview.questions.filter((text) => !all.some((question) => isSameQuestion(question.text, text)));
  return (
    <section>
      <div className="section-head">
        <h2>{texts.fromBank}</h2>
        {isAny && (
          <Link {...questionLinks.practise({ interview: interview.id })} className="link">
            {texts.practiseShort}
          </Link>
        )}
        <button type="button" className="link" onClick={() => setPicking(true)}>
          {texts.pickFromBank}
        </button>
      </div>
      {!isAny && <p className="faint">{texts.noneHere}</p>}
      {linked.map(
        ({ role, questions }) =>
          questions.length > 0 && (
            <div key={role} className="bank-part">
              <h3 className="faint">{role === 'asked' ? texts.askedHere : texts.toAskHere}</h3>
              <ul className="bank-list">
                {questions.map((question) => (
                  <Linked key={question.id} question={question} interviewId={interview.id} />
                ))}
              </ul>
            </div>
          ),
      )}
      {typed.length > 0 && <Typed texts={typed} interviewId={interview.id} />}
      {picking && <PickDialog interviewId={interview.id} questions={all} onClose={() => setPicking(false)} />}
    </section>
  );
}

function linkedTo(all: readonly QuestionView[], interviewId: string, role: string): readonly QuestionView[] {
  return all.filter(({ uses }) => uses.some((use) => use.interviewId === interviewId && use.role === role));
}

function Linked({ question, interviewId }: { readonly question: QuestionView; readonly interviewId: string }) {
  const link = useLinkQuestions();
  return (
    <li>
      <Link {...questionLinks.question(question.id)}>{question.text}</Link>
      <IconButton
        icon={X}
        size="small"
        label={`${texts.notHere}: ${question.text}`}
        onClick={() => link.mutate({ interviewId, items: [{ id: question.id, role: null }] })}
      />
    </li>
  );
}

/** What was typed into the interview and is in no bank yet: the line stays where it is, the bank gets its own. */
function Typed({ texts: lines, interviewId }: { readonly texts: readonly string[]; readonly interviewId: string }) {
  const create = useCreateQuestion(({ text }) => notify({ text: texts.taken(text) }));
  const keep = (text: string) => create.mutate({ text, kind: 'to_ask', uses: [{ interviewId, role: 'to_ask' }] });
  return (
    <div className="bank-part">
      <p className="faint">{texts.takeLead}</p>
      <ul className="bank-list">
        {lines.map((text) => (
          <li key={text}>
            <span>{text}</span>
            <button type="button" className="link" disabled={create.isPending} onClick={() => keep(text)}>
              {texts.take}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
