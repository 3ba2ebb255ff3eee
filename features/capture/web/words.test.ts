import { expect, test } from 'vitest';
import { wordsOf } from './words.ts';

test.for([
  [
    'Senior Backend Engineer\nNordlicht Energie GmbH · Hamburg, Germany\nHybrid  Full-time',
    'Senior Backend Engineer',
    'Nordlicht Energie GmbH',
  ],
  [
    'Acme Robotics\nShare\nShow more options\nSenior Backend Engineer\nLeeds, England · 2 weeks ago',
    'Senior Backend Engineer',
    'Acme Robotics',
  ],
  [
    'Sachbearbeiter Einkauf (m/w/d)\nMüller Maschinenbau GmbH & Co. KG\nStandort: 70173 Stuttgart',
    'Sachbearbeiter Einkauf (m/w/d)',
    'Müller Maschinenbau GmbH & Co. KG',
  ],
  ['Junior Data Analyst\nKestrel Freight\nDurham, NC\n$25 - $30 an hour', 'Junior Data Analyst', 'Kestrel Freight'],
  ['Junior Data Analyst\nDurham, NC\nFull-time', 'Junior Data Analyst', null],
  ['Junior Data Analyst\nRemote\nKestrel Freight, Inc.', 'Junior Data Analyst', 'Kestrel Freight, Inc.'],
  ['Инженер-программист\nООО «Ромашка»\nМосква', 'Инженер-программист', 'ООО «Ромашка»'],
  ['Hi Ines,\n\nwe are looking for somebody who counts.\n', null, null],
  [
    'We are looking for an engineer who likes trains and everything that goes with them in a small town near the sea, and more besides.\nYes.',
    null,
    null,
  ],
] as const)('%j has the title %s and the company %s', ([text, title, company]) => {
  const words = wordsOf(text);
  expect([words.title, words.company]).toEqual([title, company]);
});

test('a line that says several things becomes several lines; sentences and buttons do not', () => {
  expect(
    wordsOf(
      'Acme · Leeds | Hybrid\tFull-time\nShare\n\nhttps://acme.example/1\nOne sentence with  two spaces that goes on and on, and on, until it is far longer than anything that ever stands in a head.',
    ).lines,
  ).toEqual([
    'Acme',
    'Leeds',
    'Hybrid',
    'Full-time',
    'One sentence with  two spaces that goes on and on, and on, until it is far longer than anything that ever stands in a head.',
  ]);
});
