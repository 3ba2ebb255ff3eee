/** What is searched of tasks. */
import { TaskKind } from '@sotto/domain';
import { searchable } from '@sotto/workspace';
import { linkView } from './views.ts';

export const searchables = [
  searchable({
    kind: TaskKind,
    fields: ({ title, notes, origin }) =>
      // What a rule has suggested is in nobody's words.
      origin === 'rule'
        ? []
        : [
            ['title', title],
            ['notes', notes],
          ],
    shown: ({ content: { title, link } }, workspace) => {
      const about = link && linkView(workspace, link);
      return { title, detail: about === null ? '' : about.detail || about.title };
    },
  }),
];
