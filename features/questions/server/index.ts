/** The door of the question bank on the server. */
import { QuestionKind } from '@sotto/domain';
import type { Feature } from '@sotto/runtime';
import { questionRoutes } from './routes.ts';
import { searchables } from './search.ts';

export { bringQuestion, type BroughtQuestion } from './make.ts';

export const questionsFeature: Feature = {
  name: 'questions',
  kinds: [QuestionKind],
  searchables,
  start: (platform) => ({ routes: questionRoutes(platform) }),
};
