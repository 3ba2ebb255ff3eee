/** Questions in the form of the API. */
import { InterviewKind, stampsOf, type Question, type QuestionUse, type Stored } from '@sotto/domain';
import { applicationRef } from '@sotto/features/applications/server';
import type { Workspace } from '@sotto/workspace';
import type { NamedUse, QuestionView } from '../api.ts';

export function questionView(workspace: Workspace, question: Stored<Question>): QuestionView {
  const { importRef: _, createdFrom: __, uses, ...fields } = question.content;
  const named = uses.flatMap((use) => namedUse(workspace, use) ?? []);
  return {
    ...stampsOf(question),
    ...fields,
    uses: named.toSorted((a, b) => (a.startsAt < b.startsAt ? 1 : a.startsAt > b.startsAt ? -1 : 0)),
  };
}

/** `null`: the interview has gone. */
function namedUse(workspace: Workspace, { interviewId, role }: QuestionUse): NamedUse | null {
  const interview = workspace.get(InterviewKind, interviewId)?.content;
  if (interview === undefined) return null;
  const { startsAt, kind, round, applicationId } = interview;
  return { interviewId, role, startsAt, kind, round, application: applicationRef(workspace, applicationId) };
}
