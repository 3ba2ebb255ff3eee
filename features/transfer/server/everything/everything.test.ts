/** Everything out and in again, from the wire: every kind of record, both engines, and files that are not what they seem. */
import {
  ApplicationKind,
  CompanyKind,
  GroupKind,
  type Kind,
  ProfileKind,
  SavedViewKind,
  StageChangeKind,
  newCompany,
} from '@sotto/domain';
import { Problem } from '@sotto/contract';
import { makeAccessKey } from '@sotto/features/account/api';
import { type TestServer, engines, hour, refusalOf, startServer } from '@sotto/testing';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../../api.ts';
import { forgeZip, hostileZips } from '../reading/forged-zip.testing.ts';
import { ImportFileKind } from '../records.ts';
import { previewFile } from './bring-in.ts';
import { type Part, partsOf } from './document.ts';
import { membersOf } from './members.ts';
import { planEverything } from './plan.ts';
import { type Document, features, type Listed, owned, Person, PlantedKind, seed } from './testing/person.ts';
import { sampleFile } from './testing/samples.ts';

/** The export with one of its lists, or one of its values, as `change` makes it. */
function variantOf(text: string, change: (document: Document) => void): string {
  const document = JSON.parse(text) as Document;
  change(document);
  return JSON.stringify(document);
}

const listed = (document: Document, plural: string) => document[plural] as Listed[];

