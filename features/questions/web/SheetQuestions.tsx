/** Questions of the bank on an interview's sheet: what to ask, besides what was typed there already; and what they asked, with the answer. */
import './questions.css';
import { isSameQuestion } from '@sotto/domain';
import type { InterviewPartProps } from '@sotto/features/interviews/web';
import { useQuestions } from './queries.ts';
import { texts } from './texts.ts';

export function SheetQuestions({ interview }: InterviewPartProps) {
  const all = useQuestions().data ?? [];
  const here = all.flatMap(({ text, uses }) => {
    const use = uses.find(({ interviewId }) => interviewId === interview.id);
    return use === undefined ? [] : [{ text, role: use.role }];
  });
  const toAsk = here.filter(
    ({ text, role }) => role === 'to_ask' && !interview.questions.some((one) => isSameQuestion(one, text)),
  );
  const asked = here.filter(({ role }) => role === 'asked');
  return (
    <>
      <Part title={texts.moreToAsk} lines={toAsk.map(({ text }) => text)} />
      <Part title={texts.askedHere} lines={asked.map(({ text }) => text)} />
    </>
  );
}

function Part({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ol>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </section>
  );
}
