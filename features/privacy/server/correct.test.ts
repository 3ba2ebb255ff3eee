/**
 * What someone entered they can change: every field of every kind, through the API, and the change shows in what is read,
 * searched and exported. Fields come from the kinds themselves: one that is new is changed here, or has a reason.
 */
import { defaultReminders, type Kind, type KindName } from '@sotto/domain';
import { newcomer } from '@sotto/features/account/testing';
import { createActivity, patchActivity } from '@sotto/features/activities/api';
import { createApplication, patchApplication } from '@sotto/features/applications/api';
import { createCompany, patchCompany } from '@sotto/features/companies/api';
import { createContact, createInteraction, patchContact, patchInteraction } from '@sotto/features/contacts/api';
import { createDocument, patchDocument } from '@sotto/features/documents/api';
import { createField, patchField } from '@sotto/features/fields/api';
import { createGroup, patchGroup } from '@sotto/features/groups/api';
import { createInterview, patchInterview } from '@sotto/features/interviews/api';
import { createNote, patchNote } from '@sotto/features/notes/api';
import { createOffer, patchOffer } from '@sotto/features/offers/api';
import { getProfile, putProfile } from '@sotto/features/profile/api';
import { createQuestion, patchQuestion } from '@sotto/features/questions/api';
import { search } from '@sotto/features/search/api';
import { getSettings, patchSettings } from '@sotto/features/settings/api';
import { createStage, patchStage } from '@sotto/features/stages/api';
import { createTask, patchTask } from '@sotto/features/tasks/api';
import { createTemplate, patchTemplate } from '@sotto/features/templates/api';
import { exportEverything } from '@sotto/features/transfer/api';
import { createView, patchView } from '@sotto/features/views/api';
import { features } from '@sotto/server';
import { makeOpening } from '@sotto/vault/opening';
import { textsOf } from '@sotto/workspace';
import { engines, startServer, uniqueName, type Visitor } from '@sotto/testing';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';

type View = Readonly<Record<string, unknown>> & { readonly revision: number };

/** Records that fields point to, by the names under which they do. */
type Pointed = Readonly<Record<string, string>>;

interface Driver {
  make(visitor: Visitor, pointed: Pointed): Promise<View>;
  readonly patch: { readonly method: string; readonly path: string; readonly body: unknown };
  /** Fields of the content that the API calls otherwise. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Fields that no person enters or that change in another way, and which. */
  readonly others?: Readonly<Record<string, string>>;
}

const madeBySotto = 'Sotto writes it';
/** Of every kind. */
const origin = { importRef: madeBySotto, createdFrom: madeBySotto } as const;
const byOrder = { rank: 'after' } as const;

const post =
  (endpoint: { readonly path: string }, body: (pointed: Pointed) => Readonly<Record<string, unknown>>): Driver['make'] =>
  (visitor, pointed) =>
    asked(visitor, 'POST', { path: endpoint.path, body: body(pointed) });

