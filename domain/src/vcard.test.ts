import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Contact, contactKinds, newContact } from './contact.ts';
import { limits } from './text.ts';
import { readVcards, writeVcard, type CardContact, type ContactToWrite } from './vcard.ts';

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
const one = (...lines: string[]) => readVcards(card(...lines)).contacts[0];

describe('a card of an address book', () => {
  test('of version 2.1 is read: bare types, quoted-printable over several lines, other charsets', () => {
    const contact = one(
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:K=C3=B6rber;J=C3=BCr=',
      'gen',
      'FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=FCrgen K=F6rber',
      'ORG:Quarterdeck Ferries;Harbour',
      'TITLE:Harbour master',
      'TEL;CELL:+49 40 555 0199',
      'TEL;WORK;VOICE:+49 40 555 0100',
      'EMAIL;INTERNET:j@ferries.example',
      'NOTE;ENCODING=QUOTED-PRINTABLE:Met at the pier=0D=0AAsks twice',
      'PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQSkZJRg',
      ' ABAQAAAQABAAD',
    );
    expect(contact).toEqual({
      name: 'Jürgen Körber',
      givenName: 'Jürgen',
      familyName: 'Körber',
      role: 'Harbour master',
      kind: null,
      companies: ['Quarterdeck Ferries'],
      emails: [{ email: 'j@ferries.example', label: null }],
      phones: [
        { number: '+49 40 555 0199', label: 'Mobile' },
        { number: '+49 40 555 0100', label: 'Work' },
      ],
      links: [],
      attributes: [],
      notes: 'Met at the pier\r\nAsks twice',
    });
  });

  test('of version 3.0 is read: groups with labels, escapes, folded lines', () => {
    expect(
      one(
        'VERSION:3.0',
        'N:Brandt;Leah;Maria;;',
        'FN:Leah Brandt',
        'ORG:Palisade Clinics\\, Inc.;Data',
        'item1.EMAIL;type=INTERNET;type=pref:leah@palisade.example',
        'item1.X-ABLabel:_$!<Work>!$_',
        'item2.URL;type=pref:https\\://leah.example/a\\,b',
        'item2.X-ABLabel:Blog',
        'NOTE:Likes the water project.\\nAsks abo',
        ' ut tests.',
      ),
    ).toMatchObject({
      name: 'Leah Brandt',
      companies: ['Palisade Clinics, Inc.'],
      emails: [{ email: 'leah@palisade.example', label: 'Work' }],
      links: [{ url: 'https://leah.example/a,b', label: 'Blog' }],
      notes: 'Likes the water project.\nAsks about tests.',
    });
  });

  test('of version 4.0 is read: quoted parameters, addresses as URIs', () => {
    expect(
      one(
        'VERSION:4.0',
        'FN;LANGUAGE="en:US":Ravi Menon',
        'TEL;VALUE=uri;TYPE="voice,cell":tel:+1-919-555-0142',
        'EMAIL;PREF=1:mailto:ravi@palisade.example',
        'ROLE:Staff engineer',
      ),
    ).toMatchObject({
      name: 'Ravi Menon',
      role: 'Staff engineer',
      phones: [{ number: '+1-919-555-0142', label: 'Mobile' }],
      emails: [{ email: 'ravi@palisade.example' }],
    });
  });

  test('is named by what it has, and passed over when it has nothing', () => {
    expect(one('N:Brandt;Leah;;;')?.name).toBe('Leah Brandt');
    expect(one('ORG:Harrow & Finch')?.name).toBe('Harrow & Finch');
    expect(one('EMAIL:a@b.example')?.name).toBe('a@b.example');
    expect(readVcards(card('TEL:1') + card('FN:A')).unnamed).toBe(1);
  });

  test('inside another one is no person, and one without an end is', () => {
    const agent = ['FN:Boss', 'AGENT:', 'BEGIN:VCARD', 'FN:Assistant', 'END:VCARD'].join('\r\n');
    expect(readVcards(card(agent)).contacts.map(({ name }) => name)).toEqual(['Boss']);
    expect(readVcards('BEGIN:VCARD\nFN:Open').contacts.map(({ name }) => name)).toEqual(['Open']);
  });

  test('brings no addresses that are none', () => {
    expect(one('FN:A', 'EMAIL:nonsense', 'URL:javascript:alert(1)', 'TEL:')).toMatchObject({ emails: [], links: [], phones: [] });
  });
});

test('whatever is read, nothing is thrown and everything fits', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'BEGIN:VCARD',
      'END:VCARD',
      '\r\n',
      '\n ',
      'FN:',
      'N:;;',
      'EMAIL;TYPE="',
      'NOTE;ENCODING=QUOTED-PRINTABLE:=E4=',
      '\\',
      '=4',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      for (const { companies, ...contact } of readVcards(`BEGIN:VCARD\nFN:A\n${pieces.join('')}`).contacts) {
        expect(Contact.safeParse({ ...newContact('A'), ...contact }).success).toBe(true);
        expect(companies.every((name) => name !== '' && name.length <= limits.name)).toBe(true);
      }
    }),
  );
});

describe('a contact that is written', () => {
  const text = fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: 50 }),
      fc.string({ unit: 'grapheme', maxLength: 50 }),
      fc.constantFrom('a;b', 'c\\,d', '\\n', 'é'.repeat(90)),
    )
    .map((one) =>
      one
        .toWellFormed()
        .replaceAll(/[\r\n]/g, '')
        .trim(),
    );
  const line = text.filter((one) => one !== '');
  const maybe = fc.option(line);
  const label = fc.option(
    fc
      .oneof(line, fc.constantFrom('Work', 'Home', 'Mobile', 'work'))
      .map((one) => one.slice(0, 20).toWellFormed().trim())
      .filter((one) => one !== ''),
  );
  const contact: fc.Arbitrary<ContactToWrite> = fc.record({
    id: fc.uuid(),
    name: line,
    givenName: maybe,
    familyName: maybe,
    role: maybe,
    kind: fc.option(fc.constantFrom(...contactKinds)),
    companies: fc.uniqueArray(line, { maxLength: 3 }),
    emails: fc.array(fc.record({ email: fc.constantFrom('a@b.example', 'o.k+1@d.example'), label }), { maxLength: 3 }),
    phones: fc.array(fc.record({ number: fc.constantFrom('+1 919', '(0) 12;3'), label }), { maxLength: 3 }),
    links: fc.array(fc.record({ url: fc.constantFrom('https://a.example/x;y,z', 'https://b.example/'), label }), {
      maxLength: 3,
    }),
    attributes: fc.array(fc.record({ name: label.filter((one) => one !== null), value: line }), { maxLength: 3 }),
    notes: fc.option(fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'))),
  });

  test('reads back as it was, several after each other', () => {
    fc.assert(
      fc.property(fc.array(contact, { maxLength: 3 }), (contacts) => {
        const expected = contacts.map(({ id: _, ...fields }): CardContact => fields);
        expect(readVcards(contacts.map(writeVcard).join('')).contacts).toEqual(expected);
      }),
    );
  });

  test('is in lines of at most 75 bytes that no character is torn by', () => {
    fc.assert(
      fc.property(contact, (one) => {
        const lines = writeVcard(one).split('\r\n');
        expect(Math.max(...lines.map((each) => new TextEncoder().encode(each).length))).toBeLessThanOrEqual(75);
        expect(lines.join('').isWellFormed()).toBe(true);
      }),
    );
  });
});
