/** Which questions belong to an interview: many at once, whatever else has changed in them. */
import { Problem } from '@sotto/contract';
import { refused } from '@sotto/features/applications/server';
import { greatestUses, InterviewKind, QuestionKind, type Id, type Question, type QuestionUse } from '@sotto/domain';
import { route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Workspace } from '@sotto/workspace';
import { linkQuestions } from '../api.ts';
import { questionView } from './views.ts';

export function linkRoutes({ workspaces }: Platform): Route[] {
  return [
    route(linkQuestions, 'track', async ({ by, params: { id: interviewId }, body: { items } }) => {
      const { workspace } = await workspaces.change(by, (present, draft) => {
        if (present.get(InterviewKind, interviewId) === undefined) throw new Problem('not-found');
        // Said twice in one request, the last counts; a record changes once in a draft.
        for (const [id, role] of new Map(items.map((item) => [item.id, item.role]))) {
          const question = present.get(QuestionKind, id);
          if (question === undefined) throw refused('items', 'One of these questions is not there.');
          const uses = usesWith(present, question.content, { interviewId, role });
          draft.update(QuestionKind, id, question.revision, { ...question.content, uses });
        }
      });
      const linked = workspace
        .all(QuestionKind)
        .filter(({ content }) => content.uses.some((use) => use.interviewId === interviewId));
      return { status: 200, body: { items: linked.map((question) => questionView(workspace, question)) } };
    }),
  ];
}

interface Wish {
  readonly interviewId: Id;
  readonly role: QuestionUse['role'] | null;
}

/** Interviews that have gone make room when there is none. Throws `invalid-input` when there still is not. */
function usesWith(workspace: Workspace, { uses }: Question, { interviewId, role }: Wish): QuestionUse[] {
  const others = uses.filter((use) => use.interviewId !== interviewId);
  if (role === null) return others;
  const kept = others.length < greatestUses ? others : others.filter((use) => workspace.has(use.interviewId));
  if (kept.length >= greatestUses) throw refused('items', `A question is linked to ${greatestUses} interviews at most.`);
  return [...kept, { interviewId, role }];
}
