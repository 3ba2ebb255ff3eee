/** Import and export from the wire: a real server, both engines, a clock that is told to move. */
import { Problem } from '@sotto/contract';
import {
  ApplicationKind,
  CompanyKind,
  defineKind,
  GroupKind,
  SnapshotKind,
  StageChangeKind,
  StageKind as stageKind,
  TextKind,
  UserId,
  blankApplication,
  firstStages,
  newCompany,
} from '@sotto/domain';
import { makeAccessKey } from '@sotto/features/account/api';
import { newcomer } from '@sotto/features/account/testing';
import { accountFeature } from '@sotto/features/account/server';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { listGroups } from '@sotto/features/groups/api';
import { groupsFeature } from '@sotto/features/groups/server';
import { getInventory, listActivity } from '@sotto/features/privacy/api';
import { privacyFeature } from '@sotto/features/privacy/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import type { OpenPlatform } from '@sotto/runtime';
import {
  type TestServer,
  type Visitor,
  createVisitor,
  day,
  engines,
  hour,
  minute,
  startServer,
  uniqueName,
} from '@sotto/testing';
import { makeOpening } from '@sotto/vault/opening';
import { zipSync } from 'fflate';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import * as api from '../api.ts';
import { corpusFile, hasCorpus, leftOutNotice } from './corpus.testing.ts';
import { ownHeader } from './csv/own-columns.ts';
import { csvLine } from './csv/write.ts';
import { transferFeature } from './index.ts';
import { ImportFileKind } from './records.ts';

/** A kind that no list anywhere names, as one that is added tomorrow. Safe: nothing looks at a kind's name or number but by this object. */
const PlantedKind = {
  ...defineKind({ name: 'group', version: 1, schema: z.strictObject({ word: z.string() }) }),
  name: 'planted' as 'group',
  number: 9_999 as 2,
  plural: 'planteds',
};
const planted = { name: 'planted', kinds: [PlantedKind], start: () => ({ routes: [] }) };

const features = [
  accountFeature,
  privacyFeature,
  settingsFeature,
  groupsFeature,
  stagesFeature,
  companiesFeature,
  applicationsFeature,
  transferFeature,
  planted,
];

/** Someone new, signed in, and how they use what is tested here. */
class Person {
  readonly visitor: Visitor;
  readonly userId: UserId;
  readonly #running: TestServer;

  private constructor(running: TestServer, { visitor, userId }: { visitor: Visitor; userId: UserId }) {
    this.#running = running;
    this.visitor = visitor;
    this.userId = userId;
  }

  static async join(running: TestServer): Promise<Person> {
    running.clock.advance(2 * day);
    const visitor = await newcomer(running);
    const { account } = (await (await visitor.fetch('/api/v1/export.json')).json()) as { account: { id: string } };
    return new Person(running, { visitor, userId: UserId.parse(account.id) });
  }

  async group(): Promise<string> {
    return (await this.visitor.call(listGroups, {})).body.items[0]!.id;
  }

  async preview(
    file: string | Uint8Array<ArrayBuffer>,
    { type = 'text/csv', options = {} }: { type?: api.ImportType; options?: api.ImportOptions } = {},
  ): Promise<api.ImportPreview> {
    const { body } = await this.visitor.call(api.startImport, {
      query: { preview: '1', options: encoded(options) },
      body: new Blob([file]),
      type,
    });
    return body as api.ImportPreview;
  }

  async commit(id: string): Promise<api.ImportReport> {
    return (await this.visitor.call(api.commitImport, { params: { id } })).body;
  }

  async bring(
    file: string | Uint8Array<ArrayBuffer>,
    how: { type?: api.ImportType; options?: api.ImportOptions } = {},
  ): Promise<api.ImportReport> {
    return this.commit((await this.preview(file, how)).id);
  }

  async csv(): Promise<string> {
    const response = await this.visitor.fetch(`/api/v1/groups/${await this.group()}/applications.csv`);
    if (response.status !== 200) throw new Error(`no CSV: ${response.status}`);
    return response.text();
  }

