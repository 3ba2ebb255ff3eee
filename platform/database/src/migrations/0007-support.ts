/** Help that people ask the operator for, and accounts their owners froze. */
import type { Migration } from '../door.ts';

export const support: Migration = {
  name: '0007-support',
  up: (make) => [
    make.addColumn('workspace', 'frozen_at', 'integer?'),
    make.table(
      'support_grant',
      {
        user_id: 'text',
        id: 'text',
        operator: 'text?',
        scope: 'text',
        asked_at: 'integer',
        lapses_at: 'integer',
        reading_ms: 'integer',
        taken_at: 'integer?',
        until_at: 'integer?',
        ended_at: 'integer?',
      },
      { primary: ['user_id', 'id'] },
    ),
    make.table(
      'support_entry',
      {
        user_id: 'text',
        grant_id: 'text',
        position: 'integer',
        what: 'text',
        at: 'integer',
        operator: 'text?',
        key_id: 'text',
        sealed: 'sealed',
      },
      { primary: ['user_id', 'grant_id', 'position'] },
    ),
  ],
  down: (make) => [make.dropTable('support_entry'), make.dropTable('support_grant'), make.dropColumn('workspace', 'frozen_at')],
};