async function asked(
  visitor: Visitor,
  method: string,
  { path, body }: { path: string; body: Readonly<Record<string, unknown>> | undefined },
): Promise<View> {
  const answer = await visitor.fetch(path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  expect(answer.ok, `${method} ${path} ${JSON.stringify(body)}: ${text}`).toBe(true);
  return JSON.parse(text) as View;
}

async function upload(visitor: Visitor): Promise<View> {
  const call = { query: { fileName: 'letter.txt' }, body: new Blob(['Dear reader']), type: 'application/octet-stream' } as const;
  return (await visitor.call(createDocument, call)).body;
}

/** How each kind is changed; or why its records are not changed field by field. */
const drivers: Readonly<Record<KindName, Driver | string>> = {
  settings: { make: async (visitor) => (await visitor.call(getSettings, {})).body, patch: patchSettings },
  group: {
    make: post(createGroup, () => ({ name: 'Spring' })),
    patch: patchGroup,
    renamed: { archivedAt: 'archived' },
  },
  stage: {
    make: post(createStage, () => ({ name: 'Coffee', kind: 'screen' })),
    patch: patchStage,
    renamed: byOrder,
    others: { kind: 'what a stage counts as stays; applications are moved to another stage' },
  },
  company: { make: post(createCompany, () => ({ name: 'Fairweather' })), patch: patchCompany },
  contact: {
    make: post(createContact, () => ({ name: 'Ada' })),
    patch: patchContact,
    renamed: { companyIds: 'companies' },
  },
  interaction: {
    make: post(createInteraction, ({ contactId }) => ({ kind: 'call', contactIds: [contactId] })),
    patch: patchInteraction,
    renamed: { on: 'at' },
  },
  application: {
    make: post(createApplication, () => ({ company: 'Kestrel Freight', title: 'Analyst' })),
    patch: patchApplication,
    renamed: { companyId: 'company' },
    others: {
      stageId: 'moved by its own route, which keeps the history',
      stageSince: 'moved by its own route, which keeps the history',
      longTexts: madeBySotto,
      canonicalUrl: madeBySotto,
      snapshot: 'a saved posting is replaced by another',
    },
  },
  stageChange: 'steps of the history: moved, dated and taken back by routes of their own',
  text: 'the long texts of an application, changed with it',
  snapshot: 'what a posting said then: replaced by another, never changed',
  customField: {
    make: post(createField, () => ({ name: 'Vibe', type: 'choice', choices: ['calm'] })),
    patch: patchField,
    renamed: byOrder,
  },
  savedView: {
    make: post(createView, () => ({
      name: 'Far away',
      shows: { layout: 'board', q: '', workMode: null, tag: null, dueWithin: null },
    })),
    patch: patchView,
    renamed: byOrder,
  },
  document: { make: upload, patch: patchDocument, others: { lastNumber: madeBySotto } },
  documentVersion: 'a file as it was uploaded: its label changes by a route of its own, its bytes by another version',
  submission: 'what was sent when: taken back and said anew',
  interview: {
    make: post(createInterview, ({ applicationId }) => ({ applicationId, startsAt: '2026-12-01T14:00' })),
    patch: patchInterview,
    others: { applicationId: 'it belongs to one application' },
  },
  task: {
    make: post(createTask, () => ({ title: 'Call' })),
    patch: patchTask,
    others: {
      doneAt: 'with its status',
      origin: madeBySotto,
      rule: madeBySotto,
      seriesFrom: madeBySotto,
      nextId: madeBySotto,
    },
  },
  reminderMarks: madeBySotto,
  profile: {
    make: async (visitor) => (await visitor.call(getProfile, {})).body,
    patch: putProfile,
    others: { resume: 'a file: put and removed by routes of its own' },
  },
  offer: {
    make: post(createOffer, ({ applicationId }) => ({ applicationId, receivedOn: '2026-11-02' })),
    patch: patchOffer,
    others: { applicationId: 'it belongs to one application' },
  },
  note: { make: post(createNote, () => ({ text: 'Word' })), patch: patchNote },
  question: { make: post(createQuestion, () => ({ text: 'Why us?' })), patch: patchQuestion },
  template: { make: post(createTemplate, () => ({ name: 'Thanks' })), patch: patchTemplate },
  activity: {
    make: post(createActivity, () => ({ on: '2026-11-03', kind: 'other', employer: 'Orchard' })),
    patch: patchActivity,
    others: { of: madeBySotto },
  },
  importPreview: madeBySotto,
  importBatch: madeBySotto,
  exportPlan: 'asked for and ended by routes of its own',
  exportArchive: madeBySotto,
};

/** What a string may be, in the order in which it is tried. */
const strings = (canary: string): string[] => [
  canary,
  `https://${canary}.example/page`,
  `${canary}@example.org`,
  `${canary}.example`,
  '2026-12-03',
  '2026-12-03T10:00',
  '2026-12-03T10:00:00.000Z',
  'Europe/Berlin',
  'de-CH',
  'USD',
  'DE',
  '+41',
  'a5',
];

interface Def {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly options?: readonly z.ZodType[];
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
}

/** Another value that fits the schema: with `canary` in it wherever words may be, unlike `before` wherever it may not. */
function another(schema: z.ZodType, canary: string, at: { key: string; before: unknown; pointed: Pointed }): unknown {
  // Safe: this is how a schema tells what it is made of.
  const def = schema.def as unknown as Def;
  const inner = def.innerType ?? def.in;
  if (inner) return another(inner, canary, at);
  const candidates = candidatesOf(def, canary, at);
  const fits = candidates.filter((value) => schema.safeParse(value).success);
  return fits.find((value) => JSON.stringify(value) !== JSON.stringify(at.before)) ?? fits[0];
}

function candidatesOf(def: Def, canary: string, at: { key: string; before: unknown; pointed: Pointed }): unknown[] {
  const { key, pointed } = at;
  const single = key.replace(/Ids$/, 'Id');
  const inside = (schema: z.ZodType, name: string) => another(schema, canary, { key: name, before: undefined, pointed });
  switch (def.type) {
    case 'object':
      return [Object.fromEntries(Object.entries(def.shape ?? {}).map(([name, part]) => [name, inside(part, name)]))];
    case 'array':
      return def.element ? [[inside(def.element, single)]] : [];
    case 'union':
      return (def.options ?? []).map((option) => inside(option, key));
    case 'enum':
      return Object.values(def.entries ?? {}).toReversed();
    case 'literal':
      return [...(def.values ?? [])];
    case 'boolean':
      return [true, false];
    case 'number':
    case 'int':
      return [3, 2, 2020, 30, 1];
    default:
      return [pointed[single], ...strings(canary)].filter((value) => value !== undefined);
  }
}

const pay = (_: Pointed, canary: string) => ({
  kind: 'range',
  min: 5_000_000,
  max: 6_000_000,
  currency: 'USD',
  period: 'year',
  notes: canary,
});

const about = ({ applicationId }: Pointed) => ({ kind: 'application', id: applicationId });

/** Values where the parts of a field must fit each other, another field, or the calendar. */
const byHand: Readonly<Record<string, (pointed: Pointed, canary: string) => unknown>> = {
  'settings reminders': () => ({ ...defaultReminders, interviewMinutes: [30], digestOn: 'monday' }),
  'stage after': () => null,
  'savedView after': () => null,
  'customField after': () => null,
  // It stays one of choices: these are changed next.
  'customField type': () => 'choice',
  'contact companies': (_, canary) => [canary],
  'application compensation': pay,
  'application compensationAsked': pay,
  'application compensationOffered': pay,
  'application custom': ({ fieldId = '' }, canary) => ({ [fieldId]: canary }),
  'interaction at': () => '2026-11-19',
  'interview endsAt': () => '2026-12-03T11:00',
  'task due': () => ({ on: '2026-12-04' }),
  'task link': about,
  'note link': about,
  'offer pay': pay,
  'offer scores': () => ({ work: 5 }),
  'activity on': () => '2026-11-04',
};

interface Made {
  readonly visitor: Visitor;
  readonly pointed: Pointed;
}

async function prepare(visitor: Visitor): Promise<Pointed> {
  const group = await visitor.call(createGroup, { body: { name: 'Another search' } });
  const application = await visitor.call(createApplication, { body: { company: 'Beacon', title: 'Baker' } });
  const contact = await visitor.call(createContact, { body: { name: 'Grace' } });
  const company = await visitor.call(createCompany, { body: { name: 'Lighthouse' } });
  const field = await visitor.call(createField, { body: { name: 'Mood', type: 'text' } });
  const { id: applicationId } = application.body;
  const interview = await visitor.call(createInterview, { body: { applicationId, startsAt: '2026-12-05T09:00' } });
  return {
    groupId: group.body.id,
    applicationId,
    contactId: contact.body.id,
    companyId: company.body.id,
    fieldId: field.body.id,
    interviewId: interview.body.id,
  };
}

/** Changes each field of one record by itself. Answers the words that were put in, and what went wrong. */
async function changeAll(
  kind: Kind,
  driver: Driver,
  { visitor, pointed }: Made,
): Promise<{ canaries: string[]; faults: string[]; changed: number }> {
  const { shape } = driver.patch.body as z.ZodObject;
  const fields = Object.keys(shape).filter((field) => field !== 'revision');
  const canaries: string[] = [];
  const faults: string[] = [];
  let view = await driver.make(visitor, pointed);
  for (const field of fields) {
    const canary = `owl${kind.number}${field.toLowerCase()}`;
    const hand = byHand[`${kind.name} ${field}`];
    const value = hand
      ? hand(pointed, canary)
      : another(shape[field] as z.ZodType, canary, { key: field, before: view[field], pointed });
    const path = driver.patch.path.replace('{id}', String(view['id']));
    // What replaces the whole says all of it.
    const whole = driver.patch.method === 'PUT' ? onlyOf(view, fields) : {};
    view = await asked(visitor, driver.patch.method, { path, body: { ...whole, revision: view.revision, [field]: value } });
    const isWord = JSON.stringify(value).includes(canary);
    if (isWord) canaries.push(canary);
    const isRead = isWord ? JSON.stringify(view).includes(canary) : !Object.hasOwn(view, field) || holds(view[field], value);
    if (!isRead) faults.push(`${kind.name}.${field}: ${JSON.stringify(value)} became ${JSON.stringify(view[field])}`);
  }
  return { canaries, faults, changed: fields.length };
}

/** Whether `actual` says all that `value` does; it may say more. */
function holds(actual: unknown, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return actual === value;
  if (typeof actual !== 'object' || actual === null) return false;
  return Object.entries(value).every(([key, part]) => holds((actual as Readonly<Record<string, unknown>>)[key], part));
}

function onlyOf(view: View, fields: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map((field) => [field, view[field] ?? null]));
}

