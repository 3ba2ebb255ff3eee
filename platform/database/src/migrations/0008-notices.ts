/** Notices to people, and since when a published text is announced and holds. */
import type { Migration } from '../door.ts';

export const notices: Migration = {
  name: '0008-notices',
  up: (make) => [
    make.table(
      'notice',
      {
        user_id: 'text',
        id: 'text',
        created_at: 'integer',
        mailed: 'integer',
        dismissed_at: 'integer?',
        key_id: 'text',
        sealed: 'sealed',
      },
      { primary: ['user_id', 'id'] },
    ),
    make.addColumn('policy_version', 'effective_at', 'integer?'),
    make.addColumn('policy_version', 'announced_at', 'integer?'),
  ],
  down: (make) => [
    make.dropColumn('policy_version', 'announced_at'),
    make.dropColumn('policy_version', 'effective_at'),
    make.dropTable('notice'),
  ],
};
