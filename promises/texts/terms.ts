/** The terms: what one may expect, and what is expected. Each sentence with its proof. */
import type { PublishedText } from '@sotto/features/policy/server';
import { fact, promise } from './sentence.ts';

export const terms: PublishedText = {
  name: 'terms',
  title: 'Terms',
  lead: 'What you may expect, and what is expected of you.',
  version: '3',
  date: '2026-11-22',
  sections: [
    {
      heading: 'Yours',
      sentences: [
        promise(
          'yours-stays-yours',
          'B4',
          'What you enter stays yours. Exporting and deleting it are free, at any time.',
          'promises/a-csv-of-each-group.spec.ts: the CSV of each group holds every application in it, field by field, and no other',
        ),
        fact(
          'your-part',
          'Keep your password, recovery codes and access keys to yourself, and enter about other people only what they would not mind.',
        ),
        fact('not-allowed', 'Do not try to get at what belongs to others, and do not hinder them.'),
      ],
    },
    {
      heading: 'The service',
      sentences: [
        promise(
          'protected-as-said',
          'A30',
          'How your data is protected is said on the privacy and security pages. Those pages are part of these terms.',
          'promises/index.spec.ts: the pages of the texts are there, and lead to each other',
        ),
        fact(
          'as-it-is',
          'Sotto is free software under the AGPL, version 3 or later, and comes as it is, without warranty. Export what you cannot do without.',
        ),
        fact('who-runs-it', 'Whoever runs this server answers for it. The address below reaches them.'),
        promise(
          'law',
          'A26',
          'These terms are governed by the laws that hold in Raleigh, North Carolina.',
          'promises/index.spec.ts: the pages of the texts are there, and lead to each other',
        ),
      ],
    },
    {
      heading: 'Changes',
      sentences: [
        promise(
          'terms-change',
          'A27',
          'When these terms change, their version, date and hash above change with them.',
          'promises/index.spec.ts: a text that changed has a new version, in the list of versions',
        ),
        promise(
          'terms-told',
          'A28',
          'What changes is said with it, a week before it holds at the earliest. Reading and taking your own never depend on agreeing.',
          'promises/index.spec.ts: a text that changed says what changed, and a week before it holds',
        ),
      ],
    },
  ],
};
