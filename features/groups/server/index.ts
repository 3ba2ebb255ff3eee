/** The door of groups on the server. */
import { dateOf, firstGroup, GroupKind } from '@sotto/domain';
import type { Feature } from '@sotto/runtime';
import { kinds } from './records.ts';
import { groupRoutes } from './routes.ts';
import { searchables } from './search.ts';

export { defaultGroup, groupsInOrder } from './records.ts';

export const groupsFeature: Feature = {
  name: 'groups',
  kinds,
  searchables,
  start: (platform) => ({ routes: groupRoutes(platform) }),
  beginnings: (ids, now) => [{ kind: GroupKind, id: ids.record(), content: firstGroup(dateOf(now, 'UTC')) }],
};
