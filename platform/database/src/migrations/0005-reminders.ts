/** Reminders by mail: whether someone wants them, and which were given. */
import type { Migration } from '../door.ts';

export const reminders: Migration = {
  name: '0005-reminders',
  up: (make) => [
    make.table(
      'reminder_mail',
      {
        user_id: 'text',
        token_hash: 'bytes',
        created_at: 'integer',
        stopped_at: 'integer?',
        key_id: 'text',
        sealed: 'sealed',
      },
      { primary: ['user_id'] },
    ),
    make.table(
      'reminded',
      { user_id: 'text', record_id: 'text', moment: 'integer', told_at: 'integer' },
      { primary: ['user_id', 'record_id', 'moment'] },
    ),
    make.index('reminded_by_time', { table: 'reminded', columns: ['told_at'] }),
  ],
  down: (make) => [make.dropTable('reminded'), make.dropTable('reminder_mail')],
};
