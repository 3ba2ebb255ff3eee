/** The door of notes on the server. */
import { NoteKind } from '@sotto/domain';
import type { Feature } from '@sotto/runtime';
import { noteRoutes } from './routes.ts';
import { searchables } from './search.ts';

/** Companies hand notes on when they are merged, and take them along when they are deleted. */
export const notesFeature: Feature = {
  name: 'notes',
  kinds: [NoteKind],
  searchables,
  start: (platform) => ({ routes: noteRoutes(platform) }),
};
