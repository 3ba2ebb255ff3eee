/** Entries of the activity log become a chain; and which mails were sent. */
import type { Migration } from '../door.ts';

export const activityChain: Migration = {
  name: '0006-activity-chain',
  up: (make) => [
    make.addColumn('activity', 'digest', 'bytes?'),
    make.addColumn('activity', 'mac', 'bytes?'),
    make.addColumn('activity', 'restored_from', 'integer?'),
    make.table(
      'sent_mail',
      { user_id: 'text', id: 'text', written_at: 'integer', sent_at: 'integer?', key_id: 'text', sealed: 'sealed' },
      { primary: ['user_id', 'id'] },
    ),
    make.index('sent_mail_by_time', { table: 'sent_mail', columns: ['written_at'] }),
  ],
  down: (make) => [
    make.dropTable('sent_mail'),
    ...['restored_from', 'mac', 'digest'].map((column) => make.dropColumn('activity', column)),
  ],
};
