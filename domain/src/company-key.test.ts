import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { companyKey, keysOf } from './company-key.ts';

describe('a company key', () => {
  test.for([
    [
      'ACME',
      'Acme, Inc.',
      'acme inc',
      'ACME Corporation',
      'The Acme Co.',
      'Acme Ltd',
      'ACME® GmbH',
      'A C M E'.replaceAll(' ', ''),
    ],
    ['Müller', 'Muller GmbH', 'MÜLLER G.m.b.H.', 'Müller GmbH & Co. KG'],
    ['Société Générale', 'Societe Generale S.A.', 'SOCIÉTÉ GÉNÉRALE SA'],
    ["Moody's", 'Moody’s Corporation', 'MOODYS'],
    ['Allegro', 'Allegro Sp. z o.o.', 'Allegro sp z oo'],
    ['Johnson & Johnson', 'Johnson and Johnson', 'JOHNSON + JOHNSON INC'],
    ['Rabobank', 'Rabobank N.V.', 'Rabobank B.V.'],
    ['S&P Global', 'S & P Global Inc.'],
    ['Kaufland', 'KAUFLAND e.K.', 'Kaufland GmbH & Co KGaA', 'Kaufland KG a.A.'],
    [
      'Siemens',
      'Siemens AG',
      'SIEMENS S.A.',
      'Siemens s.r.o.',
      'Siemens, spol. s r.o.',
      'Siemens a.s.',
      'Siemens A/S',
      'Siemens d.o.o.',
    ],
    [
      'Volvo',
      'Volvo AB',
      'Volvo AB (publ)',
      'Volvo Oy Ab',
      'Volvo Pty Ltd',
      'Volvo Pty. Limited',
      'Volvo Pvt. Ltd.',
      'Volvo Sdn. Bhd.',
    ],
    ['Nokia', 'Nokia Oyj', 'NOKIA OY', 'Nokia OÜ', 'Nokia Kft.', 'Nokia S.p.A.', 'Nokia S.r.l.', 'Nokia S. r. o.', 'Nokia Ltda.'],
    [
      'Bimbo',
      'Bimbo, S.A. de C.V.',
      'Bimbo S. A. de C. V.',
      'BIMBO SA de CV',
      'Bimbo S. de R.L. de C.V.',
      'Bimbo S.A.P.I. de C.V.',
    ],
    ['Proximus', 'Proximus SA/NV', 'Proximus BVBA', 'Proximus S.à r.l.', 'Proximus SPRL'],
    ['Ромашка', 'ООО «Ромашка»', 'ООО Ромашка', 'ромашка, ооо', 'АО "Ромашка"'],
    ['Astra', 'PT Astra Tbk', 'PT. Astra'],
    ['アクメ', '株式会社アクメ', 'アクメ株式会社', '(株)アクメ', '㈱アクメ'],
    ['삼성', '주식회사 삼성', '삼성(주)'],
    ['华为', '华为有限公司', '华为股份有限公司'],
    ['Turkcell', 'Turkcell A.Ş.', 'Turkcell Ltd. Şti.'],
  ])('is one for %s and its spellings', (spellings) => {
    expect(new Set(spellings.map(companyKey)).size).toBe(1);
  });

  test.for([
    ['Acme', 'Acme Labs'],
    ['Bosch', 'Bosch Rexroth'],
    ['Delta Air Lines', 'Delta Dental'],
    ['C', 'C++'],
    ['AG', 'SE'],
    ['PT', 'AO'],
    ['株式会社', '有限会社'],
    ['J. P. Morgan', 'J. Crew'],
    ['Studio A S', 'Studio B S'],
    ['***', '!!!'],
    ['株式会社アクメ', '株式会社ベータ'],
  ])('tells %s and %s apart', ([a, b]) => {
    expect(companyKey(a!)).not.toBe(companyKey(b!));
  });

  test('is never empty for a name that is not, and its own key', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => name.trim() !== '' && /[\p{L}\p{N}]/u.test(name)),
        (name) => {
          expect(companyKey(name)).not.toBe('');
        },
      ),
    );
  });

  test('does not depend on case or punctuation, for any words', () => {
    const word = fc.stringMatching(/^[a-z]{3,8}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 4 }),
        (parts) => void expect(companyKey(`${parts.join(', ').toUpperCase()}!`)).toBe(companyKey(parts.join(' '))),
      ),
    );
  });

  test('is given for every alias', () => {
    expect(keysOf({ name: 'Alphabet Inc.', aliases: ['Google', 'Google LLC'] })).toEqual(['alphabet', 'google']);
  });
});
