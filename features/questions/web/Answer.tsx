/** One's own answer: free text in Markdown, and beneath it the four parts of a story, if one tells it so. */
import { blankStar, limits, type Star, starParts } from '@sotto/domain';
import { NoteEditor } from '@sotto/features/notes/web';
import { Checkbox, Field, Segments, TextArea } from '@sotto/ui';
import { Markdown, tickLine } from '@sotto/ui/markdown';
import { useState } from 'react';
import type { QuestionView } from '../api.ts';
import type { QuestionAutosave } from './queries.ts';
import { texts } from './texts.ts';

export interface AnswerProps {
  readonly question: QuestionView;
  readonly saving: QuestionAutosave;
}

const ways = [
  { value: 'write', label: texts.write },
  { value: 'read', label: texts.read },
] as const;

export function Answer({ question, saving }: AnswerProps) {
  const { answer = question.answer, star = question.star } = saving.waiting;
  const [way, setWay] = useState<'write' | 'read'>(question.answer === null ? 'write' : 'read');
  const change = (text: string) => saving.change({ answer: text === '' ? null : text });
  return (
    <section className="question-answer">
      <div className="section-head">
        <h3>{texts.answer}</h3>
        <span className="push">
          <Segments label={texts.ways} choices={ways} value={way} onChange={setWay} />
        </span>
      </div>
      {way === 'write' ? (
        <NoteEditor
          value={answer ?? ''}
          onChange={change}
          onBlur={saving.flush}
          label={texts.answer}
          hint={texts.answerHint}
          most={limits.remark}
          rows={7}
        />
      ) : answer === null ? (
        <p className="faint">{texts.noAnswer}</p>
      ) : (
        <Markdown text={answer} onTick={(line) => change(tickLine(answer, line))} />
      )}
      {way === 'write' && (
        <Checkbox checked={star !== null} onChange={() => saving.change({ star: star === null ? blankStar : null })}>
          {texts.asStory} <span className="faint">{texts.asStoryLead}</span>
        </Checkbox>
      )}
      {star !== null && <Story star={star} way={way} saving={saving} />}
    </section>
  );
}

interface StoryProps {
  readonly star: Star;
  readonly way: 'write' | 'read';
  readonly saving: QuestionAutosave;
}

function Story({ star, way, saving }: StoryProps) {
  if (way === 'read') return <StoryTold star={star} />;
  return (
    <div className="question-story">
      {starParts.map((part) => (
        <Field key={part} label={texts.star[part]} help={texts.starHints[part]}>
          <TextArea
            rows={3}
            maxLength={limits.remark}
            value={star[part] ?? ''}
            onChange={(event) => saving.change({ star: { ...star, [part]: event.target.value || null } })}
            onBlur={saving.flush}
          />
        </Field>
      ))}
    </div>
  );
}

/** The parts of a story that there are. */
export function StoryTold({ star }: { readonly star: Star }) {
  const told = starParts.filter((part) => star[part] !== null);
  return (
    <dl className="story-told">
      {told.map((part) => (
        <div key={part}>
          <dt>{texts.star[part]}</dt>
          <dd>
            <Markdown text={star[part] ?? ''} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The answer as one reads it; `null` where there is none. */
export function AnswerTold({ question: { answer, star } }: Pick<AnswerProps, 'question'>) {
  const hasStory = star !== null && starParts.some((part) => star[part] !== null);
  if (answer === null && !hasStory) return <p className="faint">{texts.noAnswer}</p>;
  return (
    <div className="answer-told">
      {answer !== null && <Markdown text={answer} />}
      {hasStory && <StoryTold star={star} />}
    </div>
  );
}
