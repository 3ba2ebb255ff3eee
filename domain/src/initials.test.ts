import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

test('initials are of the first three words, whatever the script, and never the name', () => {
  expect(
    [
      'Palisade Clinics',
      'acme',
      'Müller & Söhne GmbH & Co. KG',
      '3M',
      'شركة الأمل',
      '株式会社',
      'Ben’s Books',
      'E\u0301cole Noire',
      '—',
      '',
    ].map(initialsOf),
  ).toEqual(['P. C.', 'A.', 'M. S. G.', '3.', 'ش. ا.', '株.', 'B. B.', 'É. N.', '…', '…']);
});
