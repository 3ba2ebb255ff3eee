/** Tables of people and of companies brought in and taken back over the wire, on both engines. */
import { signUp } from '@sotto/features/account/api';
import { accountFeature } from '@sotto/features/account/server';
import { listApplications } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { createCompany, getCompany, listCompanies, patchCompany } from '@sotto/features/companies/api';
import { companiesFeature } from '@sotto/features/companies/server';
import { createContact, createInteraction, getContact, listContacts, patchContact } from '@sotto/features/contacts/api';
import { contactsFeature } from '@sotto/features/contacts/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { questionsFeature } from '@sotto/features/questions/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { createNote, listNotes } from '@sotto/features/notes/api';
import { notesFeature } from '@sotto/features/notes/server';
import { createTask, listTasks } from '@sotto/features/tasks/api';
import { tasksFeature } from '@sotto/features/tasks/server';
import { engines, problemOf, startServer, type TestServer, uniqueName, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { transferFeature } from './index.ts';

const features = [
  accountFeature,
  privacyFeature,
  settingsFeature,
  groupsFeature,
  stagesFeature,
  companiesFeature,
  applicationsFeature,
  contactsFeature,
  questionsFeature,
  notesFeature,
  tasksFeature,
  transferFeature,
];

const people = [
  'Name;E-Mail;Telefon;Firma;Rolle;Shoe size',
  'Leah Brandt;leah@x.example;+49 30 1234;Kestrel Freight;Talent lead;39',
  'Ravi Menon;RAVI@y.example;;Palisade Clinics;Head of data;',
  ';nobody@z.example;;;;',
  'Leah Brandt;leah@x.example;+49 30 1234;Kestrel Freight;Talent lead;39',
  'Leah B.;leah@x.example;;Kestrel Freight;Intern;',
].join('\n');

describe.each(engines)('a table of people or companies on %s', (engine) => {
  let running: TestServer;
  let visitor: Visitor;
  beforeAll(async () => {
    running = await startServer({ features, engine });
  });
  afterAll(() => running[Symbol.asyncDispose]());
  beforeEach(async () => {
    running.clock.advance(2 * 24 * 60 * 60_000);
    visitor = running.visitor();
    await visitor.call(signUp, { body: { email: `${uniqueName()}@example.org`, password: 'wandering lilac otter' } });
  });

  async function preview(text: string): Promise<api.ImportPreview> {
    const { body } = await visitor.call(api.startImport, { query: { preview: '1' }, body: new Blob([text]), type: 'text/csv' });
    return body as api.ImportPreview;
  }
  const look = async (id: string, options: api.ImportOptions) =>
    (await visitor.call(api.revisePreview, { params: { id }, body: { options } })).body;
  const commit = async (id: string) => (await visitor.call(api.commitImport, { params: { id } })).body;
  const undo = async (id: string) => (await visitor.call(api.undoImport, { params: { id } })).body;
  const contacts = async () => (await visitor.call(listContacts, {})).body.items;
  const contact = async (id: string) => (await visitor.call(getContact, { params: { id } })).body;
  const companies = async () => (await visitor.call(listCompanies, {})).body.items.map(({ name }) => name);
  const outcomes = ({ rows }: api.ImportPreview) => rows.map(({ outcome }) => outcome);

  test('of people is known by its columns, fills in who is here, adds the others, and is the same when it comes again', async () => {
    const ravi = (
      await visitor.call(createContact, { body: { name: 'R. Menon', emails: [{ email: 'ravi@y.example' }], role: 'Director' } })
    ).body;
    const read = await preview(people);
    expect(read).toMatchObject({ contents: 'contacts', label: 'Table of people', format: null, statuses: [], people: [] });
    expect(read.columns.map(({ field }) => field)).toEqual([
      'contact.name',
      'contact.email',
      'contact.phone',
      'contact.company',
      'contact.role',
      null,
    ]);
    expect(outcomes(read)).toEqual(['new', 'update', 'skipped', 'same', 'skipped']);
    expect(read.rows.map(({ why }) => why)).toEqual([
      'Added.',
      'R. Menon is here already. Fills in companies; what is there stays.',
      'There is no name of a person.',
      'The same as row 2 of this file.',
      'Row 2 is about the same and says something else. Make one row of the two, or import this one afterwards.',
    ]);
    expect(read.counts).toMatchObject({ new: 1, update: 1, same: 1, skipped: 2, newCompanies: 2 });
    expect(await contacts()).toHaveLength(1);

    const report = await commit(read.id);
    expect(report).toMatchObject({ state: 'done', contents: 'contacts', done: 5, total: 5 });
    expect(report.rows.map(({ row, outcome, title }) => [row, outcome, title])).toEqual([
      [3, 'update', 'Ravi Menon'],
      [4, 'skipped', ''],
      [6, 'skipped', 'Leah B.'],
    ]);
    const leah = (await contacts()).find(({ name }) => name === 'Leah Brandt');
    expect(await contact(leah!.id)).toMatchObject({
      role: 'Talent lead',
      emails: [{ email: 'leah@x.example' }],
      phones: [{ number: '+49 30 1234' }],
      companies: [{ name: 'Kestrel Freight' }],
      notes: 'From row 2 of table.csv:\nShoe size: 39',
    });
    expect(await contact(ravi.id)).toMatchObject({
      name: 'R. Menon',
      role: 'Director',
      companies: [{ name: 'Palisade Clinics' }],
    });
    expect(outcomes(await preview(people))).toEqual(['same', 'same', 'skipped', 'same', 'same']);
  });

  test('of people is taken back whole: who came goes, who was filled in is as before, who was changed since stays', async () => {
    const body = { name: 'R. Menon', emails: [{ email: 'ravi@y.example' }] };
    const ravi = (await visitor.call(createContact, { body })).body;
    const { id } = await preview(`${people}\nDana Ito;dana@w.example;;;;`);
    await commit(id);
    const dana = (await contacts()).find(({ name }) => name === 'Dana Ito')!;
    await visitor.call(patchContact, { params: { id: dana.id }, body: { revision: 1, role: 'Analyst' } });
    expect(await undo(id)).toEqual({
      removed: 1,
      restored: 1,
      removedCompanies: 2,
      kept: [{ id: dana.id, company: '', title: 'Dana Ito' }],
    });
    expect((await contacts()).map(({ name }) => name).toSorted()).toEqual(['Dana Ito', 'R. Menon']);
    expect(await contact(ravi.id)).toMatchObject({ role: null, companies: [], emails: [{ email: 'ravi@y.example' }] });
    expect(await companies()).toEqual([]);
    expect(await problemOf(undo(id))).toBe('conflict');
  });

  test('of two rows about who is here fills them in by the first, says why the second stays out, and is taken back', async () => {
    const ann = (await visitor.call(createContact, { body: { name: 'Ann Lee', emails: [{ email: 'ann@x.example' }] } })).body;
    const { id, rows } = await preview(
      'Name,Email,Phone,Role\nAnn Lee,ann@x.example; lee@x.example,1,\nAnn Lee,ann@x.example,2,Chef\n' +
        'Ann Lee,ann@x.example; lee@x.example,1,\nA Lee,lee@x.example,,Chef\nAnn Lee,ann@x.example,,',
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['update', 'skipped', 'same', 'skipped', 'same']);
    expect(rows[1]!.why).toContain('Row 2 fills the same in already and says something else.');
    expect(rows[2]!.why).toBe('The same as row 2 of this file.');
    await commit(id);
    expect(await contact(ann.id)).toMatchObject({ role: null, phones: [{ number: '1' }], revision: 2 });
    expect(await undo(id)).toMatchObject({ removed: 0, restored: 1, kept: [] });
    expect(await contact(ann.id)).toMatchObject({ phones: [], emails: [{ email: 'ann@x.example' }] });
  });

  test('of two rows that differ only in their notes keeps the words of both out of harm', async () => {
    const rows = ['Leah,leah@x.example,Likes tea,39', 'Leah,leah@x.example,Likes tea,39', 'Leah,leah@x.example,Likes tea,40'];
    const read = await preview(['Name,Email,Notes,Shoe size', ...rows, 'Leah,leah@x.example,Hates tea,39'].join('\n'));
    expect(outcomes(read)).toEqual(['new', 'same', 'skipped', 'skipped']);
    expect(read.rows[2]!.why).toContain('Row 2 is about the same and says something else.');
  });

  test('of two rows about a company that is here fills it in by the first', async () => {
    const { id } = (await visitor.call(createCompany, { body: { name: 'Kestrel' } })).body;
    const read = await preview('Company,Industry,Size\nKestrel,Rail,\nKESTREL,,12\nKestrel,Rail,');
    expect(outcomes(read)).toEqual(['update', 'skipped', 'same']);
    await commit(read.id);
    expect((await visitor.call(getCompany, { params: { id } })).body).toMatchObject({ industry: 'Rail', size: null });
    expect(await undo(read.id)).toMatchObject({ restored: 1, kept: [] });
    expect((await visitor.call(getCompany, { params: { id } })).body).toMatchObject({ industry: null });
  });

  test('is whatever the person says it is, column by column, and leaves rows out that they name', async () => {
    const table = 'Wer,Wo,Was\nLeah Brandt,Kestrel,Rail\nRavi Menon,Palisade,Clinics';
    const read = await preview(table);
    expect(read.contents).toBe('applications');
    const mapping = { Wer: 'contact.name', Wo: 'contact.company', Was: 'none' } as const;
    const asPeople = await look(read.id, { contents: 'contacts', mapping, rows: { 3: { leaveOut: true } } });
    expect(asPeople.rows).toMatchObject([
      { title: 'Leah Brandt', company: 'Kestrel', outcome: 'new' },
      { title: 'Ravi Menon', outcome: 'skipped', why: 'Left out by you.' },
    ]);
    const asCompanies = await look(read.id, {
      contents: 'companies',
      mapping: { Wer: 'note', Wo: 'company.name', Was: 'company.industry' },
    });
    expect(asCompanies.rows.map(({ title }) => title)).toEqual(['Kestrel', 'Palisade']);
    await commit(read.id);
    expect([await contacts(), (await companies()).toSorted()]).toEqual([[], ['Kestrel', 'Palisade']]);
  });

  test('of companies fills in what is empty, adds the others, and is taken back', async () => {
    const kestrel = (await visitor.call(createCompany, { body: { name: 'Kestrel Freight GmbH', industry: 'Rail' } })).body;
    const table = 'Company,Industry,Size,City,Founded\nKestrel Freight,Logistics,51-200,Graz,1999\nOrrery Films,Film,12,,2003';
    const read = await preview(table);
    expect(read).toMatchObject({ contents: 'companies', counts: { new: 1, update: 1, newCompanies: 0 } });
    await commit(read.id);
    const now = (await visitor.call(getCompany, { params: { id: kestrel.id } })).body;
    expect(now).toMatchObject({ name: 'Kestrel Freight GmbH', industry: 'Rail', size: '51-200', address: { city: 'Graz' } });
    expect(now.notes).toBe('From row 2 of table.csv:\nFounded: 1999');
    expect(outcomes(await preview(table))).toEqual(['same', 'same']);
    expect(await undo(read.id)).toEqual({ removed: 1, restored: 1, removedCompanies: 0, kept: [] });
    expect(await companies()).toEqual(['Kestrel Freight GmbH']);
    expect((await visitor.call(getCompany, { params: { id: kestrel.id } })).body).toMatchObject({
      size: null,
      address: null,
      notes: null,
      industry: 'Rail',
    });

    const again = await preview(table);
    await commit(again.id);
    const later = (await visitor.call(getCompany, { params: { id: kestrel.id } })).body;
    await visitor.call(patchCompany, { params: { id: kestrel.id }, body: { revision: later.revision, size: '11-50' } });
    const orrery = (await visitor.call(listCompanies, {})).body.items.find(({ name }) => name === 'Orrery Films')!;
    await visitor.call(patchCompany, { params: { id: orrery.id }, body: { revision: 1, industry: 'Rights' } });
    expect(await undo(again.id)).toMatchObject({
      removed: 0,
      restored: 0,
      kept: [
        { id: kestrel.id, title: 'Kestrel Freight GmbH' },
        { id: orrery.id, title: 'Orrery Films' },
      ],
    });
  });

  test('taken back leaves whomever and whatever a note, a task or a talk is about, with it', async () => {
    const brought = await preview(people);
    await commit(brought.id);
    const all = await contacts();
    const leah = all.find(({ name }) => name === 'Leah Brandt')!;
    await visitor.call(createNote, { body: { text: 'Likes tea', link: { kind: 'contact', id: leah.id } } });
    expect(await undo(brought.id)).toMatchObject({ removed: 1, kept: [{ id: leah.id, title: 'Leah Brandt' }] });
    expect([(await contacts()).map(({ name }) => name), await companies()]).toEqual([['Leah Brandt'], ['Kestrel Freight']]);

    const list = await preview('Company,Industry\nOrrery,Film\nPalisade,Care\nQuern,Flour');
    await commit(list.id);
    const [orrery, palisade] = (await visitor.call(listCompanies, {})).body.items.filter(({ name }) => /^[OP]/u.test(name));
    await visitor.call(createTask, { body: { title: 'Read on', link: { kind: 'company', id: orrery!.id } } });
    const talk = { kind: 'call', direction: 'out', companyId: palisade!.id } as const;
    await visitor.call(createInteraction, { body: talk });
    expect(await undo(list.id)).toMatchObject({ removed: 1, kept: [{ title: 'Orrery' }, { title: 'Palisade' }] });

    const tracker = await preview('Company,Title,Status\nRill,Cook,Applied\nSable,Cook,Applied');
    await commit(tracker.id);
    const { items } = (await visitor.call(listApplications, { query: {} })).body;
    const cook = items.find(({ company }) => company.name === 'Rill')!;
    await visitor.call(createTask, { body: { title: 'Write', link: { kind: 'application', id: cook.id } } });
    expect(await undo(tracker.id)).toMatchObject({ removed: 1, removedCompanies: 1, kept: [{ id: cook.id, company: 'Rill' }] });
    const notes = (await visitor.call(listNotes, { query: {} })).body.items;
    const tasks = (await visitor.call(listTasks, { query: {} })).body.items;
    expect([notes.length, tasks.map(({ title }) => title).toSorted()]).toEqual([1, ['Read on', 'Write']]);
  });

  test('is what the fields are of that the person chose for its columns, where nothing else says it', async () => {
    const mapped = async (table: string, mapping: NonNullable<api.ImportOptions['mapping']>) =>
      (await look((await preview(table)).id, { mapping })).contents;
    const people = 'Name,Email,Firm\nLeah,leah@x.example,Kestrel';
    expect([
      await mapped(people, {}),
      await mapped(people, { Firm: 'note', Email: 'contact.email' }),
      await mapped(people, { Name: 'title', Firm: 'company' }),
      await mapped('Wer,Wo\nLeah,Kestrel', { Wer: 'contact.name' }),
      await mapped('Wer,Wo\nLeah,Kestrel', { Wo: 'company.name', Wer: 'none' }),
    ]).toEqual(['contacts', 'contacts', 'applications', 'contacts', 'companies']);
  });

  test('makes one company of a name, whoever works there, and none for whom it has no room', async () => {
    const full = Array.from({ length: 19 }, (_, index) => `Firm ${index}`);
    const body = { name: 'Ann Lee', emails: [{ email: 'ann@x.example' }], companies: full };
    await visitor.call(createContact, { body });
    const read = await preview(
      'Name,Email,Company\nAnn Lee,ann@x.example,Kestrel; KESTREL; Orrery\nBo Ray,bo@x.example,Kestrel\nCy Dee,cy@x.example,kestrel',
    );
    expect(read.counts).toMatchObject({ new: 2, update: 1, newCompanies: 1 });
    await commit(read.id);
    const ann = (await contacts()).find(({ name }) => name === 'Ann Lee')!;
    expect((await contact(ann.id)).companies).toHaveLength(20);
    expect((await companies()).filter((name) => !full.includes(name)).map((name) => name.toLowerCase())).toEqual(['kestrel']);
  });

  test('of people who share a mailbox makes none of them another', async () => {
    const body = { name: 'Ann Lee', emails: [{ email: 'jobs@x.example' }] };
    const ann = (await visitor.call(createContact, { body })).body;
    const table = 'Name,Email,Role\nBo Ray,jobs@x.example,Chef\nBo Ray,jobs@x.example,Chef\nA. Lee,jobs@x.example,Cook';
    const read = await preview(table);
    expect(read.rows.map(({ why }) => why)).toEqual([
      'Added. Ann Lee has this e-mail address, too.',
      'The same as row 2 of this file.',
      'Ann Lee is here already. Fills in the role; what is there stays.',
    ]);
    await commit(read.id);
    expect(await contact(ann.id)).toMatchObject({ name: 'Ann Lee', role: 'Cook' });
    expect((await contacts()).map(({ name }) => name).toSorted()).toEqual(['Ann Lee', 'Bo Ray']);
    expect(outcomes(await preview(table))).toEqual(['same', 'same', 'same']);
  });

  test('comes in at once when the request says what its columns are, and is refused when it does not', async () => {
    const send = (options?: api.ImportOptions) =>
      visitor.call(api.startImport, {
        query: options ? { options: Buffer.from(JSON.stringify(options)).toString('base64url') } : {},
        body: new Blob(['Name,Email\nLeah Brandt,leah@x.example']),
        type: 'text/csv',
      });
    expect(await problemOf(send())).toBe('unprocessable');
    expect((await send({ contents: 'contacts', mapping: {} })).body).toMatchObject({ state: 'done', counts: { new: 1 } });
    expect((await contacts()).map(({ name }) => name)).toEqual(['Leah Brandt']);
  });
});
