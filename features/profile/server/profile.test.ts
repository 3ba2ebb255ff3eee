/** The profile and its resume from the wire: a real server on both engines, every answer held against its contract. */
import { createHash } from 'node:crypto';
import { scopes } from '@sotto/contract';
import { blankProfile, fileTypes, type ProfileFields } from '@sotto/domain';
import { deleteAccount, deleteData, makeAccessKey } from '@sotto/features/account/api';
import { accountFeature, setAccountDisabled } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { docx, pdf, pdfOf } from '@sotto/features/documents/testing';
import { listActivity } from '@sotto/features/privacy/api';
import { privacyFeature } from '@sotto/features/privacy/server';
import { policyFeature } from '@sotto/features/policy/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { exportEverything } from '@sotto/features/transfer/api';
import { transferFeature } from '@sotto/features/transfer/server';
import { engines, problemOf, refusalOf, startServer, type TestServer, type Visitor } from '@sotto/testing';
import { makeOpening } from '@sotto/vault/opening';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { profileFeature } from './index.ts';

const features = [accountFeature, privacyFeature, policyFeature, settingsFeature, profileFeature, transferFeature];
const resumePath = '/api/v1/profile/resume';
const ana: ProfileFields = {
  ...blankProfile,
  givenName: 'Ana',
  familyName: 'Ferrer i Vidal',
  phoneCountryCode: '+34',
  phone: '612 345 678',
  rightToWork: [{ country: 'ES', authorised: true, needsSponsorship: null }],
};