describe.each(engines)('an export of everything on %s', (engine) => {
  let running: TestServer;
  let person: Person;
  let other: Person;
  let exported: string;
  beforeAll(async () => {
    running = await startServer({ engine, features });
    person = await Person.join(running);
    await seed(running, person);
    exported = await person.export();
  });
  afterAll(() => running[Symbol.asyncDispose]());
  beforeEach(async () => {
    other = await Person.join(running);
  });

  const kindsThatCome = () => running.platform.workspaces.kinds.filter((kind: Kind) => kind.comingIn?.stays !== true);

  test('holds at least one record of every kind that can come in', () => {
    const document = JSON.parse(exported) as Document;
    expect(kindsThatCome().filter(({ plural }) => listed(document, plural).length === 0)).toEqual([]);
  });

  test('brought into an empty account and exported again is the same, and brought in twice makes nothing twice', async () => {
    const preview = await other.preview(exported);
    expect(preview).toMatchObject({ asBegun: true, refused: [] });
    expect(preview.kinds.map(({ kind }) => kind)).toEqual(kindsThatCome().map(({ plural }) => plural));
    expect(preview.kinds.every((counts) => counts.new > 0 && counts.same + counts.differs + counts.refused === 0)).toBe(true);

    const report = await other.bring(exported);
    expect(report).toMatchObject({ state: 'done', label: 'Everything', groupId: null, refused: [], done: report.total });
    expect(owned(await other.export())).toEqual(owned(exported));
    expect((await other.workspace()).all(ImportFileKind)).toEqual([]);

    const again = await other.bring(exported);
    expect(again.kinds?.every((counts) => counts.new + counts.differs + counts.refused === 0)).toBe(true);
    expect(owned(await other.export())).toEqual(owned(exported));
  });

  test('as a zip, and as an export of before kinds had versions, comes in as well', async () => {
    await other.bring(zipSync({ 'sotto.json': Buffer.from(exported) }));
    expect(owned(await other.export())).toEqual(owned(exported));

    const third = await Person.join(running);
    const first = variantOf(exported, (document) => {
      delete document['kinds'];
      document['version'] = 1;
      delete document.planteds[0]!.content['byId'];
    });
    await third.bring(first);
    expect((await third.workspace()).all(PlantedKind)).toMatchObject([{ content: { byId: {} } }]);
    expect((await third.workspace()).all(ApplicationKind)).toHaveLength(1);
  });

  test('is brought up to the present version of each kind', async () => {
    const older = variantOf(exported, (document) => {
      document['kinds'] = { ...(document['kinds'] as object), planteds: 1 };
      delete document.planteds[0]!.content['byId'];
    });
    await other.bring(older);
    expect((await other.workspace()).all(PlantedKind)).toMatchObject([{ content: { byId: {} } }]);
  });

  test('joins what is there: companies and groups of one name are one, references lead to them, what is there stays', async () => {
    const document = JSON.parse(exported) as Document;
    const nameIn = (plural: string) => String(listed(document, plural).at(-1)!.content['name']);
    const { ids } = running.platform;
    const [companyId, groupId, profileId] = [ids.record(), ids.record(), ids.record()];
    await other.change((workspace, draft) => {
      const group = workspace.all(GroupKind)[0]!.content;
      draft.create(CompanyKind, { id: companyId, content: newCompany(nameIn('companies')) });
      draft.create(GroupKind, { id: groupId, content: { ...group, name: nameIn('groups').toUpperCase() } });
      const profile = ProfileKind.schema.parse(listed(document, 'profile')[0]!.content);
      draft.create(ProfileKind, { id: profileId, content: { ...profile, givenName: 'Someone', resume: null } });
    });
    const report = await other.bring(exported);
    const counts = new Map(report.kinds?.map((one) => [one.kind, one]));
    expect(counts.get('companies')).toMatchObject({ new: 0, same: 1 });
    expect(counts.get('profile')).toMatchObject({ new: 0, differs: 1 });
    expect(counts.get('stages')).toMatchObject({ new: 1, same: 12 });
    const workspace = await other.workspace();
    expect(workspace.all(ApplicationKind)).toMatchObject([{ content: { companyId, groupId } }]);
    expect(workspace.all(PlantedKind)).toMatchObject([
      { content: { word: `a planted word of /companies/${companyId}`, about: companyId, byId: { [groupId]: 'a group' } } },
    ]);
    expect(workspace.all(ProfileKind)).toMatchObject([{ id: profileId, content: { givenName: 'Someone' } }]);
  });

  test('is taken back whole; what was changed since stays with all it needs', async () => {
    const before = owned(await other.export());
    const { id, total } = await other.bring(exported);
    expect(await other.takeBack(id)).toMatchObject({ removed: total, kept: [] });
    expect(owned(await other.export())).toEqual(before);

    const second = await other.bring(exported);
    const [application] = (await other.workspace()).all(ApplicationKind);
    await other.change((_, draft) =>
      draft.update(ApplicationKind, application!.id, application!.revision, { ...application!.content, title: 'Changed' }),
    );
    const undone = await other.takeBack(second.id);
    expect(undone.kept.map(({ title }) => title)).toContain('Changed');
    const workspace = await other.workspace();
    const { companyId, groupId, stageId, longTexts } = workspace.get(ApplicationKind, application!.id)!.content;
    expect([companyId, groupId, stageId, ...Object.values(longTexts)].filter((needed) => !workspace.has(needed))).toEqual([]);
    expect(workspace.all(ProfileKind)).toEqual([]);
  });

  test('is refused record by record with the reason, and nothing stands half', async () => {
    const report = await other.bring(
      variantOf(exported, (document) => {
        listed(document, 'companies')[0]!.content['name'] = '';
        listed(document, 'offers')[0]!.content['applicationId'] = document.planteds[0]!.id;
        listed(document, 'snapshots')[0]!.content['text'] = 'Another posting.';
        const [file] = document['files'] as { base64: string }[];
        file!.base64 = Buffer.from(sampleFile.toString('latin1').replace('1.7', '1.6'), 'latin1').toString('base64');
      }),
    );
    const reasons = Object.fromEntries(report.refused.map(({ title, why }) => [title, why]));
    expect(reasons).toMatchObject({
      Companies: expect.stringMatching(/^name: /),
      Offers: 'It names another application than its own.',
      'Saved postings': 'The text is not the one that was saved.',
      Applications: expect.stringMatching(/^It needs a record that/),
      'Moves between stages': 'What it belongs to was refused.',
    });
    expect(report.refused.some(({ why }) => why.includes('the SHA-256 differs'))).toBe(true);
    const workspace = await other.workspace();
    expect([workspace.all(ApplicationKind), workspace.all(StageChangeKind)]).toEqual([[], []]);
    // The rest came in.
    expect(workspace.all(PlantedKind)).toHaveLength(1);
  });

  test('is had as CSV as well, kind by kind, with names for what others are named by and no cell that is a formula', async () => {
    await other.bring(exported);
    const companyId = running.platform.ids.record();
    await other.change((_, draft) =>
      draft.create(CompanyKind, { id: companyId, content: { ...newCompany('=1+1'), aliases: ['A', 'B'] } }),
    );
    const { items } = (await other.visitor.call(api.listLists, {})).body;
    expect(items.find(({ kind }) => kind === 'companies')).toMatchObject({ title: 'Companies', count: 2 });
    expect(items.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['contacts', 'interviews', 'offers', 'questions', 'planteds']),
    );
    expect(items.filter(({ kind }) => ['settings', 'profile', 'imports', 'texts', 'stageChanges'].includes(kind))).toEqual([]);
    const tables = new Map<string, string[]>();
    for (const { kind, count } of items) {
      const response = await other.visitor.fetch(`/api/v1/lists/${kind}/records.csv`);
      const lines = (await response.text()).split('\r\n');
      expect([kind, response.status, lines.length > count]).toEqual([kind, 200, true]);
      tables.set(kind, lines);
    }
    expect(tables.get('companies')?.at(-2)).toContain(`${companyId},,'=1+1,A; B,`);
    expect(tables.get('contacts')?.[0]).toMatch(/^id,belongsTo,name,givenName,.*,companyIds,applicationIds,createdAt,updatedAt$/);
    expect((await other.visitor.fetch('/api/v1/lists/settings/records.csv')).status).toBe(404);
  });

  test('never brings in keys, sessions, imports or the log', async () => {
    await other.visitor.call(makeAccessKey, { body: { name: 'A key of before', scopes: ['export:read'] } });
    const withKey = await other.export();
    expect(withKey).toContain('A key of before');
    other = await Person.join(running);
    await other.bring(withKey);
    const document = JSON.parse(await other.export()) as {
      account: { accessKeys: unknown[]; sessions: unknown[] };
      imports: unknown[];
    };
    expect(document.account.accessKeys).toEqual([]);
    expect(document.account.sessions).toHaveLength(1);
    expect(document.imports).toHaveLength(1);
    expect((await other.bring(withKey)).kinds?.map(({ kind }) => kind)).not.toContain('imports');
  });

  test('of a newer Sotto, of someone’s invention or broken off is turned away with the reason', async () => {
    const newer = expect.stringMatching(/^unprocessable: This file was written by a newer version of Sotto.*Update Sotto/);
    expect(await other.refusal(variantOf(exported, (document) => (document['version'] = 4)))).toEqual(newer);
    expect(await other.refusal(variantOf(exported, (document) => (document['kinds'] = { applications: 99 })))).toEqual(newer);
    expect(await other.refusal(variantOf(exported, (document) => (document['wonders'] = [{}])))).toEqual(newer);
    expect(await other.refusal('{"a":[1,2]}')).toMatch(/no export of everything/);
    for (const nothing of [
      '[]',
      'Company,Title\nA,B\n',
      '{"format":"sotto","version":2,"kinds":{"groups":"x"},"groups":[1]}',
      '\xff\xfe',
    ])
      expect(await other.refusal(nothing)).toMatch(/not a file that Sotto has written|not text in UTF-8/);
    for (const share of [0.1, 0.5, 0.999])
      expect(await other.refusal(exported.slice(0, Math.floor(exported.length * share)))).toMatch(/ends in the middle/);
    expect((await other.workspace()).all(ApplicationKind)).toEqual([]);
  });

  test('in a forged zip is turned away: a bomb, a path that leads out, none of ours, cut short', async () => {
    const bomb = Buffer.concat([Buffer.from(exported.slice(0, -3)), Buffer.from(`,"x":"${' '.repeat(4_000_000)}"}`)]);
    expect(await other.refusal(zipSync({ 'sotto.json': bomb }))).toMatch(/far too large/);
    expect(await other.refusal(zipSync({ '../sotto.json': Buffer.from(exported) }))).toMatch(/leads out/);
    expect(await other.refusal(zipSync({ 'other.json': Buffer.from(exported) }))).toMatch(/no sotto\.json/);
    const zip = zipSync({ 'sotto.json': Buffer.from(exported) });
    expect(await other.refusal(zip.slice(0, zip.length / 2))).toMatch(/ends in the middle/);
  });

  test.runIf(engine === engines[0])('in a zip that is forged in any way there is, is refused with what to do', async () => {
    const good = { name: 'sotto.json', content: exported };
    expect((await other.preview(forgeZip([good]))).refused).toEqual([]);
    for (const [what, [members, end, says]] of Object.entries(hostileZips(good, 60_000))) {
      const refusal = await other.refusal(forgeZip(members, end));
      expect([what, refusal]).toEqual([what, expect.stringMatching(says)]);
      expect([what, refusal]).toEqual([
        what,
        expect.stringMatching(/^unprocessable: .* Bring the archive as Sotto made it: export/),
      ]);
    }
  });

  test.runIf(engine === engines[0])('of 100,000 records is turned away', async () => {
    const many = (count: number) =>
      `{"format":"sotto","version":2,"groups":[${Array.from({ length: count }, () => '{}').join(',')}]}`;
    expect(await other.refusal(many(100_000))).toMatch(/more than 50,000 records/);
    expect((await other.preview(many(10))).kinds).toMatchObject([{ kind: 'groups', new: 0, refused: 10 }]);
  });

  test('of a path that is named again and again has it read once, and only if a record waits for it', async () => {
    const document = JSON.parse(exported) as Document;
    const [awaited] = document['files'] as { id: string; base64: string }[];
    const bytes = Buffer.from(awaited!.base64, 'base64');
    const named = (id: string) => ({ ...awaited, id, base64: null, path: 'files/Resume.txt' });
    document['files'] = [
      ...Array.from({ length: 500 }, () => named(awaited!.id)),
      ...Array.from({ length: 500 }, () => named(running.platform.ids.record())),
    ];
    let reads = 0;
    async function* text() {
      yield JSON.stringify(document);
    }
    const parts = partsOf(membersOf(text()), running.platform.workspaces.kinds, async () => {
      reads += 1;
      return bytes;
    });
    const { entries } = await planEverything(running.platform, other.by, { parts, stillWanted: () => {} });
    expect(reads).toBe(1);
    const withIt = [...entries.values()].find(({ files }) => files.some(({ id }) => id === awaited!.id));
    expect(withIt).toMatchObject({ outcome: 'new' });
  });

  test('in which many records have one file in one place has it unpacked for the first of them', async () => {
    const document = JSON.parse(exported) as Document;
    const [version] = listed(document, 'documentVersions');
    const [file] = document['files'] as { id: string }[];
    const shared = { ...file, base64: null, path: 'files/Resume.txt' };
    const others = Array.from({ length: 200 }, () => running.platform.ids.record());
    const { file: ref } = version!.content as { file: object };
    document['documentVersions'] = [version!.id, ...others].map((id) => ({
      ...version,
      id,
      content: { ...version!.content, file: { ...ref, id } },
    }));
    document['files'] = [
      ...(document['files'] as object[]).slice(1),
      ...[version!.id, ...others].map((id) => ({ ...shared, id })),
    ];
    const { kinds, refused } = await other.preview(
      forgeZip([
        { name: 'sotto.json', content: JSON.stringify(document) },
        { name: 'files/Resume.txt', content: sampleFile },
      ]),
    );
    expect(kinds.find(({ kind }) => kind === 'documentVersions')).toMatchObject({ new: 1, refused: 200 });
    expect(refused[0]).toMatchObject({ name: 'Resume.txt', why: 'Another file of the export lies in its place.' });
  });

  test.runIf(engine === engines[0])(
    'of more files than there can be records is turned away, and one that nobody waits for any longer is read no further',
    async () => {
      const id = running.platform.ids.record();
      let given = 0;
      async function* files(): AsyncGenerator<Part> {
        for (; given < 60_000; given++) yield { type: 'file', file: { id, bytesOf: async () => null } };
      }
      const plan = (stillWanted: () => void) => planEverything(running.platform, other.by, { parts: files(), stillWanted });
      await expect(plan(() => {})).rejects.toThrow('more than 50,000 records');
      expect(given).toBe(50_000);
      given = 0;
      const leave = () => {
        if (given >= 10) throw new Problem('conflict');
      };
      await expect(plan(leave)).rejects.toThrow(Problem);
      expect(given).toBe(10);
    },
  );

  test.runIf(engine === engines[0])(
    'packed with thousands of files is looked at no further when nobody waits for it any longer',
    async () => {
      const id = await other.put(forgeZip(Array.from({ length: 1000 }, (_, index) => ({ name: `${index}`, method: 0 }))));
      const preview = (stillWanted: () => void) => previewFile(running.platform, other.by, { id, stillWanted });
      await expect(preview(() => {})).rejects.toThrow('no sotto.json');
      const left = new Problem('conflict');
      await expect(
        preview(() => {
          throw left;
        }),
      ).rejects.toBe(left);
    },
  );

  test('forged so that it overwrites a file, holds more of a kind than there can be, or hangs together without end is refused', async () => {
    await other.bring(exported);
    const [profile] = (await other.workspace()).all(ProfileKind);
    const taken = profile!.content.resume!.id;
    const before = await running.platform.workspaces.files.open(other.by, taken);
    const report = await other.bring(
      variantOf(exported, (document) => {
        const [version] = listed(document, 'documentVersions');
        const [file] = document['files'] as { id: string }[];
        (version!.content['file'] as { id: string }).id = version!.id = file!.id = taken;
        document['settings'] = [];
        document['savedViews'] = Array.from({ length: 60 }, () => ({
          ...listed(document, 'savedViews')[0]!,
          id: running.platform.ids.record(),
        }));
      }),
    );
    const reasons = report.refused.map(({ title, why }) => `${title}: ${why}`);
    expect(reasons).toContain('Files of your documents: Something else of yours has its id.');
    expect(reasons).toContain('Saved views: There can be 50 at most.');
    expect((await other.workspace()).all(SavedViewKind)).toHaveLength(50);
    expect(await running.platform.workspaces.files.open(other.by, taken)).toEqual(before);

    // Each is below the next, and the last below nothing that is there: one falls after the other.
    const ids = Array.from({ length: 20_001 }, () => running.platform.ids.record());
    const [one] = (JSON.parse(exported) as Document).planteds;
    const chain = ids.slice(1).map((parentId, at) => ({ ...one, id: ids[at], parentId }));
    const begun = process.cpuUsage();
    const { kinds } = await other.preview(
      JSON.stringify({ format: 'sotto', version: 2, kinds: { planteds: 2 }, planteds: chain }),
    );
    expect(kinds).toMatchObject([{ kind: 'planteds', new: 0, refused: 20_000 }]);
    // Looking at all of them again after each takes minutes, in which nobody else is served.
    expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(10);
  });

  test('is kept no longer than it said it is, whatever its parts say', async () => {
    const { id } = (await other.visitor.call(api.beginEverything, { body: { name: 'sotto.json', sizeBytes: 5 } })).body;
    const put = (part: string, bytes: string) =>
      other.visitor.call(api.putPart, {
        params: { id, part },
        body: new Blob([bytes]),
        type: 'application/octet-stream',
      });
    expect((await refusalOf(put('0', '123456'))).problem).toBe('conflict');
    await put('0', '12345');
    await put('0', '12345');
    expect((await refusalOf(put('1', '6'))).problem).toBe('conflict');
  });

  test('that is not brought in is forgotten after an hour, with all its parts', async () => {
    const id = await other.put(exported);
    expect(await running.platform.workspaces.files.list(other.by, id)).toHaveLength(1);
    running.clock.advance(2 * hour);
    expect(await refusalOf(other.visitor.call(api.previewEverything, { params: { id } }))).toMatchObject({
      problem: 'not-found',
    });
    const next = await other.put(exported);
    expect(await running.platform.workspaces.files.list(other.by, id)).toEqual([]);
    await other.takeBack(next);
    expect(await running.platform.workspaces.files.list(other.by, next)).toEqual([]);
  });
});
