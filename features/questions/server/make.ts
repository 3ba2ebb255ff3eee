/** Questions that come from elsewhere with an answer. */
import { blankQuestion, type Id, type ImportRef, type Ids, QuestionKind } from '@sotto/domain';
import type { Draft } from '@sotto/workspace';

export interface BroughtQuestion {
  readonly ids: Ids;
  /** Where it came from. */
  readonly importRef: ImportRef;
  readonly text: string;
  readonly answer: string;
}

/** Drafts a question of no particular kind, used nowhere yet; answers its id. */
export function bringQuestion(draft: Draft, { ids, importRef, text, answer }: BroughtQuestion): Id {
  const id = ids.record();
  draft.create(QuestionKind, { id, content: { ...blankQuestion, text, answer, importRef, createdFrom: null } });
  return id;
}
