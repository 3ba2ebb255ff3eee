import type { Reading } from '@sotto/features/capture/web';
import { expect, test } from 'vitest';
import { changed, emptyDraft, takenBack, takenIn } from './draft.ts';

const reading: Reading = {
  from: 'page',
  details: { company: 'Kestrel Freight', title: 'Analyst', location: { city: 'Durham' }, workMode: 'hybrid' },
  text: 'All of it.',
  isClosed: false,
};

test('what is empty is filled, its parts unfold, and the text is kept', () => {
  const { draft, filled, left } = takenIn(emptyDraft, reading);
  expect(draft).toMatchObject({
    company: 'Kestrel Freight',
    title: 'Analyst',
    posting: 'All of it.',
    values: { location: { city: 'Durham' }, workMode: 'hybrid' },
    unfolded: ['place', 'mode', 'posting'],
  });
  expect([filled, left]).toEqual([['company', 'title', 'location', 'workMode', 'posting'], []]);
});

test('what was typed stays until it is said to be replaced; what says the same is no difference', () => {
  const typed = { ...emptyDraft, company: 'Kestrel', title: 'Analyst', posting: 'My own words' };
  const taken = takenIn(typed, reading);
  expect([taken.draft.company, taken.draft.posting, taken.left]).toEqual(['Kestrel', 'My own words', ['company', 'posting']]);
  const replaced = takenIn(taken.draft, reading, true);
  expect([replaced.draft.company, replaced.draft.posting, replaced.left]).toEqual(['Kestrel Freight', 'All of it.', []]);
});

test('what was read may be read anew, and is one’s own once it was changed', () => {
  const first = takenIn(emptyDraft, reading).draft;
  const mine = changed(first, { values: { ...first.values, location: { city: 'Raleigh' } } });
  expect(mine.read).toEqual(['company', 'title', 'workMode', 'posting']);
  const other = takenIn(mine, { ...reading, details: { ...reading.details, title: 'Lead', location: { city: 'Leeds' } } });
  expect([other.draft.title, other.draft.values.location, other.left]).toEqual(['Lead', { city: 'Raleigh' }, ['location']]);
});

test('a link says where the posting lies and keeps no text', () => {
  const link: Reading = {
    from: 'link',
    details: { url: 'https://acme.example/1', externalJobId: 'lever:1' },
    text: null,
    isClosed: false,
  };
  const { draft, filled } = takenIn(emptyDraft, link);
  expect([filled, draft.posting, draft.unfolded]).toEqual([['url', 'externalJobId'], '', []]);
});

test('taken back, it is as before, but for what was changed or added since', () => {
  const before = { ...emptyDraft, company: 'Kestrel', values: { seniority: 'Junior' }, unfolded: ['mode'] };
  const { draft, filled } = takenIn(before, reading);
  expect(takenBack(draft, before, filled)).toEqual(before);
  const since = changed(draft, { title: 'Senior analyst', values: { ...draft.values, notes: 'Ask Tomas.' } });
  expect(takenBack(since, before, filled)).toMatchObject({
    company: 'Kestrel',
    title: 'Senior analyst',
    posting: '',
    values: { seniority: 'Junior', notes: 'Ask Tomas.' },
    read: [],
  });
});
