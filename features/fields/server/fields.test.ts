/** Fields of one's own from the wire: a real server on both engines, every answer held against its contract. */
import type { CustomChanges, CustomValue, Id } from '@sotto/domain';
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import {
  changeApplications,
  createApplication,
  deleteApplication,
  getApplication,
  listApplications,
  patchApplication,
  undoChange,
} from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { search } from '@sotto/features/search/api';
import { searchFeature } from '@sotto/features/search/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { commitImport, type ImportOptions, type ImportPreview, startImport } from '@sotto/features/transfer/api';
import { transferFeature } from '@sotto/features/transfer/server';
import { engines, problemOf, refusalOf, startServer, uniqueName, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { fieldsFeature } from './index.ts';

const features = [
  accountFeature,
  privacyFeature,
  policyFeature,
  settingsFeature,
  groupsFeature,
  stagesFeature,
  companiesFeature,
  applicationsFeature,
  fieldsFeature,
  searchFeature,
  transferFeature,
];

describe.each(engines)('fields of one’s own on %s', (engine) => {
  let server: TestServer;
  let visitor: Visitor;
  beforeAll(async () => {
    server = await startServer({ features, engine });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    visitor = await newcomer(server);
  });

  const define = async (body: api.NewField) => (await visitor.call(api.createField, { body })).body;
  const change = async (id: Id, body: api.FieldPatch) => (await visitor.call(api.patchField, { params: { id }, body })).body;
  const remove = async ({ id, revision }: api.FieldView) =>
    (await visitor.call(api.deleteField, { params: { id }, query: { revision } })).body;
  const fields = async () => (await visitor.call(api.listFields, {})).body.items;
  const make = async (custom?: CustomChanges) =>
    (await visitor.call(createApplication, { body: { company: 'Acme', title: uniqueName(), ...(custom && { custom }) } })).body;
  const get = async (id: Id) => (await visitor.call(getApplication, { params: { id } })).body;
  const list = async (query: { filter?: string[]; sort?: string }) =>
    (await visitor.call(listApplications, { query })).body.items.map(({ id }) => id);
  const undo = async (token: string) => (await visitor.call(undoChange, { body: { undo: token } })).body.items;
  const oneOfEach = async () => ({
    text: await define({ name: 'Recruiting team', type: 'text' }),
    number: await define({ name: 'Commute', type: 'number' }),
    date: await define({ name: 'Decision by', type: 'date' }),
    choice: await define({ name: 'Gut feeling', type: 'choice', choices: ['Good', 'Fair', 'Poor'] }),
    link: await define({ name: 'Review', type: 'link' }),
    yes_no: await define({ name: 'Visa', type: 'yes_no' }),
  });

  test('are defined, ordered, renamed and told with how many values they hold', async () => {
    const { text, number } = await oneOfEach();
    await make({ [number.id]: 40 });
    await change(text.id, { revision: 1, name: 'Team', after: number.id });
    expect((await fields()).map(({ name, values }) => `${name} ${values}`)).toEqual([
      'Commute 1',
      'Team 0',
      'Decision by 0',
      'Gut feeling 0',
      'Review 0',
      'Visa 0',
    ]);
    const again = await refusalOf(change(text.id, { revision: 1, name: 'Other' }));
    expect(again.body.current).toMatchObject({ name: 'Team', revision: 2 });
  });

  test('take values of their type, by application, and leave the others when one is changed', async () => {
    const { text, number, date, choice, link, yes_no } = await oneOfEach();
    const [, fair] = choice.choices;
    const made = await make({
      [text.id]: ' Platform ',
      [number.id]: 0,
      [date.id]: '2026-12-01',
      [choice.id]: 'fair',
      [link.id]: 'https://example.org/acme',
      [yes_no.id]: false,
    });
    const kept = {
      [text.id]: 'Platform',
      [number.id]: 0,
      [date.id]: '2026-12-01',
      [choice.id]: fair!.id,
      [link.id]: 'https://example.org/acme',
      [yes_no.id]: false,
    };
    expect(made.custom).toEqual(kept);
    const params = { id: made.id };
    const next = await visitor.call(patchApplication, {
      params,
      body: { revision: 1, custom: { [number.id]: 12.5, [link.id]: null } },
    });
    const { [link.id]: _, ...rest } = kept;
    expect(next.body.custom).toEqual({ ...rest, [number.id]: 12.5 });
    const [row] = (await visitor.call(listApplications, { query: {} })).body.items;
    expect(row!.custom).toEqual(next.body.custom);
  });

  test.for<[keyof Awaited<ReturnType<typeof oneOfEach>>, CustomValue]>([
    ['number', 'many'],
    ['date', '2026-02-30'],
    ['choice', 'Splendid'],
    ['link', 'javascript:alert(1)'],
    ['yes_no', 'yes'],
    ['text', 7],
  ])('of type %s refuse %j and say which field it was', async ([type, value]) => {
    const field = (await oneOfEach())[type];
    const refused = await refusalOf(make({ [field.id]: value }));
    expect(refused.problem).toBe('invalid-input');
    expect(refused.body.errors).toMatchObject([{ field: `custom.${field.id}`, message: expect.stringMatching(/\w+ \w+/) }]);
  });

  test('are filtered and sorted by, absent values last', async () => {
    const { number, choice, yes_no } = await oneOfEach();
    const [good, fair] = choice.choices;
    const near = await make({ [number.id]: 9, [choice.id]: fair!.id, [yes_no.id]: true });
    const far = await make({ [number.id]: 80, [choice.id]: good!.id });
    const unknown = await make();
    expect(await list({ sort: `field.${number.id}` })).toEqual([near.id, far.id, unknown.id]);
    expect(await list({ sort: `-field.${number.id}` })).toEqual([far.id, near.id, unknown.id]);
    expect(await list({ sort: `field.${choice.id}` })).toEqual([far.id, near.id, unknown.id]);
    expect(await list({ filter: [`field.${number.id}:to:30`] })).toEqual([near.id]);
    expect(await list({ filter: [`field.${choice.id}:not:${good!.id}`], sort: 'createdAt' })).toEqual([near.id, unknown.id]);
    expect(await list({ filter: [`field.${yes_no.id}:is:yes`] })).toEqual([near.id]);
    expect(await list({ filter: [`field.${number.id}:empty`] })).toEqual([unknown.id]);
    expect(await problemOf(list({ filter: [`field.${choice.id}:is:nonsense`] }))).toBe('invalid-input');
    expect(await problemOf(list({ sort: `field.${near.id}` }))).toBe('invalid-input');
  });

  test('of many applications are set at once, and set back', async () => {
    const { text } = await oneOfEach();
    const [one, two] = [await make({ [text.id]: 'old' }), await make({ [text.id]: 'new' })];
    const items = [one, two].map(({ id, revision }) => ({ id, revision }));
    const { body } = await visitor.call(changeApplications, {
      body: { items, change: { kind: 'field', fieldId: text.id, value: 'new' } },
    });
    expect(body.items.map(({ result }) => result)).toEqual(['done', 'unchanged']);
    await undo(body.undo!);
    expect((await get(one.id)).custom).toEqual({ [text.id]: 'old' });
  });

  test('keep a renamed choice everywhere, and do not lose one that is held', async () => {
    const { choice } = await oneOfEach();
    const [good, fair, poor] = choice.choices;
    const made = await make({ [choice.id]: good!.id });
    const renamed = await change(choice.id, {
      revision: 1,
      choices: [poor!, { ...good!, name: 'Great' }, fair!, { name: 'New' }],
    });
    expect(renamed.choices.map(({ name }) => name)).toEqual(['Poor', 'Great', 'Fair', 'New']);
    expect((await get(made.id)).custom).toEqual({ [choice.id]: good!.id });
    const refused = await refusalOf(change(choice.id, { revision: 2, choices: [poor!] }));
    expect(refused.body.errors).toMatchObject([
      { field: 'choices', message: '1 application holds “Great”. Give them another choice first.' },
    ]);
    expect((await change(choice.id, { revision: 2, choices: [{ ...good!, name: 'Great' }] })).choices).toHaveLength(1);
  });

  test('change their type as long as nothing is written in them', async () => {
    const { text } = await oneOfEach();
    expect(await change(text.id, { revision: 1, type: 'number' })).toMatchObject({ type: 'number' });
    await make({ [text.id]: 1 });
    const refused = await refusalOf(change(text.id, { revision: 2, type: 'text' }));
    expect(refused.body.errors).toMatchObject([
      { field: 'type', message: expect.stringMatching(/^1 application holds a value/) },
    ]);
  });

  test('go with their values, and come back with all of them but those that were changed since', async () => {
    const { text, number } = await oneOfEach();
    const [one, two] = [await make({ [text.id]: 'a', [number.id]: 1 }), await make({ [text.id]: 'b' })];
    const gone = await remove(text);
    expect(gone.values).toBe(2);
    expect((await get(one.id)).custom).toEqual({ [number.id]: 1 });
    expect(await problemOf(make({ [text.id]: 'c' }))).toBe('invalid-input');
    // One is changed otherwise in the meantime, which keeps nothing from coming back; the other is deleted.
    await visitor.call(patchApplication, { params: { id: one.id }, body: { revision: 2, title: 'Renamed' } });
    await visitor.call(deleteApplication, { params: { id: two.id }, query: { revision: 2 } });
    expect((await undo(gone.undo)).map(({ result }) => result)).toEqual(['done', 'done', 'not-found']);
    expect(await get(one.id)).toMatchObject({ title: 'Renamed', custom: { [text.id]: 'a', [number.id]: 1 } });
    expect((await fields())[0]).toMatchObject({ id: text.id, name: 'Recruiting team', values: 1 });
  });

  test('hold each their own against two tabs: another field is merged by reading again, the same one is refused with what it is', async () => {
    const { text, number } = await oneOfEach();
    const { id } = await make({ [text.id]: 'first' });
    const patch = async (revision: number, custom: CustomChanges) =>
      (await visitor.call(patchApplication, { params: { id }, body: { revision, custom } })).body;
    await patch(1, { [number.id]: 5 });
    const refused = await refusalOf(patch(1, { [text.id]: 'second' }));
    expect(refused.problem).toBe('stale-revision');
    expect(refused.body.current).toMatchObject({ revision: 2, custom: { [text.id]: 'first', [number.id]: 5 } });
    expect((await patch(2, { [text.id]: 'second' })).custom).toEqual({ [text.id]: 'second', [number.id]: 5 });
  });

  test('are found by what is written in them, a choice by its name', async () => {
    const { text, choice } = await oneOfEach();
    const made = await make({ [text.id]: 'Marmalade', [choice.id]: 'Poor' });
    const find = async (q: string) => (await visitor.call(search, { query: { q } })).body.items.map(({ id }) => id);
    expect(await find('marmal')).toEqual([made.id]);
    expect(await find('poor')).toEqual([made.id]);
    await change(choice.id, { revision: 1, choices: choice.choices.map((one) => ({ ...one, name: `Choice ${one.name}x` })) });
    expect(await find('poorx')).toEqual([made.id]);
  });

  describe('in files', () => {
    const look = async (csv: string, options: ImportOptions = {}) => {
      const encoded = Buffer.from(JSON.stringify(options)).toString('base64url');
      const query = { preview: '1' as const, options: encoded };
      return (await visitor.call(startImport, { query, body: new Blob([csv]), type: 'text/csv' })).body as ImportPreview;
    };
    const bring = async (csv: string, options: ImportOptions = {}) =>
      (await visitor.call(commitImport, { params: { id: (await look(csv, options)).id } })).body;
    const rows = async () => (await visitor.call(listApplications, { query: { sort: 'company' } })).body.items;
    const exported = async () => {
      const [row] = await rows();
      return (await visitor.fetch(`/api/v1/groups/${row!.groupId}/applications.csv`)).text();
    };

    test('are proposed for columns of their name, and what they do not take stands in the notes', async () => {
      const { number, choice, yes_no } = await oneOfEach();
      const csv = 'Company,Title,COMMUTE,Gut-Feeling,Visa?,Pets\nAcme,Cook,"1,200",good,ja,yes\nHooli,Baker,far,Splendid,,\n';
      const columns = (await look(csv)).columns.map(({ name, field }) => [name, field]);
      expect(columns.slice(2)).toEqual([
        ['COMMUTE', `field.${number.id}`],
        ['Gut-Feeling', `field.${choice.id}`],
        ['Visa?', `field.${yes_no.id}`],
        ['Pets', null],
      ]);
      expect(await bring(csv, { mapping: { Pets: `field.${yes_no.id}`, 'Visa?': 'none' } })).toMatchObject({
        counts: { new: 2 },
      });
      const [acme, hooli] = await rows();
      expect(acme!.custom).toEqual({ [number.id]: 1200, [choice.id]: choice.choices[0]!.id, [yes_no.id]: true });
      expect(hooli!.custom).toEqual({});
      expect((await get(hooli!.id)).notes).toContain('COMMUTE: far (not read: This is not a number.)');
    });

    test('fill what is empty in an application that is there, and leave what is written', async () => {
      const { text, number } = await oneOfEach();
      await bring('Company,Title,Commute\nAcme,Cook,20\n');
      const csv = 'Company,Title,Commute,Recruiting team\nAcme,Cook,30,Platform\n';
      expect(await bring(csv)).toMatchObject({ counts: { update: 1 } });
      expect((await rows())[0]!.custom).toEqual({ [number.id]: 20, [text.id]: 'Platform' });
      expect(await bring(csv)).toMatchObject({ counts: { same: 1 } });
    });

    test('are columns behind ours in the export of a group, and come back from it', async () => {
      const { text, date, choice } = await oneOfEach();
      await make({ [text.id]: '=1+1', [date.id]: '2026-12-01', [choice.id]: 'Poor' });
      await make();
      const csv = await exported();
      expect(csv.split('\r\n')[0]).toMatch(
        /updatedAt,field: Recruiting team,field: Commute,field: Decision by,field: Gut feeling,/,
      );
      const before = await rows();
      const items = before.map(({ id, revision }) => ({ id, revision }));
      await visitor.call(changeApplications, { body: { items, change: { kind: 'delete' } } });
      expect(await bring(csv)).toMatchObject({ counts: { new: 2, skipped: 0 } });
      const custom = Object.fromEntries((await rows()).map((row) => [row.title, row.custom]));
      expect(custom).toEqual(Object.fromEntries(before.map((row) => [row.title, row.custom])));
    });
  });

  test('have limits, and names that tell them apart', async () => {
    await define({ name: 'Größe', type: 'text' });
    expect((await refusalOf(define({ name: ' GROSSE ', type: 'text' }))).body.errors).toMatchObject([{ field: 'name' }]);
    expect(await problemOf(define({ name: 'x', type: 'text', choices: ['a'] }))).toBe('invalid-input');
    expect(await problemOf(define({ name: 'x', type: 'choice', choices: ['a', 'A'] }))).toBe('invalid-input');
    expect(await problemOf(define({ name: 'x', type: 'choice' }))).toBe('invalid-input');
    expect(
      await problemOf(define({ name: 'x', type: 'choice', choices: Array.from({ length: 201 }, (_, at) => `c${at}`) })),
    ).toBe('invalid-input');
    for (let at = 1; at < 50; at++) await define({ name: `Field ${at}`, type: 'yes_no' });
    expect((await refusalOf(define({ name: 'One more', type: 'text' }))).body.detail).toBe(
      'There are 50 fields already, which is the most there can be.',
    );
  });

  test('are made once, also when the request comes twice', async () => {
    const id = server.platform.ids.record();
    const body = { id, name: 'Once', type: 'choice', choices: ['a', 'b'] } as const;
    const made = await define({ ...body, choices: [...body.choices] });
    expect(await define({ ...body, choices: [...body.choices] })).toEqual(made);
  });
});
