/** Documents from the wire: a real server on both engines, every answer held against its contract. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { CallOf, Scope } from '@sotto/contract';
import {
  blankProfile,
  byHand,
  DocumentKind,
  DocumentVersionKind,
  fileLimitBytes,
  filesLimitBytes,
  fileTypes,
  type Id,
} from '@sotto/domain';
import { deleteAccount, deleteData, makeAccessKey } from '@sotto/features/account/api';
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication, deleteApplication, undoChange } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { policyFeature } from '@sotto/features/policy/server';
import { getInventory } from '@sotto/features/privacy/api';
import { privacyFeature } from '@sotto/features/privacy/server';
import { getProfile, putProfile, putResume } from '@sotto/features/profile/api';
import { profileFeature } from '@sotto/features/profile/server';
import { search } from '@sotto/features/search/api';
import { searchFeature } from '@sotto/features/search/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { exportEverything } from '@sotto/features/transfer/api';
import { transferFeature } from '@sotto/features/transfer/server';
import { engines, hour, problemOf, refusalOf, startServer, uniqueName, type TestServer, type Visitor } from '@sotto/testing';
import { makeOpening } from '@sotto/vault/opening';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { docx, pdf, pdfOf } from './testing.ts';
import { documentsFeature } from './index.ts';

const features = [
  accountFeature,
  privacyFeature,
  policyFeature,
  settingsFeature,
  groupsFeature,
  stagesFeature,
  companiesFeature,
  applicationsFeature,
  documentsFeature,
  profileFeature,
  searchFeature,
  transferFeature,
];
const mebibyte = 1024 * 1024;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const other = pdf({ more: '7 0 obj\n<< /Second true >>\nendobj' });

type Sent = Partial<CallOf<typeof api.createDocument>['query'] & { type: api.UploadType }>;

describe.each(engines)('on %s', (engine) => {
  let server: TestServer;
  let visitor: Visitor;
  beforeAll(async () => {
    server = await startServer({ features, engine });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    visitor = await join();
  });

  async function join(): Promise<Visitor> {
    return newcomer(server);
  }
  const upload = async (bytes: Uint8Array = pdf(), { type = fileTypes.pdf, ...query }: Sent = {}) => {
    const call = { query: { fileName: 'CV.pdf', ...query }, body: new Blob([Buffer.from(bytes)]), type };
    return (await visitor.call(api.createDocument, call)).body;
  };
  const add = async (id: Id, bytes: Uint8Array, { type = fileTypes.pdf, ...query }: Omit<Sent, 'name' | 'kind'> = {}) => {
    const call = { params: { id }, query: { fileName: 'CV.pdf', ...query }, body: new Blob([Buffer.from(bytes)]), type };
    return (await visitor.call(api.addVersion, call)).body;
  };
  const read = async (id: Id) => (await visitor.call(api.getDocument, { params: { id } })).body;
  const list = async () => (await visitor.call(api.getDocuments, {})).body;
  const remove = async (id: Id, revision: number, evenIfSent?: 'true') =>
    (await visitor.call(api.deleteDocument, { params: { id }, query: { revision, evenIfSent } })).body.undo;
  const removeVersion = async (id: Id, version: { id: Id; revision: number }, evenIfSent?: 'true') => {
    const params = { id, versionId: version.id };
    return (await visitor.call(api.deleteVersion, { params, query: { revision: version.revision, evenIfSent } })).body.undo;
  };
  const bringBack = async (undo: string | null) =>
    (await visitor.call(api.undoDocumentDeletion, { body: { undo: undo ?? '' } })).body;
  const change = async (items: readonly { id: Id; revision: number }[], what: api.DocumentsChange) =>
    (
      await visitor.call(api.changeDocuments, {
        body: { items: items.map(({ id, revision }) => ({ id, revision })), change: what },
      })
    ).body;
  const apply = async (company = uniqueName()) =>
    (await visitor.call(createApplication, { body: { company, title: 'Analyst' } })).body;
  const send = async (applicationId: Id, versionId: Id, at?: string) =>
    (await visitor.call(api.createSubmission, { body: { applicationId, versionId, at } })).body;
  const sent = async (query: { applicationId?: Id; documentId?: Id } = {}) =>
    (await visitor.call(api.listSubmissions, { query })).body.items;
  const download = async (id: Id, versionId: Id, by = visitor) => {
    const response = await by.fetch(`/api/v1/documents/${id}/versions/${versionId}/file`);
    const headers = Object.fromEntries(response.headers);
    return { status: response.status, headers, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  const userId = async () => {
    const text = await (await visitor.call(exportEverything, {})).body.text();
    return (JSON.parse(text) as { account: { id: never } }).account.id;
  };
  const piecesLeft = async () => {
    const { build } = server.platform.database;
    const pieces = build
      .selectFrom('chunk')
      .select('file_id')
      .where('user_id', '=', await userId());
    return (await server.platform.database.rows(pieces)).length;
  };

  describe('a document', () => {
    test('is made by its first file, and says what that is', async () => {
      const made = await upload(pdf(), { fileName: '../../My résumé.exe', kind: 'resume', label: 'short' });
      expect(made).toMatchObject({ name: 'My résumé', kind: 'resume', notes: null, revision: 1 });
      expect(made.versions).toMatchObject([
        {
          number: 1,
          label: 'short',
          name: 'My résumé.pdf',
          type: fileTypes.pdf,
          sizeBytes: pdf().length,
          sha256: sha256(pdf()),
          sentTo: [],
        },
      ]);
      expect(await read(made.id)).toEqual(made);
      const { items, space } = await list();
      expect(items).toMatchObject([{ id: made.id, versions: 1, latest: { sha256: sha256(pdf()) }, sentTo: [] }]);
      expect(space).toEqual({ usedBytes: pdf().length, limitBytes: filesLimitBytes });
    });

    test('is renamed and changed by its revision', async () => {
      const { id } = await upload();
      const patch = (body: api.DocumentPatch) => visitor.call(api.patchDocument, { params: { id }, body });
      expect((await patch({ revision: 1, name: 'Resume', kind: 'resume', notes: 'Two pages.' })).body).toMatchObject({
        name: 'Resume',
        notes: 'Two pages.',
        revision: 2,
      });
      const stale = await refusalOf(patch({ revision: 1, name: 'Other' }));
      expect([stale.problem, stale.body.current]).toEqual(['stale-revision', expect.objectContaining({ name: 'Resume' })]);
      expect((await patch({ revision: 2, notes: null })).body.notes).toBeNull();
    });

    test('sent twice under one id is made once, and other bytes under it are refused', async () => {
      const id = server.platform.ids.record();
      const first = await upload(pdf(), { id });
      expect(await upload(pdf(), { id })).toEqual(first);
      expect(await problemOf(upload(other, { id }))).toBe('already-exists');
    });

    test('is found by its name, its notes, its versions’ labels and files', async () => {
      const { id } = await upload(pdf(), { name: 'Resume for hospitals', fileName: 'quokka.pdf', label: 'without photo' });
      const found = async (q: string) => (await visitor.call(search, { query: { q } })).body.items.map(({ opens }) => opens);
      for (const q of ['hospitals', 'quokka', 'photo']) expect(await found(q)).toContainEqual({ kind: 'document', id });
      expect(await found('wombat')).toEqual([]);
    });

    test('is nobody else’s', async () => {
      const { id, versions } = await upload();
      const stranger = await join();
      expect(await problemOf(stranger.call(api.getDocument, { params: { id } }))).toBe('not-found');
      expect((await download(id, versions[0]!.id, stranger)).status).toBe(404);
    });
  });

  describe('a version', () => {
    test('comes back byte for byte, to be saved and never shown', async () => {
      for (const [bytes, type, as] of [
        [pdf(), fileTypes.pdf, fileTypes.pdf],
        [docx(), fileTypes.docx, fileTypes.docx],
        [Buffer.from('Ana ✓\n'), 'application/octet-stream', fileTypes.txt],
      ] as const) {
        const { id, versions } = await upload(bytes, { type, fileName: 'Ana’s (1).x' });
        const file = await download(id, versions[0]!.id);
        expect(file.bytes.equals(bytes)).toBe(true);
        const ending = Object.entries(fileTypes).find(([, one]) => one === as)![0];
        expect(file.headers).toMatchObject({
          'content-type': as,
          'content-disposition': `attachment; filename="document.${ending}"; filename*=UTF-8''Ana%E2%80%99s%20%281%29.${ending}`,
          'content-security-policy': "sandbox; default-src 'none'",
          'x-content-type-options': 'nosniff',
          'cache-control': 'no-store',
          'content-length': String(bytes.length),
        });
      }
    });

    test('is added with the next number, never one that was there before', async () => {
      const { id } = await upload();
      const two = await add(id, other, { label: 'two pages' });
      expect(two.versions.map(({ number, label }) => [number, label])).toEqual([
        [2, 'two pages'],
        [1, null],
      ]);
      await removeVersion(id, two.versions[0]!);
      expect((await add(id, docx(), { type: fileTypes.docx })).versions.map(({ number }) => number)).toEqual([3, 1]);
      expect(await piecesLeft()).toBe(2);
    });

    test('with bytes that are there already is refused by its number', async () => {
      const { id } = await upload();
      const refused = await refusalOf(add(id, pdf()));
      expect([refused.problem, refused.body['number']]).toEqual(['conflict', 1]);
      // Another document may well have the same bytes.
      expect((await upload(pdf())).id).not.toBe(id);
    });

    test('is called something else, and its bytes stay', async () => {
      const { id, versions } = await upload();
      const [version] = versions;
      const call = { params: { id, versionId: version!.id }, body: { revision: 1, label: 'final' } };
      expect((await visitor.call(api.patchVersion, call)).body.versions[0]).toMatchObject({ label: 'final', revision: 2 });
      expect(await problemOf(visitor.call(api.patchVersion, call))).toBe('stale-revision');
      expect((await download(id, version!.id)).bytes.equals(pdf())).toBe(true);
    });

    test('that is the only one is not deleted by itself', async () => {
      const { id, versions } = await upload();
      expect(await problemOf(removeVersion(id, versions[0]!))).toBe('conflict');
    });

    test('is refused when hostile, and nothing is left of it', async () => {
      const refused = await refusalOf(upload(pdf({ more: '5 0 obj\n<< /S /JavaScript /JS (x) >>\nendobj' })));
      expect([refused.problem, refused.message]).toEqual(['unprocessable', expect.stringContaining('JavaScript')]);
      expect([(await list()).items, await piecesLeft()]).toEqual([[], 0]);
    });
  });

  describe('an upload', () => {
    test('that breaks off leaves nothing, on the disk, in a row or of the room there is, and the same one is taken afterwards', async () => {
      const bytes = pdfOf(mebibyte);
      const before = (await list()).space;
      await expect(breakOff(bytes)).rejects.toThrow();
      await expect(breakOff(bytes)).rejects.toThrow();
      expect(await list()).toEqual({ items: [], space: before });
      expect(await chunks()).toBe(0);
      const { versions } = await upload(bytes);
      expect([(await list()).items.length, await chunks()]).toEqual([1, 17]);
      expect((await download((await list()).items[0]!.id, versions[0]!.id)).bytes.equals(bytes)).toBe(true);
      await expect.poll(() => readdirSync(server.platform.setting.arrivingFolder)).toEqual([]);
    });

    test('of many pieces is refused for what is in it, and nothing is left', async () => {
      const hostile = Buffer.concat([pdfOf(300_000), Buffer.from('1 0 obj\n<< /S /Launch >>\nendobj\n%%EOF\n')]);
      expect(await problemOf(upload(hostile))).toBe('unprocessable');
      expect([(await list()).items, await chunks()]).toEqual([[], 0]);
      expect((await upload(pdfOf(fileLimitBytes))).versions[0]?.sizeBytes).toBe(fileLimitBytes);
    });

    /** Sends the first half, and goes away. */
    async function breakOff(bytes: Buffer): Promise<void> {
      const leaving = new AbortController();
      async function* half() {
        yield bytes.subarray(0, bytes.length / 2);
        leaving.abort();
        yield bytes.subarray(bytes.length / 2);
      }
      // Apart from the call, and told what it is: the types of browsers do not know all that Node's `fetch` takes.
      const init = {
        method: 'POST',
        headers: { 'content-type': fileTypes.pdf },
        body: Readable.toWeb(Readable.from(half())) as ReadableStream,
        duplex: 'half',
        signal: leaving.signal,
      };
      await visitor.fetch('/api/v1/documents?fileName=CV.pdf', init);
    }
    async function chunks(): Promise<number> {
      const { build, rows } = server.platform.database;
      return (
        await rows(
          build
            .selectFrom('chunk')
            .select('position')
            .where('user_id', '=', await userId()),
        )
      ).length;
    }
  });

  describe('a submission', () => {
    test('says which version went where, and stays true whatever becomes of the document', async () => {
      const { id, versions } = await upload(pdf(), { name: 'Resume', kind: 'resume', label: 'short' });
      const application = await apply('Palisade Clinics');
      const made = await send(application.id, versions[0]!.id, '2026-01-02');
      const frozen = { document: 'Resume', kind: 'resume', number: 1, label: 'short', sha256: sha256(pdf()), name: 'CV.pdf' };
      expect(made).toMatchObject({
        application: { id: application.id, title: 'Analyst', company: 'Palisade Clinics' },
        document: { id, name: 'Resume' },
        isThere: true,
        at: '2026-01-02',
        sent: frozen,
      });
      expect((await list()).items[0]?.sentTo).toMatchObject([{ company: 'Palisade Clinics' }]);
      expect((await read(id)).versions[0]?.sentTo).toMatchObject([{ id: application.id }]);
      await visitor.call(api.patchDocument, { params: { id }, body: { revision: 1, name: 'Old resume', kind: 'other' } });
      expect(await sent({ applicationId: application.id })).toMatchObject([{ document: { name: 'Old resume' }, sent: frozen }]);
      await remove(id, 2, 'true');
      expect(await sent({ documentId: id })).toMatchObject([{ document: null, isThere: false, sent: frozen }]);
    });

    test('keeps a version from being deleted unawares, and says what it was sent with', async () => {
      const { id } = await upload();
      const { versions, revision } = await add(id, other);
      const application = await apply('Nettle & Rye');
      await send(application.id, versions[1]!.id);
      for (const attempt of [() => remove(id, revision), () => removeVersion(id, versions[1]!)]) {
        const refused = await refusalOf(attempt());
        expect([refused.problem, refused.message]).toEqual(['conflict', 'It was sent with Nettle & Rye.']);
        expect(refused.body['sentTo']).toMatchObject([{ id: application.id, company: 'Nettle & Rye' }]);
      }
      // The one that was sent nowhere goes without being asked.
      expect(await removeVersion(id, versions[0]!)).not.toBeNull();
      expect((await download(id, versions[1]!.id)).status).toBe(200);
    });

    test('is never changed: there is no way to', () => {
      const endpoints = server.routes.map(({ endpoint }) => endpoint);
      const ways = endpoints.filter(({ path }) => path.startsWith('/api/v1/submissions')).map(({ method }) => method);
      expect(ways.toSorted()).toEqual(['DELETE', 'GET', 'POST']);
      const toBytes = endpoints.filter(({ path }) => path.endsWith('/file')).map(({ method }) => method);
      expect(toBytes).toEqual(['GET']);
    });

    test('goes and comes back with its application', async () => {
      const { versions } = await upload();
      const application = await apply();
      const { id } = await send(application.id, versions[0]!.id);
      const { body } = await visitor.call(deleteApplication, { params: { id: application.id }, query: { revision: 1 } });
      expect(await sent()).toEqual([]);
      await visitor.call(undoChange, { body: { undo: body.undo } });
      expect(await sent()).toMatchObject([{ id, isThere: true }]);
    });

    test('entered by mistake is deleted and brought back', async () => {
      const { versions } = await upload();
      const { id } = await send((await apply()).id, versions[0]!.id);
      const { body } = await visitor.call(api.deleteSubmission, { params: { id }, query: { revision: 1 } });
      expect(await sent()).toEqual([]);
      await visitor.call(undoChange, { body: { undo: body.undo } });
      expect(await sent()).toMatchObject([{ id }]);
    });

    test('of what is not there, or in the future, is refused by the field', async () => {
      const { id, versions } = await upload();
      const application = await apply();
      const fields = async (...input: Parameters<typeof send>) =>
        (await refusalOf(send(...input))).body.errors?.map(({ field }) => field);
      expect(await fields(id, versions[0]!.id)).toEqual(['applicationId']);
      expect(await fields(application.id, id)).toEqual(['versionId']);
      expect(await fields(application.id, versions[0]!.id, '2999-01-01')).toEqual(['at']);
    });
  });

  describe('deletion', () => {
    test('is taken back with every byte, and where it was sent', async () => {
      const { id } = await upload(pdfOf(300_000), { name: 'Resume' });
      const before = await add(id, docx(), { type: fileTypes.docx, label: 'Word' });
      const application = await apply();
      await send(application.id, before.versions[1]!.id);
      const undo = await remove(id, before.revision, 'true');
      expect([(await list()).items, await piecesLeft()]).toEqual([[], 0]);
      const back = await bringBack(undo);
      expect(back.versions).toMatchObject([
        { number: 2, label: 'Word', sha256: sha256(docx()) },
        { number: 1, sentTo: [{ id: application.id }] },
      ]);
      expect((await download(id, back.versions[1]!.id)).bytes.equals(pdfOf(300_000))).toBe(true);
      // A second time changes nothing.
      expect(await bringBack(undo)).toEqual(back);
    });

    test('of one version is taken back', async () => {
      const { id } = await upload();
      const { versions } = await add(id, other);
      const undo = await removeVersion(id, versions[0]!);
      expect((await read(id)).versions).toHaveLength(1);
      expect((await bringBack(undo)).versions.map(({ number }) => number)).toEqual([2, 1]);
      expect((await download(id, versions[0]!.id)).bytes.equals(other)).toBe(true);
    });

    test('is for good where it is too much to carry', async () => {
      const { id } = await upload(pdfOf(fileLimitBytes));
      await add(id, pdfOf(fileLimitBytes - 1));
      const { revision } = await add(id, pdf());
      expect(await remove(id, revision)).toBeNull();
      expect(await piecesLeft()).toBe(0);
    });

    test('of many leaves what was sent, and brings back every byte of the others', async () => {
      const [one, two, sentOne] = [await upload(), await upload(other), await upload(pdf(), { kind: 'resume' })];
      const [before, ...versions] = (await add(one.id, pdfOf(9_000))).versions;
      await send((await apply()).id, sentOne.versions[0]!.id);
      const items = (await list()).items;
      const kinds = await change(items, { kind: 'kind', documentKind: 'resume' });
      expect(kinds.items.map(({ result }) => result).toSorted()).toEqual(['done', 'done', 'unchanged']);
      await visitor.call(undoChange, { body: { undo: kinds.undo! } });
      expect((await read(one.id)).kind).toBe('other');

      const now = [await read(one.id), await read(two.id), await read(sentOne.id)];
      const gone = await change(now, { kind: 'delete' });
      expect(gone.items.map(({ result }) => result)).toEqual(['done', 'done', 'conflict']);
      expect((await list()).items.map(({ id }) => id)).toEqual([sentOne.id]);
      await bringBack(gone.undo);
      expect((await list()).items).toHaveLength(3);
      expect(sha256((await download(one.id, before!.id)).bytes)).toBe(before!.sha256);
      expect((await read(one.id)).versions.map(({ sha256: hash }) => hash)).toEqual(
        [before!, ...versions].map(({ sha256: hash }) => hash),
      );
      expect(sha256((await download(two.id, two.versions[0]!.id)).bytes)).toBe(sha256(other));
    });

    test('of many is refused when it is too much to carry, and nothing goes', async () => {
      const documents = [];
      for (const more of [0, 1, 2]) documents.push(await upload(pdfOf(4_000_000 + more)));
      expect(await problemOf(change(documents, { kind: 'delete' }))).toBe('too-large');
      expect((await list()).items).toHaveLength(3);
    });

    test('is not taken back by somebody else, nor an hour later, nor below a document that has gone', async () => {
      const { id } = await upload();
      const { versions, revision } = await add(id, other);
      const undo = await removeVersion(id, versions[0]!);
      const stranger = await join();
      expect(await problemOf(stranger.call(api.undoDocumentDeletion, { body: { undo: undo ?? '' } }))).toBe('unprocessable');
      const whole = await remove(id, revision);
      expect(await problemOf(bringBack(undo))).toBe('conflict');
      server.clock.advance(hour + 1);
      expect(await problemOf(bringBack(whole))).toBe('unprocessable');
    });
  });

  describe('room for files', () => {
    /** As if files of 5 MB had been uploaded before, without the bytes. */
    async function plant(count: number): Promise<void> {
      const { workspaces, ids } = server.platform;
      await workspaces.change(makeOpening(await userId(), 'user', 'track'), (_, draft) => {
        const parentId = ids.record();
        const content = { name: 'Planted', kind: 'other', notes: null, lastNumber: count, ...byHand } as const;
        draft.create(DocumentKind, { id: parentId, content });
        for (let number = 1; number <= count; number++) {
          const id = ids.record();
          const about = { name: 'x.pdf', type: fileTypes.pdf, sizeBytes: fileLimitBytes, sha256: '0'.repeat(64), uploadedAt: 0 };
          draft.create(DocumentVersionKind, {
            id,
            parentId,
            content: { number, label: null, createdFrom: null, file: { id, ...about } },
          });
        }
      });
    }

    test('is never exceeded, however many ask at once, and the refusal says how much is left', async () => {
      await plant(204);
      const left = filesLimitBytes - 204 * fileLimitBytes;
      // 4 MB are left: three of these fit.
      const sizes = Array.from({ length: 8 }, (_, at) => Math.floor(left / 3) - at);
      const results = await Promise.all(sizes.map((size) => problemOf(upload(pdfOf(size)))));
      expect(results.filter((one) => one === null)).toHaveLength(3);
      expect(new Set(results)).toEqual(new Set([null, 'too-large']));
      const { space } = await list();
      expect(space.usedBytes).toBeLessThanOrEqual(filesLimitBytes);
      const refused = await refusalOf(upload(pdfOf(2_000_000)));
      expect([refused.status, refused.message]).toEqual([413, expect.stringMatching(/1 GB together.*room for 0\.0 MB/)]);
    });

    test('counts the resume of the profile, and what it takes the place of', async () => {
      await visitor.call(putProfile, { body: { ...blankProfile, revision: 0 } });
      const put = async (size: number) => {
        const { revision } = (await visitor.call(getProfile, {})).body;
        const call = { query: { revision, name: 'cv.pdf' }, body: new Blob([Buffer.from(pdfOf(size))]), type: fileTypes.pdf };
        return visitor.call(putResume, call);
      };
      await put(3_000_000);
      expect((await list()).space.usedBytes).toBe(3_000_000);
      await plant(204);
      expect(await problemOf(upload(pdfOf(1_500_000)))).toBe('too-large');
      expect(await problemOf(put(3_500_000))).toBeNull();
    });
  });

  describe('what is held', () => {
    test('is in the export with every byte, counted by kind, and goes with all data and with the account', async () => {
      const bytes = pdfOf(200_000);
      const { versions } = await upload(bytes, { name: 'Resume' });
      await send((await apply()).id, versions[0]!.id);
      const text = await (await visitor.call(exportEverything, {})).body.text();
      const whole = JSON.parse(text) as Record<string, { base64: string; content: { file: { sha256: string } } }[]>;
      expect(
        [whole['documents'], whole['documentVersions'], whole['submissions'], whole['files']].map((all) => all?.length),
      ).toEqual([1, 1, 1, 1]);
      expect(Buffer.from(whole['files']?.[0]?.base64 ?? '', 'base64').equals(bytes)).toBe(true);
      const { items } = (await visitor.call(getInventory, {})).body;
      const count = (name: string) => items.find((item) => item.name === name)?.count;
      expect([count('document'), count('documentVersion'), count('submission')]).toEqual([1, 1, 1]);
      await visitor.call(deleteData, { body: { confirm: 'DELETE' } });
      expect([(await list()).items, await sent(), await piecesLeft()]).toEqual([[], [], 0]);
      await upload();
      const { build } = server.platform.database;
      const gone = build
        .selectFrom('chunk')
        .select('file_id')
        .where('user_id', '=', await userId());
      await visitor.call(deleteAccount, { body: { confirm: 'DELETE' } });
      expect(await server.platform.database.rows(gone)).toEqual([]);
    });

    test('lies sealed: no word of a file, its name, label or notes is readable in a row', async () => {
      const word = `quagga${uniqueName()}`;
      const { id } = await upload(Buffer.from(`${word} in the file, ${'again '.repeat(20_000)}`), {
        type: 'application/octet-stream',
        name: `${word} name`,
        fileName: `${word}.txt`,
        label: word.slice(0, 40),
      });
      await visitor.call(api.patchDocument, { params: { id }, body: { revision: 1, notes: `${word} notes` } });
      await send((await apply()).id, (await read(id)).versions[0]!.id);
      const { build } = server.platform.database;
      const owner = await userId();
      const rows = [
        ...(await server.platform.database.rows(build.selectFrom('record').select('sealed').where('user_id', '=', owner))),
        ...(await server.platform.database.rows(build.selectFrom('chunk').select('sealed').where('user_id', '=', owner))),
      ].map(({ sealed }) => Buffer.from(sealed));
      const isReadableIn = (all: readonly Buffer[]) => all.some((row) => row.includes(word.slice(0, 12)));
      expect(rows.length).toBeGreaterThan(5);
      expect(isReadableIn(rows)).toBe(false);
      // It is found where it does lie open.
      expect(isReadableIn([...rows, Buffer.from(`x${word}x`)])).toBe(true);
    });

    test('is read by keys as their scopes say: what is said with one, the bytes with another', async () => {
      const { id, versions } = await upload();
      const key = async (...held: Scope[]) => {
        const { body } = await visitor.call(makeAccessKey, { body: { name: uniqueName(), scopes: held } });
        return server.visitor({ key: body.key });
      };
      const lister = await key('applications:read');
      const taker = await key('export:read');
      expect((await lister.call(api.getDocument, { params: { id } })).body.id).toBe(id);
      expect((await download(id, versions[0]!.id, lister)).status).toBe(403);
      expect((await download(id, versions[0]!.id, taker)).status).toBe(200);
      expect(await problemOf(taker.call(api.getDocuments, {}))).toBe('missing-scope');
    });
  });
});
