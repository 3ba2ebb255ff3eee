/** A whole archive brought in and taken back over the wire: applications, the people and the answers that were ticked, on both engines. */
import { ContactKind, CompanyKind, QuestionKind, UserId } from '@sotto/domain';
import { newcomer } from '@sotto/features/account/testing';
import { accountFeature } from '@sotto/features/account/server';
import { applicationsFeature } from '@sotto/features/applications/server';
import { listContacts, patchContact } from '@sotto/features/contacts/api';
import { contactsFeature } from '@sotto/features/contacts/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { listQuestions } from '@sotto/features/questions/api';
import { questionsFeature } from '@sotto/features/questions/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { type TestServer, type Visitor, engines, sized, startServer } from '@sotto/testing';
import { makeOpening } from '@sotto/vault/opening';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { corpusFile, hasCorpus, leftOutNotice } from './corpus.testing.ts';
import { transferFeature } from './index.ts';
import { ImportFileKind } from './records.ts';
import { type Brought, connections, linkedInArchive, trackers, zipOf } from './trackers.testing.ts';

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
  transferFeature,
];

describe.each(engines)('bringing an archive on %s', (engine) => {
  let running: TestServer;
  let visitor: Visitor;
  let userId: UserId;

  beforeAll(async () => {
    running = await startServer({ features, engine });
  });
  afterAll(() => running[Symbol.asyncDispose]());
  beforeEach(async () => {
    running.clock.advance(2 * 24 * 60 * 60_000);
    visitor = await newcomer(running);
    const { account } = (await (await visitor.fetch('/api/v1/export.json')).json()) as { account: { id: string } };
    userId = UserId.parse(account.id);
  });

  async function preview({ bytes, type }: Brought): Promise<api.ImportPreview> {
    const { body } = await visitor.call(api.startImport, { query: { preview: '1' }, body: new Blob([bytes]), type });
    return body as api.ImportPreview;
  }
  const look = async (id: string, options: api.ImportOptions) =>
    (await visitor.call(api.revisePreview, { params: { id }, body: { options } })).body;
  const commit = async (id: string) => (await visitor.call(api.commitImport, { params: { id } })).body;
  const undo = async (id: string) => (await visitor.call(api.undoImport, { params: { id } })).body;
  const workspace = () => running.platform.workspaces.read(makeOpening(userId, 'user', 'transfer'));
  const names = async () => (await visitor.call(listContacts, {})).body.items.map(({ name }) => name);
  const questions = async () => (await visitor.call(listQuestions, { query: {} })).body.items.map(({ text }) => text);

  test('brings nobody and no answer in unless they were ticked', async () => {
    const seen = await preview(zipOf(linkedInArchive));
    expect(seen).toMatchObject({
      counts: { new: 4, people: 0, answers: 0 },
      people: [{ isTracked: true }, { isTracked: true }, { isTracked: false }],
    });
    expect(await commit(seen.id)).toMatchObject({ counts: { new: 4, people: 0, answers: 0 }, total: 5, done: 5 });
    expect([await names(), await questions()]).toEqual([[], []]);
  });

  test('brings in who and what was ticked, says the second time that all is the same, and takes all of it back', async () => {
    const archive = zipOf(linkedInArchive);
    const { id, people, answers } = await preview(archive);
    const options = { people: people.map(({ key }) => key), answers: [answers[0]!.key, answers[2]!.key] };
    expect((await look(id, options)).counts).toMatchObject({ new: 4, newCompanies: 4, people: 3, answers: 2 });
    expect(await commit(id)).toMatchObject({ state: 'done', total: 10, done: 10, counts: { people: 3, answers: 2 } });

    const { items } = (await visitor.call(listContacts, {})).body;
    expect(items.map(({ name, role, emails, companies }) => [name, role, emails[0]?.email, companies[0]?.name])).toEqual([
      ['Ana Feld', 'Head of kitchen', 'ana@example.org', 'ACME Catering'],
      ['Béla Kovács, MBA', 'Recruiter', undefined, 'Globex'],
      ['Chidi', null, undefined, undefined],
    ]);
    const [ana] = (await workspace()).all(ContactKind);
    expect(ana?.content).toMatchObject({
      givenName: 'Ana',
      links: [{ url: 'https://www.linkedin.com/in/ana-feld', label: 'LinkedIn' }],
      attributes: [{ name: 'Connected on', value: '2024-01-05' }],
      importRef: { source: 'linkedin', sourceId: 'linkedin.com/in/ana-feld' },
    });
    expect(await questions()).toEqual([
      'What are your salary expectations?',
      'How many years of experience do you have with sourdough?',
    ]);

    const again = await preview(archive);
    expect(again.counts).toMatchObject({ new: 0, update: 0, same: 5 });
    expect(again.people.map(({ isHere }) => isHere)).toEqual([true, true, true]);
    expect(again.answers.map(({ isHere }) => isHere)).toEqual([true, false, true]);
    await look(again.id, options);
    expect((await commit(again.id)).counts).toMatchObject({ new: 0, people: 0, answers: 0 });
    expect(await names()).toHaveLength(3);

    expect(await undo(id)).toEqual({ removed: 9, restored: 0, removedCompanies: 4, kept: [] });
    expect([await names(), await questions(), (await workspace()).all(CompanyKind)]).toEqual([[], [], []]);
  });

  test('taken back leaves a contact that was changed since, with their company, and says who', async () => {
    const { id, people, answers } = await preview(zipOf(linkedInArchive));
    await look(id, { people: people.map(({ key }) => key), answers: answers.map(({ key }) => key) });
    await commit(id);
    const [ana] = (await visitor.call(listContacts, {})).body.items;
    await visitor.call(patchContact, { params: { id: ana!.id }, body: { revision: ana!.revision, role: 'Chef' } });
    expect(await undo(id)).toMatchObject({ removedCompanies: 3, kept: [{ id: ana!.id, company: '', title: 'Ana Feld' }] });
    expect(await names()).toEqual(['Ana Feld']);
    expect((await workspace()).all(CompanyKind).map(({ content }) => content.name)).toEqual(['ACME Catering']);
    expect((await workspace()).all(QuestionKind)).toEqual([]);
  });

  test('of connections alone asks for nothing else, and a thousand of them come in with their progress', async () => {
    const most = sized({ everyday: 1_000, full: 10_000 });
    const rows = Array.from(
      { length: most },
      (_, index) => `Ana ${index},Feld,https://www.linkedin.com/in/ana-${index},,Company ${index % 50},Cook,05 Jan 2024`,
    );
    const brought: Brought = { bytes: new Uint8Array(Buffer.from(connections(rows))), type: 'text/csv' };
    const { id, people, rows: applications, format, label } = await preview(brought);
    expect({ applications, format, label }).toEqual({
      applications: [],
      format: 'linkedin-connections',
      label: 'LinkedIn, connections',
    });
    await look(id, { people: people.map(({ key }) => key) });
    const began = performance.now();
    expect(await commit(id)).toMatchObject({ total: most, done: most, counts: { people: most, newCompanies: 50 } });
    console.info(`${most} contacts brought in on ${engine}: ${Math.round(performance.now() - began)} ms`);
    expect(await undo(id)).toMatchObject({ removed: most, removedCompanies: 50 });
    expect(await names()).toEqual([]);
  });

  test('of every tracker says its name and, brought again, that all of it is here', async () => {
    for (const [from, { brought, label, rows }] of Object.entries(trackers)) {
      const { id, counts, label: said } = await preview(brought);
      expect({ from, said, new: counts.new }).toEqual({ from, said: label, new: rows });
      await commit(id);
      expect({ from, counts: (await preview(brought)).counts }).toMatchObject({ from, counts: { new: 0, update: 0 } });
      await undo(id);
    }
    expect((await workspace()).all(CompanyKind)).toEqual([]);
  });

  test('that is hostile is refused with what to do, and nothing of it is kept', async () => {
    const refused = await visitor.fetch('/api/v1/imports?preview=1', {
      method: 'POST',
      headers: { 'content-type': 'application/zip' },
      body: zipOf({ 'Jobs/Job Applications.csv': 'x'.repeat(5_000_000) }).bytes,
    });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ row: null, detail: expect.stringContaining('Unpack it on your computer') });
    expect((await workspace()).all(ImportFileKind)).toEqual([]);
  });

  test.runIf(hasCorpus)('of LinkedIn’s own file within a whole archive reads it beside the rest', async () => {
    const real = Buffer.from(corpusFile('csv/linkedin_job_applications_redacted.csv')).toString();
    const { counts, people, answers } = await preview(zipOf({ ...linkedInArchive, 'Jobs/Job Applications.csv': real }));
    // Eight of theirs, one of the second part, and one of two saved ones: the other is among the eight.
    expect([counts.new, people.length, answers.length]).toEqual([10, 3, 3]);
  });
  if (!hasCorpus) console.info(`LinkedIn’s own file: ${leftOutNotice}`);
});
