/** One zip of everything, from the wire, on both engines: made, fetched, broken off, restored and told of. */
import { createHash } from 'node:crypto';
import {
  CompanyKind,
  ContactKind,
  DocumentKind,
  DocumentVersionKind,
  ProfileKind,
  SettingsKind,
  newCompany,
} from '@sotto/domain';
import { inventory, ownedTables } from '@sotto/database';
import { makeAccessKey } from '@sotto/features/account/api';
import { listActivity } from '@sotto/features/privacy/api';
import { type TestServer, createVisitor, engines, hour, minute, refusalOf, sized, startServer } from '@sotto/testing';
import { makeOpening } from '@sotto/vault/opening';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../../api.ts';
import { forgetFilesJob } from '../forget-files.ts';
import { features, owned, Person, seed, seedMany } from '../everything/testing/person.ts';
import { partBytes } from './records.ts';

/** On each of both engines. */
const records = sized({ everyday: 500, full: 10_000 });

/** The same numbers for the same seed (mulberry32). */
function chanceOf(seedNumber: number): () => number {
  let state = seedNumber;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function fetchZip(person: Person, id: string, headers: Record<string, string> = {}) {
  const response = await person.visitor.fetch(`/api/v1/exports/${id}/sotto.zip`, { headers });
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
}

async function takeZip(person: Person): Promise<Uint8Array<ArrayBuffer>> {
  const { id } = (await person.visitor.call(api.makeExport, {})).body;
  const { response, bytes } = await fetchZip(person, id);
  expect(response.status).toBe(200);
  return bytes;
}

/** What the zip says is the person's own, and each of its files by path. */
function ownedIn(zip: Uint8Array) {
  const files = unzipSync(zip);
  const hashes = Object.entries(files).flatMap(([path, bytes]) =>
    /^(files|postings)\//.test(path) ? [`${sha256(bytes)}  ${path}`] : [],
  );
  return { document: owned(strFromU8(files['sotto.json']!)), hashes: hashes.toSorted() };
}

describe.each(engines)('a copy of everything on %s', { timeout: 60_000 }, (engine) => {
  let running: TestServer;
  let person: Person;
  let other: Person;
  let zip: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    running = await startServer({ engine, features });
    const seeded = await Person.join(running);
    await seed(running, seeded);
    zip = await takeZip(seeded);
  });
  afterAll(() => running[Symbol.asyncDispose]());
  beforeEach(async () => {
    // In this order: joining takes days, after which a session is over.
    [other, person] = [await Person.join(running), await Person.join(running)];
    await other.signIn();
  });

  test('holds the document, each file, tables, a calendar, cards and a checksum of everything', () => {
    const files = unzipSync(zip);
    const paths = Object.keys(files);
    expect(paths[0]).toBe('sotto.json');
    expect(paths).toEqual(
      expect.arrayContaining([
        'README.txt',
        'files/Resume.txt',
        'files/Resume (2).txt',
        'calendar.ics',
        'contacts.vcf',
        'tables/Companies.csv',
        'for other trackers/JobSync jobs.csv',
        'for other trackers/LinkedIn Job Applications.csv',
        'SHA256SUMS',
      ]),
    );
    expect(paths.some((path) => path.startsWith('postings/'))).toBe(true);
    expect(paths.some((path) => path.startsWith('applications/'))).toBe(true);
    const sums = paths.filter((path) => path !== 'SHA256SUMS').map((path) => `${sha256(files[path]!)}  ${path}`);
    expect(strFromU8(files['SHA256SUMS']!).trimEnd().split('\n')).toEqual(sums);
    expect(strFromU8(files['calendar.ics']!)).toMatch(/^BEGIN:VCALENDAR[^]*BEGIN:VEVENT/);
    expect(strFromU8(files['contacts.vcf']!)).toMatch(/^BEGIN:VCARD/);
    expect(strFromU8(files['README.txt']!)).toContain('sha256sum -c SHA256SUMS');
  });

  test('holds something of every table that is someone’s, every kind of record, and no secret', () => {
    const document = JSON.parse(strFromU8(unzipSync(zip)['sotto.json']!)) as Record<string, unknown> & {
      account: { rows: Record<string, Record<string, unknown>[]>; sessions: unknown[] };
    };
    expect(Object.keys(document.account)).toEqual(
      expect.arrayContaining(['sessions', 'accessKeys', 'calendarFeeds', 'mails', 'notices', 'help', 'disclosures']),
    );
    const told = new Set([...Object.keys(document.account.rows), 'record', 'chunk', 'activity']);
    expect(ownedTables.filter((table) => !told.has(table))).toEqual([]);
    const kinds = running.platform.workspaces.kinds.filter(({ plural }) => !(plural in document));
    expect(kinds).toEqual([]);
    const columns = new Set(Object.values(document.account.rows).flatMap((rows) => rows.flatMap((row) => Object.keys(row))));
    expect([...columns].filter((column) => /hash|sealed|secret/.test(column))).toEqual([]);
    expect(document.account.rows['session']).toMatchObject([{ created_at: expect.any(Number) }]);
    // The positive control: there are such columns to leave out.
    expect(Object.keys(inventory.session.columns)).toContain('token_hash');
  });

  test('brought into an empty account and taken again is equal, file by file', async () => {
    const preview = await other.preview(zip);
    expect(preview).toMatchObject({ asBegun: true, refused: [] });
    expect(await other.bring(zip)).toMatchObject({ state: 'done', refused: [] });
    const again = await takeZip(other);
    expect(ownedIn(again)).toEqual(ownedIn(zip));
    // The positive control: a record that differs is seen.
    await other.change((workspace, draft) => {
      const [company] = workspace.all(CompanyKind);
      draft.update(CompanyKind, company!.id, company!.revision, { ...company!.content, notes: 'changed' });
    });
    expect(ownedIn(await takeZip(other))).not.toEqual(ownedIn(zip));
  });

  test(`of ${records.toLocaleString('en')} records as chance makes them comes back equal`, { timeout: 600_000 }, async () => {
    const chance = chanceOf(engine === 'sqlite' ? 20_261_122 : 22_112_026);
    let made = 0;
    while (made < records) made += await seedMany(running, person, chance);
    const first = await takeZip(person);
    expect(await other.bring(first)).toMatchObject({ state: 'done', refused: [] });
    expect(ownedIn(await takeZip(other))).toEqual(ownedIn(first));
    const tables = Object.entries(unzipSync(first)).flatMap(([path, bytes]) => (path.endsWith('.csv') ? [strFromU8(bytes)] : []));
    expect(formulasIn(tables.join('\n'))).toEqual([]);
    expect(formulasIn('a,=1+1\n"@x",b')).toHaveLength(2);
  });

  test('goes on where a download broke off, with the same bytes whatever was changed meanwhile', async () => {
    await seed(running, person);
    const { id } = (await person.visitor.call(api.makeExport, {})).body;
    const whole = await fetchZip(person, id);
    const size = whole.bytes.length;
    const tag = whole.response.headers.get('etag')!;
    expect(whole.response.headers.get('content-length')).toBe(String(size));
    const half = Math.floor(size / 2);
    await person.change((_, draft) =>
      draft.create(CompanyKind, { id: running.platform.ids.record(), content: newCompany('Made meanwhile') }),
    );
    const rest = await fetchZip(person, id, { range: `bytes=${half}-`, 'if-range': tag });
    expect([rest.response.status, rest.response.headers.get('content-range')]).toEqual([
      206,
      `bytes ${half}-${size - 1}/${size}`,
    ]);
    expect(Buffer.concat([whole.bytes.subarray(0, half), rest.bytes])).toEqual(Buffer.from(whole.bytes));
    for (const [range, from, to] of [
      ['bytes=0-0', 0, 1],
      [`bytes=${size - 1}-`, size - 1, size],
      ['bytes=-10', size - 10, size],
      [`bytes=5-${size * 2}`, 5, size],
    ] as const)
      expect((await fetchZip(person, id, { range })).bytes).toEqual(whole.bytes.subarray(from, to));
    expect((await fetchZip(person, id, { range: `bytes=${size}-` })).response.status).toBe(416);
    for (const range of ['bytes=9-3', 'bytes=0-1,5-6', 'lines=1-2'])
      expect((await fetchZip(person, id, { range })).response.status).toBe(200);
    // Another copy than the one that was begun: from its beginning.
    const next = (await person.visitor.call(api.makeExport, {})).body;
    const anew = await fetchZip(person, next.id, { range: `bytes=${half}-`, 'if-range': tag });
    expect([anew.response.status, anew.response.headers.get('etag') === tag]).toEqual([200, false]);
    expect((await fetchZip(person, id)).response.status).toBe(404);
  });

  test('longer than a part is told of on its way, noted when it was taken, and forgotten after an hour with all its parts', async () => {
    const { ids, workspaces } = running.platform;
    const noise = Array.from({ length: 6 }, (_, index) => {
      const bytes = Buffer.alloc(1_000_000);
      for (let at = 0; at < bytes.length; at += 4) bytes.writeUInt32LE(Math.imul(at + index * 7_919, 2_654_435_761) >>> 0, at);
      return { id: ids.record(), bytes: Buffer.from(bytes.toString('base64').slice(0, 900_000)) };
    });
    await other.change((_, draft) => {
      for (const { id, bytes } of noise) {
        const file = {
          id,
          name: 'Long.txt',
          type: 'text/plain',
          sizeBytes: bytes.length,
          sha256: sha256(bytes),
          uploadedAt: 1,
        } as const;
        const documentId = ids.record();
        const document = {
          name: 'Long',
          kind: 'resume',
          notes: null,
          lastNumber: 1,
          importRef: null,
          createdFrom: null,
        } as const;
        draft.create(DocumentKind, { id: documentId, content: document });
        draft.create(DocumentVersionKind, {
          id,
          parentId: documentId,
          content: { number: 1, label: null, file, createdFrom: null },
        });
        draft.also((sealers) => workspaces.files.put(sealers, id, bytes));
      }
    });
    const before = (await other.visitor.call(api.getExports, {})).body;
    expect(before).toMatchObject({ latest: null, taken: null, holds: { files: 6, fileBytes: 5_400_000 } });
    const made = (await other.visitor.call(api.makeExport, {})).body;
    expect(made.sizeBytes).toBeGreaterThan(partBytes);
    expect(made).toMatchObject({ state: 'ready', done: made.total, isFetchable: true });
    expect((await other.visitor.call(api.getExports, {})).body.taken).toBeNull();
    const { bytes } = await fetchZip(other, made.id, { range: `bytes=${partBytes - 5}-${partBytes + 4}` });
    expect(bytes).toHaveLength(10);
    expect((await fetchZip(other, made.id)).bytes).toHaveLength(made.sizeBytes);
    const after = (await other.visitor.call(api.getExports, {})).body;
    expect(after.taken).toMatchObject({ sizeBytes: made.sizeBytes });
    expect(await workspaces.files.list(other.by, made.id)).toHaveLength(2);
    running.clock.advance(2 * hour);
    expect((await fetchZip(other, made.id)).response.status).toBe(404);
    await running.runJob('forget-import-files');
    expect(await workspaces.files.list(other.by, made.id)).toEqual([]);
    expect((await other.visitor.call(api.getExports, {})).body.latest).toBeNull();
  });

  test('asked for by many at once is an answer to each, and there in the end', async () => {
    const asked = await Promise.all(Array.from({ length: 5 }, () => other.visitor.call(api.makeExport, {})));
    expect(asked.map(({ body }) => body.state)).toEqual(Array.from({ length: 5 }, () => 'ready'));
    const { latest } = (await other.visitor.call(api.getExports, {})).body;
    expect(latest).toMatchObject({ state: 'ready', isFetchable: true });
    expect(asked.map(({ body }) => body.id)).toContain(latest?.id);
  });

  test('is forgotten after its hour also where another person’s account does not open', async () => {
    const { platform } = running;
    await other.signIn();
    const copies = [];
    for (const one of [person, other]) copies.push({ by: one.by, id: (await one.visitor.call(api.makeExport, {})).body.id });
    running.clock.advance(2 * hour);
    // Whoever comes first, so that all others come after.
    let broken: string | null = null;
    const run = forgetFilesJob(platform).run(new AbortController().signal, (userId, purpose) => {
      broken ??= userId;
      if (userId === broken) throw new Error('It does not open.');
      return makeOpening(userId, 'job', purpose);
    });
    await expect(run).rejects.toThrow('It does not open.');
    const whole = copies.filter(({ by }) => by.userId !== broken);
    expect(whole.length).toBeGreaterThan(0);
    for (const { by, id } of whole) expect(await platform.workspaces.files.list(by, id)).toEqual([]);
    await running.runJob('forget-import-files');
    for (const { by, id } of copies) expect(await platform.workspaces.files.list(by, id)).toEqual([]);
  });

  test('is made only by whoever proved just now who they are, fetched only where it was asked for, and noted in the log', async () => {
    const { id } = (await other.visitor.call(api.makeExport, {})).body;
    const key = (await other.visitor.call(makeAccessKey, { body: { name: 'Another', scopes: ['export:read'] } })).body.key;
    const elsewhere = createVisitor(running.origin, { key });
    expect((await elsewhere.fetch(`/api/v1/exports/${id}/sotto.zip`)).status).toBe(404);
    expect((await person.visitor.fetch(`/api/v1/exports/${id}/sotto.zip`)).status).toBe(404);
    expect((await elsewhere.call(api.getExports, {})).body.latest).toMatchObject({ id, isFetchable: false });
    const theirs = (await elsewhere.call(api.makeExport, {})).body;
    expect((await elsewhere.fetch(`/api/v1/exports/${theirs.id}/sotto.zip`)).status).toBe(200);
    const { items } = (await other.visitor.call(listActivity, { query: { limit: 5 } })).body;
    expect(items.filter(({ about }) => about === 'Everything').slice(0, 2)).toMatchObject([{ by: 'key' }, { by: 'user' }]);
    running.clock.advance(11 * minute);
    expect((await refusalOf(other.visitor.call(api.makeExport, {}))).problem).toBe('reauthentication-required');
    await other.visitor.call(api.forgetExport, { params: { id: theirs.id } });
    expect((await elsewhere.fetch(`/api/v1/exports/${theirs.id}/sotto.zip`)).status).toBe(404);
  });

  test('in the form of other trackers is what they write, and comes in here as such', async () => {
    await seed(running, person);
    const read = async (form: string) => (await person.visitor.fetch(`/api/v1/leaving/${form}/applications.csv`)).text();
    const jobsync = await read('jobsync');
    expect(jobsync.split('\r\n')[0]).toBe(
      'index,createdAt,applied,appliedDate,Company,JobTitle,jobType,workplaceType,Location,JobSource,Status',
    );
    const linkedin = await read('linkedin');
    expect(linkedin.split('\r\n')[0]).toBe(
      'Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers',
    );
    for (const [text, format] of [
      [jobsync, 'jobsync'],
      [linkedin, 'linkedin-applications'],
    ] as const) {
      const looked = await other.visitor.call(api.startImport, {
        query: { preview: '1' },
        body: new Blob([text]),
        type: 'text/csv',
      });
      expect(looked.body).toMatchObject({ format, counts: { new: 1 } });
    }
  });

  test('that was changed, cut short or lacks a file is refused with the reason, whole or record by record', async () => {
    const files = unzipSync(zip);
    const forged = (change: Record<string, Uint8Array | null>) =>
      zipSync(
        Object.fromEntries(Object.entries({ ...files, ...change }).filter((one): one is [string, Uint8Array] => one[1] !== null)),
      );
    const said = strFromU8(files['sotto.json']!);
    const changed = strToU8(said.replace('"format"', ' "format"'));
    expect(await other.refusal(forged({ 'sotto.json': changed }))).toMatch(/^unprocessable: sotto.json was changed/);
    expect(await other.refusal(forged({ 'sotto.json': null }))).toMatch(/no sotto.json/);
    expect(await other.refusal(zip.slice(0, zip.length - 1))).toMatch(/ends in the middle/);
    // Someone who changes it on purpose takes the checksums away: then it is as any document.
    expect((await other.preview(forged({ 'sotto.json': changed, SHA256SUMS: null }))).refused).toEqual([]);
    const { refused } = await other.preview(forged({ 'files/Resume.txt': strToU8('another'), 'files/Resume (2).txt': null }));
    const reasons = refused.map(({ why }) => why);
    expect(reasons).toEqual(
      expect.arrayContaining([expect.stringMatching(/another length/), 'The export did not have its bytes.']),
    );
  });

  test('keeps out of the way of what an account begins with', async () => {
    await takeZip(other);
    expect((await other.preview(zip)).asBegun).toBe(true);
    expect((await other.workspace()).all(SettingsKind)).toHaveLength(1);
    expect([(await other.workspace()).all(ProfileKind), (await other.workspace()).all(ContactKind)]).toEqual([[], []]);
  });
});

/** Cells that a spreadsheet would calculate, read as one reads CSV. */
function formulasIn(text: string): string[] {
  const cells = text.match(/(?<=^|,)(?:"(?:[^"]|"")*"|[^",\r\n]*)/gm) ?? [];
  return cells
    .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
    .filter((cell) => /^[=+\-@\t\r\0＝＋－＠]/u.test(cell));
}