  /** The records themselves. */
  workspace() {
    return this.#running.platform.workspaces.read(makeOpening(this.userId, 'user', 'transfer'));
  }

  async applications() {
    const workspace = await this.workspace();
    return workspace.all(ApplicationKind).map(({ id, revision, content }) => ({
      id,
      revision,
      ...content,
      company: workspace.get(CompanyKind, content.companyId)?.content.name,
      stage: workspace.get(stageKind, content.stageId)?.content.name,
    }));
  }
}

function encoded(options: api.ImportOptions): string {
  return Buffer.from(JSON.stringify(options)).toString('base64url');
}

async function refusalOf(call: Promise<unknown>): Promise<Problem | null> {
  return call.then(
    () => null,
    (cause: unknown) => {
      if (cause instanceof Problem) return cause;
      throw cause;
    },
  );
}

const tracker =
  'Company,Title,Status,Date,Notes\nACME,Cook,Applied,2026-10-01,soup\nHooli,Baker,Rejected,2026-10-02,\nInitech,Waiter,Wishlist,,\n';

describe.each(engines)('transfer on %s', (engine) => {
  let running: TestServer;
  let person: Person;

  const join = () => Person.join(running);
  beforeAll(async () => {
    running = await startServer({ features, engine });
  });
  afterAll(() => running[Symbol.asyncDispose]());
  beforeEach(async () => {
    person = await join();
  });

  describe('a preview', () => {
    test('says what would happen and writes nothing of it', async () => {
      const preview = await person.preview(tracker, { options: { name: 'mine.csv' } });
      expect(preview).toMatchObject({
        format: null,
        label: 'Table',
        name: 'mine.csv',
        counts: { new: 3, update: 0, same: 0, skipped: 0, questions: 0, newCompanies: 3 },
      });
      expect(preview.rows[1]).toMatchObject({
        key: '3',
        row: 3,
        outcome: 'new',
        company: 'Hooli',
        title: 'Baker',
        appliedOn: '2026-10-02',
      });
      expect(preview.columns.map(({ name, field }) => [name, field])).toContainEqual(['Status', 'stage']);
      expect(await person.applications()).toEqual([]);
    });

    test('is looked at again by other options without bringing the file again', async () => {
      const first = await person.preview('Company,Title,Date\nACME,Cook,09/10/2026\n');
      expect(first).toMatchObject({ ambiguousDates: 1, counts: { new: 0, skipped: 1, questions: 1 } });
      const [question] = first.rows[0]!.questions;
      const rows = { [first.rows[0]!.key]: { answers: { [question!.field]: question!.choices[0]!.value } } };
      const { body } = await person.visitor.call(api.revisePreview, { params: { id: first.id }, body: { options: { rows } } });
      expect(body).toMatchObject({ id: first.id, counts: { new: 1, skipped: 0 }, rows: [{ appliedOn: '2026-10-09' }] });
      await person.commit(first.id);
      expect(await person.applications()).toMatchObject([{ company: 'ACME', appliedOn: '2026-10-09' }]);
    });

    test('is sealed, and forgotten after an hour, by asking and by the clock', async () => {
      const { id } = await person.preview(tracker);
      running.clock.advance(hour + minute);
      expect(await refusalOf(person.commit(id))).toMatchObject({ problem: 'not-found' });
      running.clock.advance(15 * minute);
      expect((await person.workspace()).all(ImportFileKind)).toHaveLength(1);
      await running.runJob('forget-import-files');
      expect((await person.workspace()).all(ImportFileKind)).toHaveLength(0);
      const chunks = await running.platform.database.rows(
        running.platform.database.build
          .selectFrom('chunk')
          .select('file_id')
          .where('user_id', '=', person.userId)
          .where('file_id', '=', id),
      );
      expect(chunks).toEqual([]);
    });

    test('that is taken back is forgotten at once', async () => {
      const { id } = await person.preview(tracker);
      expect((await person.visitor.call(api.undoImport, { params: { id } })).body).toMatchObject({ removed: 0, kept: [] });
      expect(await refusalOf(person.commit(id))).toMatchObject({ problem: 'not-found' });
      expect((await person.workspace()).all(ImportFileKind)).toEqual([]);
    });

    test('of the sixth file forgets the first', async () => {
      const previews = [];
      for (let count = 0; count < 6; count++) previews.push(await person.preview(tracker));
      expect(await refusalOf(person.commit(previews[0]!.id))).toMatchObject({ problem: 'not-found' });
      expect(await person.commit(previews[1]!.id)).toMatchObject({ state: 'done' });
    });

    test.for([
      [
        'a quote that is never closed',
        'Company,Title\nACME,"Cook\n',
        'text/csv',
        { row: 2, detail: 'A quote is opened in this row and never closed.' },
      ],
      ['nothing', '', 'text/csv', { row: null, detail: 'There is nothing in this file.' }],
      ['a workbook', 'PK\u0003\u0004', 'text/csv', { row: null }],
    ] as const)('of %s is refused with row and reason', async ([, file, type, body]) => {
      const refusal = await refusalOf(person.preview(file, { type }));
      expect(refusal).toMatchObject({ problem: 'unprocessable', body });
    });

    test('of another content type, of a broken archive, with broken options is refused', async () => {
      const send = (type: string, query = '') =>
        person.visitor.fetch(`/api/v1/imports?preview=1${query}`, {
          method: 'POST',
          headers: { 'content-type': type },
          body: tracker,
        });
      expect((await send('text/plain')).status).toBe(415);
      expect((await send('application/xml')).status).toBe(415);
      expect((await send('application/zip')).status).toBe(422);
      expect((await send('text/csv', '&options=!!')).status).toBe(400);
      expect((await send('text/csv', `&options=${Buffer.from('{"unknown":1}').toString('base64url')}`)).status).toBe(400);
      expect((await send('text/csv; charset=utf-8')).status).toBe(200);
    });
  });

  describe('an import', () => {
    test('brings in applications with company, stage, history and note', async () => {
      const report = await person.bring(
        'Company,Title,Status,Date,Salary,Mood\n"ACME, Inc.",Cook,Interview,2026-10-01,"€60,000",good\nACME,Baker,Ghosted,2026-10-02,,\n',
      );
      expect(report).toMatchObject({ state: 'done', done: 2, total: 2, counts: { new: 2, newCompanies: 1 }, rows: [] });
      const applications = await person.applications();
      expect(applications).toMatchObject([
        {
          company: 'ACME, Inc.',
          title: 'Cook',
          stage: 'Interview',
          appliedOn: '2026-10-01',
          compensation: { min: 6_000_000, currency: 'EUR', period: 'year' },
          notes: 'From row 2 of table.csv:\nMood: good',
        },
        { company: 'ACME, Inc.', title: 'Baker', stage: 'No answer' },
      ]);
      const workspace = await person.workspace();
      const steps = workspace
        .children(StageChangeKind, applications[0]!.id)
        .map(({ content }) => [workspace.get(stageKind, content.to)?.content.name, content.on, content.by]);
      expect(steps).toEqual([
        ['Applied', '2026-10-01', 'import'],
        ['Interview', null, 'import'],
      ]);
      expect(workspace.get(ApplicationKind, applications[0]!.id)?.content.stageSince).toBe(running.clock.now());
    });

    test('again changes nothing; the same preview committed again answers the first result', async () => {
      const { id } = await person.preview(tracker);
      const first = await person.commit(id);
      expect(await person.commit(id)).toEqual(first);
      const before = await person.csv();
      expect(await person.bring(tracker)).toMatchObject({ counts: { new: 0, update: 0, same: 3, skipped: 0 } });
      expect(await person.csv()).toBe(before);
    });

    test('of a fuller table fills what is empty, moves on and never back', async () => {
      await person.bring(tracker);
      const report = await person.bring(
        'Company,Title,Status,Date,Location\nACME,Cook,Offer,2026-10-01,Wien\nHooli,Baker,Applied,2026-10-02,\n',
      );
      expect(report).toMatchObject({
        counts: { new: 0, update: 1, same: 1 },
        rows: [{ row: 2, outcome: 'update', why: 'Already here. Fills in location. Moves on to Offer.' }],
      });
      expect(await person.applications()).toMatchObject([
        { stage: 'Offer', location: { city: 'Wien' }, notes: 'soup' },
        { stage: 'Rejected' },
        { stage: 'Saved' },
      ]);
    });

    test('of two rows for one application changes it by the first, says why the second stays out, and goes back', async () => {
      await person.bring(tracker);
      const before = withoutTimes(await person.csv());
      const rows = 'ACME,Cook,Interview,2026-10-01,Wien\nACME,Cook,Interview,2026-10-01,Wien\nACME,Cook,Offer,2026-10-01,\n';
      const report = await person.bring(`Company,Title,Status,Date,Location\n${rows}`);
      expect(report).toMatchObject({
        counts: { update: 1, same: 1, skipped: 1 },
        rows: [{ row: 2 }, { row: 4, outcome: 'skipped', why: expect.stringContaining('An earlier row changes the same') }],
      });
      expect((await person.applications())[0]).toMatchObject({ stage: 'Interview', location: { city: 'Wien' } });
      const { body } = await person.visitor.call(api.undoImport, { params: { id: report.id } });
      expect(body).toMatchObject({ restored: 1, kept: [] });
      expect(withoutTimes(await person.csv())).toBe(before);
    });

    test('without a preview comes in at once if the format is known', async () => {
      const call = (file: string) => person.visitor.call(api.startImport, { body: new Blob([file]), type: 'text/csv' });
      expect(await refusalOf(call(tracker))).toMatchObject({ problem: 'unprocessable' });
      expect(await call('Company Name,Job Title,Status\nACME,Cook,Applied\n')).toMatchObject({
        status: 201,
        body: { format: 'teal', counts: { new: 1 } },
      });
    });

    test('by an access key needs the scope to write', async () => {
      const keyFor = async (scopes: ('applications:write' | 'export:read' | 'applications:read')[]) =>
        createVisitor(running.origin, {
          key: (await person.visitor.call(makeAccessKey, { body: { name: uniqueName(), scopes } })).body.key,
        });
      const writer = await keyFor(['applications:write']);
      const reader = await keyFor(['export:read']);
      const call = (visitor: Visitor) =>
        visitor.call(api.startImport, { query: { preview: '1' }, body: new Blob([tracker]), type: 'text/csv' });
      expect(await call(writer)).toMatchObject({ status: 200 });
      expect(await refusalOf(call(reader))).toMatchObject({ problem: 'missing-scope' });
      expect((await reader.fetch(`/api/v1/groups/${await person.group()}/applications.csv`)).status).toBe(200);
      expect((await reader.fetch('/api/v1/export.json')).status).toBe(200);
      expect((await writer.fetch('/api/v1/export.json')).status).toBe(403);
    });

    test('of someone else is not there', async () => {
      const { id } = await person.preview(tracker);
      await person.commit(id);
      const stranger = await join();
      const absent = await refusalOf(stranger.commit('01990000-0000-7000-8000-000000000000'));
      const foreign = await refusalOf(stranger.commit(id));
      expect(foreign).toMatchObject({ problem: 'not-found', message: absent?.message });
      expect(await refusalOf(stranger.visitor.call(api.undoImport, { params: { id } }))).toMatchObject({ problem: 'not-found' });
      expect((await stranger.visitor.fetch(`/api/v1/groups/${await person.group()}/applications.csv`)).status).toBe(404);
    });

    test('is in the activity log, and so are its end and every export', async () => {
      const { id } = await person.bring(tracker, { options: { name: 'mine.csv' } });
      await person.csv();
      await person.visitor.call(api.undoImport, { params: { id } });
      const { body } = await person.visitor.call(listActivity, {});
      expect(body.items.slice(0, 3)).toMatchObject([
        { happening: 'import-undone', about: 'mine.csv', count: 3 },
        { happening: 'exported', about: 'My search', count: 3 },
        { happening: 'imported', about: 'mine.csv', count: 3 },
      ]);
    });

    test('of thousands of rows shows how far it is and lets others be served', async () => {
      // As many as the measures ask for, where one unit costs one write; enough to see slices where every row is a round trip.
      const most = engine === 'sqlite' ? 10_000 : 2_000;
      const rows = Array.from(
        { length: most },
        (_, index) => `Company ${index % 700},Position ${index},Applied,2026-0${(index % 9) + 1}-11,"note, ${index}"`,
      );
      const { id } = await person.preview(`Company,Title,Status,Date,Notes\n${rows.join('\n')}\n`);
      const started = performance.now();
      const coming = { over: false };
      const committed = person.commit(id).finally(() => (coming.over = true));
      const seen: number[] = [];
      while (!coming.over) {
        const { body } = await person.visitor.call(api.listImports, {});
        if (body.items[0]?.state === 'running') seen.push(body.items[0].done);
      }
      expect(await committed).toMatchObject({ state: 'done', done: most, counts: { new: most, newCompanies: 700 } });
      console.info(
        `import of ${most} rows on ${engine}: ${Math.round(performance.now() - started)} ms; seen on the way: ${seen.length} times`,
      );
      expect(new Set(seen).size).toBeGreaterThan(2);
      const exported = performance.now();
      const csv = await person.csv();
      console.info(
        `export of ${most} rows on ${engine}: ${Math.round(performance.now() - exported)} ms, ${Math.round(csv.length / 1024)} KiB`,
      );
      expect(csv.split('\r\n')).toHaveLength(most + 2);
      const undone = performance.now();
      expect((await person.visitor.call(api.undoImport, { params: { id } })).body).toEqual({
        removed: most,
        restored: 0,
        removedCompanies: 700,
        kept: [],
      });
      console.info(`taking back ${most} rows on ${engine}: ${Math.round(performance.now() - undone)} ms`);
    }, 120_000);
  });

  describe('taking an import back', () => {
    test('removes what it made and restores what it changed', async () => {
      await person.bring(tracker);
      const before = { csv: await person.csv(), companies: (await person.workspace()).all(CompanyKind).length };
      const report = await person.bring(
        'Company,Title,Status,Date,Location,Description\nACME,Cook,Offer,2026-10-01,Wien,' +
          'long '.repeat(500) +
          '\nNewco,Chef,Applied,2026-10-03,,\n',
      );
      expect(await person.csv()).not.toBe(before.csv);
      const { body } = await person.visitor.call(api.undoImport, { params: { id: report.id } });
      expect(body).toEqual({ removed: 1, restored: 1, removedCompanies: 1, kept: [] });
      expect(withoutTimes(await person.csv())).toBe(withoutTimes(before.csv));
      expect((await person.workspace()).all(CompanyKind)).toHaveLength(before.companies);
      expect((await person.visitor.call(api.listImports, {})).body.items).toMatchObject([
        { state: 'undone', undoableUntil: null },
        { state: 'done' },
      ]);
    });

    test('leaves what was changed since, and says so', async () => {
      const { id } = await person.bring(tracker);
      const [touched] = await person.applications();
      const { userId } = person;
      await running.platform.workspaces.change(makeOpening(userId, 'user', 'track'), (workspace, draft) => {
        const there = workspace.get(ApplicationKind, touched!.id)!;
        draft.update(ApplicationKind, there.id, there.revision, { ...there.content, seniority: 'senior' });
      });
      const { body } = await person.visitor.call(api.undoImport, { params: { id } });
      expect(body).toEqual({
        removed: 2,
        restored: 0,
        removedCompanies: 2,
        kept: [{ id: touched!.id, company: 'ACME', title: 'Cook' }],
      });
    });

    test('is possible for 30 days and once', async () => {
      const { id, undoableUntil } = await person.bring(tracker);
      expect(undoableUntil).toBe(new Date(running.clock.now() + 30 * day).toISOString());
      running.clock.advance(31 * day);
      const visitor = createVisitor(running.origin);
      expect((await visitor.fetch('/api/v1/imports')).status).toBe(401);
      const late = await join();
      const second = await late.bring(tracker);
      await late.visitor.call(api.undoImport, { params: { id: second.id } });
      expect(await refusalOf(late.visitor.call(api.undoImport, { params: { id: second.id } }))).toMatchObject({
        problem: 'conflict',
      });
      expect(id).not.toBe(second.id);
    });
  });

  describe('an export', () => {
    test('read back into an empty account and exported again is the same', async () => {
      await fillWithEverything(running, person);
      const csv = await person.csv();
      const other = await join();
      const report = await other.bring(csv);
      expect(report).toMatchObject({ format: 'sotto', counts: { new: 5, skipped: 0 } });
      expect(withoutTimes(await other.csv())).toBe(withoutTimes(csv));
      expect(await other.bring(csv)).toMatchObject({ counts: { new: 0, update: 0, same: 5 } });
    });

    test('of whatever people type is read back the same', async () => {
      const texts = fc
        .sample(fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), 60)
        .map((text) => text.toWellFormed())
        .filter((text) => text.trim() !== '');
      const hostile = ["=cmd|' /C notepad'!'A1'", "'=1", "''+x", '@SUM(1)', '＝1', '-1', '\t=x', 'a"b', 'a\r\nb', '\r', ' x '];
      const { userId } = person;
      await running.platform.workspaces.change(makeOpening(userId, 'user', 'track'), (workspace, draft) => {
        for (const [index, text] of [...texts, ...hostile].entries())
          createBare(running, { workspace, draft, text, company: `Company ${index} ${text}`.trim() });
      });
      const csv = await person.csv();
      const other = await join();
      expect(await other.bring(csv)).toMatchObject({ counts: { skipped: 0, new: texts.length + hostile.length } });
      expect(withoutTimes(await other.csv())).toBe(withoutTimes(csv));
      expect((await other.applications()).map(({ notes }) => notes)).toEqual(expect.arrayContaining(hostile));
    });

    test('has our header, a name and no cell that is a formula', async () => {
      await person.bring('Company,Title,Notes\nACME,=1+1,"@SUM(1)"\n');
      const response = await person.visitor.fetch(`/api/v1/groups/${await person.group()}/applications.csv`);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="applications.csv"; filename*=UTF-8''My%20search.csv`,
      });
      const csv = await response.text();
      expect(csv.startsWith(csvLine(ownHeader))).toBe(true);
      expect(csv).toContain(",'=1+1,");
      expect(csv).toContain(",'@SUM(1),");
    });

    test('of everything holds every kind of record, sessions, keys and the activity log', async () => {
      await fillWithEverything(running, person);
      await running.platform.workspaces.change(makeOpening(person.userId, 'user', 'transfer'), (_, draft) =>
        draft.create(PlantedKind, { id: running.platform.ids.record(), content: { word: 'a planted word' } }),
      );
      await person.visitor.call(makeAccessKey, { body: { name: 'Script at home', scopes: ['export:read'] } });
      const response = await person.visitor.fetch('/api/v1/export.json');
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      const document = (await response.json()) as Record<string, unknown>;
      expect(document['account']).toMatchObject({ sessions: [{ current: true }], accessKeys: [{ name: 'Script at home' }] });
      const counts = Object.fromEntries(
        Object.entries(document).flatMap(([name, value]) => (Array.isArray(value) ? [[name, value.length]] : [])),
      );
      expect(counts).toMatchObject({
        settings: 1,
        groups: 1,
        stages: 12,
        companies: 1,
        applications: 5,
        texts: 2,
        snapshots: 1,
        imports: 0,
      });
      expect(counts['activity']).toBeGreaterThan(1);
      expect(running.platform.workspaces.kinds.filter(({ plural }) => !(plural in document))).toEqual([]);
      // A kind that no list names is exported and counted all the same.
      expect(document['planteds']).toMatchObject([{ content: { word: 'a planted word' } }]);
      const held = (await person.visitor.call(getInventory, {})).body.items;
      expect(held.find(({ name }) => name === 'planted')).toMatchObject({ title: 'Groups', count: 1 });
      // Digests of the log itself hang it together, and open nothing.
      expect(JSON.stringify({ ...document, activity: [] })).not.toMatch(/"hash"|token|argon2/);
    });

    test('of everything asks a session for fresh proof', async () => {
      running.clock.advance(11 * minute);
      expect((await person.visitor.fetch('/api/v1/export.json')).status).toBe(403);
    });
  });

  describe.runIf(hasCorpus)('files of the corpus', () => {
    test('LinkedIn’s and two other trackers come in whole, also as an archive', async () => {
      const linkedin = new Uint8Array(corpusFile('csv/linkedin_job_applications_redacted.csv'));
      expect(await person.bring(linkedin)).toMatchObject({
        format: 'linkedin-applications',
        counts: { new: 8, newCompanies: 7 },
      });
      expect(
        await person.bring(new Uint8Array(zipSync({ 'Jobs/Job Applications.csv': linkedin })), { type: 'application/zip' }),
      ).toMatchObject({ counts: { new: 0, same: 8 } });
      expect(await person.bring(new Uint8Array(corpusFile('csv/tano_tracker_excerpt.csv')))).toMatchObject({
        counts: { new: 10 },
      });
      expect(
        await person.bring(new Uint8Array(corpusFile('csv/career_ops_applications.md')), { type: 'text/markdown' }),
      ).toMatchObject({ counts: { new: 6 } });
      expect(await person.applications()).toHaveLength(24);
    });
  });
  if (!hasCorpus) console.info(`Tracker files of the corpus: ${leftOutNotice}`);
});

/** A CSV without the two columns that the account sets, and without the import's own references. */
function withoutTimes(csv: string): string {
  return csv.replaceAll(/,\d{4}-\d\d-\d\dT[\d:.]+Z,\d{4}-\d\d-\d\dT[\d:.]+Z(?=\r\n)/g, '');
}

interface Bare {
  readonly workspace: Parameters<Parameters<OpenPlatform['workspaces']['change']>[1]>[0];
  readonly draft: Parameters<Parameters<OpenPlatform['workspaces']['change']>[1]>[1];
  readonly text: string;
  readonly company: string;
}

/** An application made by hand, its texts being `text`. */
function createBare({ platform }: TestServer, { workspace, draft, text, company }: Bare): void {
  const [group] = workspace.all(GroupKind);
  const [stage] = workspace.all(stageKind);
  const [companyId, id] = [platform.ids.record(), platform.ids.record()];
  const title = text.trim().slice(0, 300) || 'x';
  draft.create(CompanyKind, { id: companyId, content: newCompany(company) });
  draft.create(ApplicationKind, {
    id,
    content: {
      groupId: group!.id,
      companyId,
      stageId: stage!.id,
      stageSince: 1,
      rank: 'a0',
      title,
      ...blankApplication,
      sourceDetail: title.slice(0, 300),
      tags: [title.slice(0, 60).trim() || 'x'],
      outcomeReason: text,
      description: text,
      notes: text,
      importRef: null,
      createdFrom: null,
    },
  });
  draft.create(StageChangeKind, {
    id: platform.ids.record(),
    parentId: id,
    content: { to: stage!.id, at: 1, on: null, sequence: 0, by: 'user', note: text, appliedOn: null, voidedAt: null },
  });
}

/** Five applications of one company that between them use every field, a long history, long texts and a snapshot. */
async function fillWithEverything(running: TestServer, person: Person): Promise<void> {
  const { platform } = running;
  const { userId } = person;
  await platform.workspaces.change(makeOpening(userId, 'user', 'track'), (workspace, draft) => {
    const companyId = platform.ids.record();
    draft.create(CompanyKind, { id: companyId, content: newCompany('Körber, "Söhne" & Co') });
    const stages = workspace.all(stageKind);
    expect(stages).toHaveLength(firstStages().length);
    for (let index = 0; index < 5; index++) {
      const id = platform.ids.record();
      const [textId, notesId, snapshotId] = [platform.ids.record(), platform.ids.record(), platform.ids.record()];
      const stage = stages[index * 2]!;
      const isRich = index === 0;
      const text = 'Soup, "bread"\r\nand =tea. '.repeat(100);
      draft.create(ApplicationKind, {
        id,
        content: {
          groupId: workspace.all(GroupKind)[0]!.id,
          companyId,
          stageId: stage.id,
          stageSince: 5_000,
          rank: `a${index}`,
          title: `Cook ${index}`,
          priority: 'high',
          excitement: 4,
          appliedOn: '2026-10-01',
          method: 'agency',
          source: 'other',
          sourceDetail: 'a friend',
          url: 'https://acme.example/jobs/17',
          externalJobId: 'acme:17',
          portalUrl: 'https://portal.example/',
          referenceNumber: '=17',
          workMode: 'hybrid',
          employmentType: 'part_time',
          seniority: 'senior',
          location: { street1: 'A', street2: 'B', city: 'Wien', region: 'W', postalCode: '01010', country: 'Österreich' },
          compensation: {
            kind: 'range',
            min: 123_450,
            max: 200_000,
            currency: 'EUR',
            period: 'month',
            basis: 'gross',
            hoursPerWeek: 38.5,
            negotiable: true,
            bonus: '10 %',
            equity: '-',
            notes: '@',
          },
          compensationAsked: { kind: 'exact', min: 500_000, currency: 'JPY', period: 'month' },
          compensationOffered: { kind: 'range', notes: 'later' },
          postedOn: '2026-09-01',
          closesOn: '2026-11-01',
          nextAction: { text: '=call', dueOn: '2026-10-10' },
          tags: ['a,b', 'c\\d', '-e'],
          outcome: 'other',
          outcomeReason: 'who\nknows',
          description: isRich ? null : 'short',
          responsibilities: 'cook',
          benefits: 'soup',
          notes: isRich ? null : '+1',
          longTexts: isRich ? { description: textId, notes: notesId } : {},
          canonicalUrl: 'https://acme.example/jobs/17',
          custom: {},
          snapshot: isRich ? { id: snapshotId, capturedAt: 1_000, words: 3 } : null,
          importRef: null,
          createdFrom: null,
        },
      });
      if (isRich) {
        draft.create(TextKind, { id: textId, parentId: id, content: { field: 'description', text } });
        draft.create(TextKind, { id: notesId, parentId: id, content: { field: 'notes', text: `${text}!` } });
        draft.create(SnapshotKind, {
          id: snapshotId,
          parentId: id,
          content: {
            capturedAt: 1_000,
            url: 'https://acme.example/jobs/17',
            text: '=the posting',
            sha256: 'a'.repeat(64),
            by: 'paste',
          },
        });
      }
      const steps = [
        {
          to: stages[0]!.id,
          at: 1_000,
          on: '1970-01-01',
          by: 'user' as const,
          note: '=why',
          appliedOn: '2026-10-01',
          voidedAt: null,
        },
        { to: stages[3]!.id, at: 9_000, on: null, by: 'rule' as const, note: null, appliedOn: null, voidedAt: 9_500 },
        { to: stage.id, at: 5_000, on: null, by: 'api' as const, note: null, appliedOn: null, voidedAt: null },
      ];
      for (const [sequence, step] of steps.entries())
        draft.create(StageChangeKind, { id: platform.ids.record(), parentId: id, content: { ...step, sequence } });
    }
  });
}