/** Fields of a kind that are neither changed by the API nor have a reason. */
function forgottenIn(kind: Kind, { patch, renamed = {}, others = {} }: Driver): string[] {
  const { shape } = patch.body as z.ZodObject;
  const isKnown = (field: string) =>
    Object.hasOwn(shape, renamed[field] ?? field) || Object.hasOwn({ ...origin, ...others }, field);
  return Object.keys((kind.schema as z.ZodObject).shape)
    .filter((field) => !isKnown(field))
    .map((field) => `${kind.name}.${field}`);
}

describe.each(engines)('what someone entered, on %s', (engine) => {
  test('every field of every kind a person enters is changed through the API, and the change shows in read, search and export', async () => {
    await using server = await startServer({ features, engine });
    const email = `${uniqueName()}@example.org`;
    const visitor = await newcomer(server, email);
    const pointed = await prepare(visitor);
    const { workspaces, searchables, vault } = server.platform;
    const canaries: string[] = [];
    const faults: string[] = [];
    let changed = 0;
    for (const kind of workspaces.kinds) {
      const driver = drivers[kind.name];
      if (typeof driver === 'string') continue;
      faults.push(...forgottenIn(kind, driver));
      const made = await changeAll(kind, driver, { visitor, pointed });
      canaries.push(...made.canaries);
      faults.push(...made.faults);
      changed += made.changed;
    }
    expect(faults).toEqual([]);
    expect(changed).toBeGreaterThan(140);

    const exported = await (await visitor.fetch(exportEverything.path)).text();
    expect(canaries.filter((canary) => !exported.includes(canary))).toEqual([]);
    const login = await vault.findLogin(email);
    const workspace = await workspaces.read(makeOpening(login!.userId, 'user', 'track'));
    const searched = searchables
      .filter(({ kind }) => !kind.apart)
      .flatMap(({ kind, fields }) => workspace.all(kind).flatMap(({ content }) => textsOf(fields(content, workspace))))
      .join(' ');
    const expected = canaries.filter((canary) => searched.includes(canary));
    expect(expected.length).toBeGreaterThan(30);
    for (const q of expected) expect((await visitor.call(search, { query: { q } })).body.items, `for ${q}`).not.toEqual([]);
    for (const q of ['Fairweather', 'Analyst']) expect((await visitor.call(search, { query: { q } })).body.items).toEqual([]);
  }, 120_000);
});
