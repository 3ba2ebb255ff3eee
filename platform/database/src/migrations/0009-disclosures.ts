/** What was handed over by law, for its person to know; and how often what people do themselves was done, by everybody together. */
import type { Migration } from '../door.ts';

export const disclosures: Migration = {
  name: '0009-disclosures',
  up: (make) => [
    make.table(
      'disclosure',
      { user_id: 'text', id: 'text', disclosed_at: 'integer', key_id: 'text', sealed: 'sealed' },
      { primary: ['user_id', 'id'] },
    ),
    make.table('tally', { name: 'text', month: 'text', count: 'integer' }, { primary: ['name', 'month'] }),
  ],
  down: (make) => [make.dropTable('tally'), make.dropTable('disclosure')],
};
