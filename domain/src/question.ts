/**
 * The question bank: what one is asked in interviews and what one asks, each with one's own answer.
 *
 * Of its own; it names interviews by id, with whether it was asked there or is to be asked. An interview that is deleted stays
 * named and is shown nowhere, so that taking the deletion back brings the link back; the next change of the uses leaves it out.
 */
import { z } from 'zod';
import { CalendarDate } from './calendar-date.ts';
import { Id } from './id.ts';
import { origin } from './import-ref.ts';
import { defineKind } from './kind.ts';
import { fold, limits, line, prose } from './text.ts';

/** `about_them`: what one should know of the employer. `to_ask`: what one asks. */
export const questionKinds = ['behavioural', 'technical', 'about_them', 'to_ask', 'other'] as const;

/** `asked`: they asked it there. `to_ask`: one means to ask it there, or did. */
export const questionRoles = ['asked', 'to_ask'] as const;

/** An answer told as a story: situation, task, action, result. Each part may still be open. */
const part = prose(limits.remark).nullable();
export const Star = z.strictObject({ situation: part, task: part, action: part, result: part });
export type Star = z.infer<typeof Star>;
export const starParts = ['situation', 'task', 'action', 'result'] as const satisfies readonly (keyof Star)[];
export const blankStar: Star = { situation: null, task: null, action: null, result: null };

/** Where a question was asked or is to be asked. */
export const QuestionUse = z.strictObject({ interviewId: Id, role: z.enum(questionRoles) });
export type QuestionUse = z.infer<typeof QuestionUse>;

/** Greatest number of interviews one question is linked to. */
export const greatestUses = 200;

/** What a person says of a question. */
export const questionFields = {
  text: line(limits.line),
  kind: z.enum(questionKinds),
  tags: z.array(line(limits.tag)).max(limits.tags),
  /** Markdown. */
  answer: prose(limits.remark).nullable(),
  /** `null`: the answer is not told as a story. */
  star: Star.nullable(),
  /** How sure one is of the answer: 1 not at all, 5 entirely. */
  confidence: z.int().min(1).max(5).nullable(),
  /** The day it was practised last. */
  practisedOn: CalendarDate.nullable(),
  /** One per interview. */
  uses: z.array(QuestionUse).max(greatestUses),
} as const;

export const Question = z.strictObject({ ...questionFields, ...origin });
export type Question = z.infer<typeof Question>;

export const QuestionKind = defineKind({
  name: 'question',
  version: 1,
  schema: Question,
  held: { title: 'Questions and your answers', purpose: 'To prepare for interviews' },
});

/** What a question holds of which only the words are known. */
export const blankQuestion = {
  kind: 'other',
  tags: [],
  answer: null,
  star: null,
  confidence: null,
  practisedOn: null,
  uses: [],
} satisfies Partial<Question>;

/** Uses as they are kept: one per interview, the last one said. */
export function oneUseEach(uses: readonly QuestionUse[]): QuestionUse[] {
  return [...new Map(uses.map((use) => [use.interviewId, use])).values()];
}

/** Whether two texts are one question: without case, marks and the signs at the end. */
export function isSameQuestion(a: string, b: string): boolean {
  return questionKey(a) === questionKey(b);
}

/** The form in which texts of questions are compared. Not for showing. */
export function questionKey(text: string): string {
  return fold(text).replace(/[\s?!.…？]{1,100}$/u, '');
}

/**
 * The order in which questions are practised: never practised first, then the longest ago; on one day the least sure first.
 * Not sure how sure counts as not at all.
 */
export function toPractiseFirst(
  a: Pick<Question, 'practisedOn' | 'confidence'>,
  b: Pick<Question, 'practisedOn' | 'confidence'>,
): number {
  const [dayA, dayB] = [a.practisedOn ?? '', b.practisedOn ?? ''];
  return dayA === dayB ? (a.confidence ?? 0) - (b.confidence ?? 0) : dayA < dayB ? -1 : 1;
}
