/** What tells an older copy of the database from the present one, when nobody was erased in between. */
import type { Migration } from '../door.ts';

export const mark: Migration = {
  name: '0003-mark',
  up: (make) => [make.addColumn('installation', 'mark', 'integer?')],
  down: (make) => [make.dropColumn('installation', 'mark')],
};