describe.each(engines)('a profile on %s', (engine) => {
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
  const read = async (by = visitor) => (await by.call(api.getProfile, {})).body;
  const put = async (body: api.ProfilePut) => (await visitor.call(api.putProfile, { body })).body;
  const upload = async (
    bytes: Uint8Array,
    { name = 'Resume.pdf', type = fileTypes.pdf, revision = 0 }: { name?: string; type?: api.ResumeType; revision?: number } = {},
  ) => (await visitor.call(api.putResume, { query: { name, revision }, body: new Blob([Buffer.from(bytes)]), type })).body;
  const download = async (by = visitor) => {
    const response = await by.fetch(resumePath);
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      bytes: Buffer.from(await response.arrayBuffer()),
    };
  };
  const key = async (...held: (typeof scopes)[number][]) => {
    const made = await visitor.call(makeAccessKey, { body: { name: 'a script', scopes: held } });
    return server.visitor({ key: made.body.key });
  };
  const userIdOf = async (by: Visitor) => {
    const text = await (await by.call(exportEverything, {})).body.text();
    return (JSON.parse(text) as { account: { id: never } }).account.id;
  };
  async function piecesLeft(): Promise<number> {
    const { build } = server.platform.database;
    const rows = await server.platform.database.rows(
      build
        .selectFrom('chunk')
        .select('file_id')
        .where('user_id', '=', await userIdOf(visitor)),
    );
    return rows.length;
  }

  test('is not there until someone writes it, and answers nothing by itself', async () => {
    expect(await read()).toEqual({ ...blankProfile, resume: null, revision: 0 });
    const { body } = await visitor.call(exportEverything, {});
    expect(JSON.parse(await body.text())).toMatchObject({ profile: [], files: [] });
  });

  test('keeps what is put, whole, and tells of each change by its revision', async () => {
    expect(await put({ ...ana, revision: 0 })).toEqual({ ...ana, resume: null, revision: 1 });
    expect(await put({ ...ana, phone: null, revision: 1 })).toMatchObject({ givenName: 'Ana', phone: null, revision: 2 });
    expect(await read()).toMatchObject({ givenName: 'Ana', phone: null, revision: 2 });
  });

  test('that changed elsewhere is refused with what it is now', async () => {
    const now = await put({ ...ana, revision: 0 });
    for (const revision of [0, 2]) {
      const refused = await refusalOf(put({ ...blankProfile, revision }));
      expect([refused.problem, refused.body.current]).toEqual(['stale-revision', now]);
    }
    expect((await refusalOf(upload(pdf(), { revision: 0 }))).problem).toBe('stale-revision');
    expect(await piecesLeft()).toBe(0);
    expect(await read()).toEqual(now);
  });

  test.for([
    { givenName: undefined },
    { birthday: '1990-01-01' },
    { phone: 'call me' },
    { resume: null },
    { rightToWork: [{ country: 'US' }] },
  ])('refuses %j', async (wrong) => {
    expect(await problemOf(put({ ...ana, revision: 0, ...wrong } as never))).toBe('invalid-input');
  });

  test('is deleted with its resume', async () => {
    await put({ ...ana, revision: 0 });
    await upload(pdf(), { revision: 1 });
    expect(await problemOf(visitor.call(api.deleteProfile, { query: { revision: 1 } }))).toBe('stale-revision');
    await visitor.call(api.deleteProfile, { query: { revision: 2 } });
    expect([(await read()).revision, (await download()).status, await piecesLeft()]).toEqual([0, 404, 0]);
    await visitor.call(api.deleteProfile, { query: { revision: 0 } });
  });

  describe('its resume', () => {
    test('comes back byte for byte, to be saved and never shown', async () => {
      const bytes = pdf();
      const { resume, revision } = await upload(bytes, { name: '../Résumé (Ana).exe' });
      expect({ ...resume, uploadedAt: '' }).toEqual({
        name: 'Résumé (Ana).pdf',
        type: 'application/pdf',
        sizeBytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        uploadedAt: '',
      });
      expect(revision).toBe(1);
      const back = await download();
      expect(back.bytes.equals(bytes)).toBe(true);
      expect(back.headers).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="resume.pdf"; filename*=UTF-8''R%C3%A9sum%C3%A9%20%28Ana%29.pdf`,
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'content-length': String(bytes.length),
      });
    });

    test('of 5 MB comes back whole, and one byte more is refused', async () => {
      const bytes = pdfOf(5 * 1024 * 1024);
      await upload(bytes);
      expect((await download()).bytes.equals(bytes)).toBe(true);
      expect(await piecesLeft()).toBe(81);
      expect(await problemOf(upload(Buffer.concat([bytes, Buffer.alloc(1)]), { revision: 1 }))).toBe('too-large');
      expect((await download()).bytes.equals(bytes)).toBe(true);
    });

    test('is replaced and removed whole: nothing of the one before is left', async () => {
      await put({ ...ana, revision: 0 });
      await upload(pdfOf(200_000), { revision: 1 });
      const word = docx();
      expect(await upload(word, { name: 'cv', type: fileTypes.docx, revision: 2 })).toMatchObject({
        givenName: 'Ana',
        resume: { name: 'cv.docx', type: fileTypes.docx },
        revision: 3,
      });
      expect([(await download()).bytes.equals(word), await piecesLeft()]).toEqual([true, 1]);
      // What is said stays when the resume changes, and the other way round.
      expect(await put({ ...ana, givenName: 'Anna', revision: 3 })).toMatchObject({ resume: { name: 'cv.docx' }, revision: 4 });
      const { body } = await visitor.call(api.deleteResume, { query: { revision: 4 } });
      expect(body).toMatchObject({ givenName: 'Anna', resume: null, revision: 5 });
      expect([(await download()).status, await piecesLeft()]).toEqual([404, 0]);
    });

    test('as plain text is sent as bytes and comes back as text', async () => {
      const text = Buffer.from('Ana\n', 'utf8');
      expect(await upload(text, { name: 'cv.md', type: 'application/octet-stream' })).toMatchObject({
        resume: { name: 'cv.txt', type: 'text/plain' },
      });
      const { headers, bytes } = await download();
      expect([headers['content-type'], bytes.toString()]).toEqual(['text/plain', 'Ana\n']);
      const declared = { method: 'PUT', body: 'Ana', headers: { 'content-type': 'text/plain' } };
      expect((await visitor.fetch(`${resumePath}?name=x&revision=1`, declared)).status).toBe(415);
    });

    test('that is not what it says it is leaves the one before in its place', async () => {
      const bytes = pdf();
      await upload(bytes);
      const refused = await refusalOf(upload(pdf({ trailer: '/Encrypt 9 0 R ' }), { revision: 1 }));
      expect([refused.problem, refused.message]).toEqual(['unprocessable', expect.stringContaining('locked')]);
      expect([(await download()).bytes.equals(bytes), (await read()).revision]).toEqual([true, 1]);
    });

    test('of two uploads at the same time one is kept and the other told so', async () => {
      const uploads = await Promise.all([300_000, 400_000].map((size) => problemOf(upload(pdfOf(size)))));
      expect(new Set(uploads)).toEqual(new Set([null, 'stale-revision']));
      const { resume } = await read();
      const { bytes } = await download();
      expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([resume?.sizeBytes, resume?.sha256]);
      expect(await piecesLeft()).toBe(Math.ceil((bytes.length + 8) / 65_536));
    });

    test('is in the export, byte for byte', async () => {
      const bytes = pdfOf(200_000);
      await upload(bytes, { name: 'cv.pdf' });
      const { body } = await visitor.call(exportEverything, {});
      const { files, profile } = JSON.parse(await body.text()) as { files: { base64: string }[]; profile: unknown[] };
      expect(files).toMatchObject([{ name: 'cv.pdf', type: 'application/pdf', sizeBytes: 200_000 }]);
      expect(Buffer.from(files[0]?.base64 ?? '', 'base64').equals(bytes)).toBe(true);
      expect(profile).toMatchObject([{ content: { resume: { name: 'cv.pdf' } } }]);
    });

    test('goes with all data, and with the account', async () => {
      const userId = await userIdOf(visitor);
      const left = async () => {
        const { build } = server.platform.database;
        return (await server.platform.database.rows(build.selectFrom('chunk').select('file_id').where('user_id', '=', userId)))
          .length;
      };
      for (const leave of [
        () => visitor.call(deleteData, { body: { confirm: 'DELETE' } }),
        () => visitor.call(deleteAccount, { body: { confirm: 'DELETE' } }),
      ]) {
        await upload(pdfOf(200_000));
        expect(await left()).toBeGreaterThan(3);
        await leave();
        expect(await left()).toBe(0);
      }
    });
  });

  describe('is read', () => {
    test('by a key that may, from any origin, and the log says so', async () => {
      await put({ ...ana, revision: 0 });
      await upload(pdf(), { revision: 1 });
      const reader = await key('profile:read');
      expect(await read(reader)).toMatchObject({ givenName: 'Ana', resume: { type: 'application/pdf' } });
      const file = await download(reader);
      expect([file.status, file.bytes.equals(pdf()), file.headers['access-control-allow-origin']]).toEqual([200, true, '*']);
      const { body } = await visitor.call(listActivity, {});
      expect(body.items.filter(({ happening }) => happening === 'profile-read')).toMatchObject([
        { by: 'key', about: 'Resume.pdf' },
        { by: 'key', about: null },
      ]);
    });

    test('by no key without that scope, whatever else it may do', async () => {
      await upload(pdf());
      const other = await key(...scopes.filter((scope) => scope !== 'profile:read'));
      expect(await problemOf(read(other))).toBe('missing-scope');
      expect((await download(other)).status).toBe(403);
    });

    test('and never changed by a key', async () => {
      const holder = await key(...scopes);
      const { status } = await holder.fetch('/api/v1/profile', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...ana, revision: 0 }),
      });
      const sent = await holder.fetch(`${resumePath}?name=x&revision=0`, {
        method: 'PUT',
        headers: { 'content-type': 'application/pdf' },
        body: new Blob([Buffer.from(pdf())]),
      });
      const removed = await holder.fetch(`${resumePath}?revision=0`, { method: 'DELETE' });
      expect([status, sent.status, removed.status].every((code) => code === 401 || code === 403)).toBe(true);
      expect((await read()).revision).toBe(0);
    });

    test.for(['/api/v1/profile', resumePath])(
      'from another origin after asking, never with a cookie, and nothing else is: %s',
      async (path) => {
        const ask = (method: string) =>
          server.visitor().fetch(path, {
            method: 'OPTIONS',
            headers: { origin: 'chrome-extension://abc', 'access-control-request-method': method },
          });
        const allowed = await ask('GET');
        expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
        expect(allowed.headers.get('access-control-allow-headers')).toBe('Authorization, Content-Type');
        expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
        for (const method of ['PUT', 'DELETE']) expect((await ask(method)).status).toBe(405);
        const crossSite = { headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } };
        expect((await visitor.fetch(path, crossSite)).status).toBe(401);
      },
    );

    test('by nobody else', async () => {
      await put({ ...ana, revision: 0 });
      await upload(pdf(), { revision: 1 });
      const other = await join();
      expect(await read(other)).toMatchObject({ givenName: null, resume: null, revision: 0 });
      expect([(await download(other)).status, (await server.visitor().fetch(resumePath)).status]).toEqual([404, 401]);
    });

    test('by its owner while the account is disabled, who may delete it and not change it; by none of their keys', async () => {
      await put({ ...ana, revision: 0 });
      await upload(pdf(), { revision: 1 });
      const reader = await key('profile:read');
      const userId = await userIdOf(visitor);
      await setAccountDisabled(server.platform, makeOpening(userId, 'user', 'account'), true);
      expect([(await read()).givenName, (await download()).status]).toEqual(['Ana', 200]);
      expect(await problemOf(put({ ...ana, revision: 2 }))).toBe('account-disabled');
      expect(await problemOf(upload(pdf(), { revision: 2 }))).toBe('account-disabled');
      expect([await problemOf(read(reader)), (await download(reader)).status]).toEqual(['account-disabled', 403]);
      await visitor.call(api.deleteResume, { query: { revision: 2 } });
      await visitor.call(api.deleteProfile, { query: { revision: 3 } });
      expect((await read()).revision).toBe(0);
    });

    test('by nothing once the account is deleted', async () => {
      await put({ ...ana, revision: 0 });
      const reader = await key('profile:read');
      await visitor.call(deleteAccount, { body: { confirm: 'DELETE' } });
      expect([await problemOf(read(reader)), await problemOf(read())]).toEqual(['invalid-key', 'not-signed-in']);
    });
  });
});
