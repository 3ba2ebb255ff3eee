import { describe, expect, test } from 'vitest';
import { mergeCompanies, newCompany } from './company.ts';

const company = (name: string, more: object = {}) => ({ ...newCompany(name), ...more });

describe('two companies that become one', () => {
  test('are known by all names, each once', () => {
    const merged = mergeCompanies(
      company('Castle Group', { aliases: ['The Keep'] }),
      company('Rook Logistics', { aliases: ['the keep', 'Castle Group GmbH', 'Rooks'] }),
    );
    expect([merged.name, merged.aliases]).toEqual(['Castle Group', ['The Keep', 'Rook Logistics', 'Rooks']]);
  });

  test('keep what either says, the first before the second', () => {
    const first = company('A', { website: 'https://a.example', notes: 'one', size: '1-10' });
    const second = company('B', {
      website: 'https://b.example',
      industry: 'Rail',
      notes: 'two',
      doNotApply: true,
      doNotApplyReason: 'n',
    });
    expect(mergeCompanies(first, second)).toMatchObject({
      website: 'https://a.example',
      industry: 'Rail',
      size: '1-10',
      notes: 'one\n\ntwo',
      doNotApply: true,
      doNotApplyReason: 'n',
    });
  });

  test('of which one says nothing are the other', () => {
    const first = company('A', { notes: 'one', aliases: ['B'], address: { city: 'Wien' } });
    expect(mergeCompanies(first, newCompany('B'))).toEqual(first);
  });
});
