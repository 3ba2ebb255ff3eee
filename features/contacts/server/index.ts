/** The door of contacts on the server. */
import type { Feature } from '@sotto/runtime';
import { importRoutes } from './import-routes.ts';
import { interactionRoutes } from './interaction-routes.ts';
import { kinds } from './records.ts';
import { contactRoutes } from './routes.ts';
import { searchables } from './search.ts';
import { vcardRoutes } from './vcard-routes.ts';

export { cardsOf } from './vcard-routes.ts';

export { contactMaker } from './make.ts';

export const contactsFeature: Feature = {
  name: 'contacts',
  kinds,
  searchables,
  start: (platform) => ({
    routes: [...vcardRoutes(platform), ...importRoutes(platform), ...contactRoutes(platform), ...interactionRoutes(platform)],
  }),
};
