/** Private addresses from which calendar programs fetch. */
import type { Migration } from '../door.ts';

export const calendarFeeds: Migration = {
  name: '0004-calendar-feeds',
  up: (make) => [
    make.table(
      'calendar_feed',
      {
        user_id: 'text',
        id: 'text',
        token_hash: 'bytes',
        created_at: 'integer',
        fetched_at: 'integer?',
        expires_at: 'integer?',
        key_id: 'text',
        sealed: 'sealed',
      },
      { primary: ['user_id', 'id'], unique: [['user_id', 'token_hash']] },
    ),
  ],
  down: (make) => [make.dropTable('calendar_feed')],
};
