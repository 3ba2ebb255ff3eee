/** Every tracker we name: its file is known by its header, read whole, and changes nothing when it is brought again. */
import { defaultStages, newContact } from '@sotto/domain';
import { sized } from '@sotto/testing';
import { describe, expect, test } from 'vitest';
import type { ImportOptions } from '../api.ts';
import { type Account, type ImportPlan, planImport } from './import-plan.ts';
import type { PresentContact } from './mapping/list-plan.ts';
import type { Present } from './mapping/plan.ts';
import { labelOf } from './preview.ts';
import { readFile } from './reading/file.ts';
import { type Brought, connections, linkedInArchive, trackers, zipOf } from './trackers.testing.ts';

const stages = defaultStages.map(({ name, kind }) => ({ id: `stage-${name}`, name, kind }));
const nobody: PresentContact = {
  id: 'contact',
  content: newContact('x'),
  name: 'x',
  emails: [],
  links: [],
  companyKeys: [],
  sourceId: null,
};
const empty: Account = {
  stages,
  fields: [],
  currency: 'EUR',
  today: '2026-11-21',
  present: [],
  people: [],
  companies: [],
  questions: [],
};

async function plan(
  { bytes, type }: Brought,
  { options = {}, account = empty }: { options?: ImportOptions; account?: Account } = {},
) {
  const read = await readFile(bytes, type);
  if (!read.ok) throw new Error(read.error.reason);
  return planImport(read.value, { options, account, name: 'file', breathe: async () => {} });
}

/** The account as it is after the plan came in. */
function accountAfter({ rows, people, answers }: ImportPlan): Account {
  const present = rows.flatMap(({ outcome, reading, sourceId, companyKey }, index): Present[] =>
    outcome.type !== 'new'
      ? []
      : [
          {
            id: `application-${index}`,
            companyKeys: [companyKey],
            stageKind: reading.history.at(-1)!.stage.kind,
            content: {
              title: '',
              appliedOn: null,
              canonicalUrl: null,
              externalJobId: null,
              ...reading.values,
              importRef: { source: reading.source, sourceId, batchId: 'batch' },
            },
          },
        ],
  );
  const came = people.filter(({ picked }) => picked);
  return {
    ...empty,
    present,
    people: came.map(({ name, sourceId }) => ({ ...nobody, name, sourceId })),
    questions: answers.filter(({ picked }) => picked).map(({ question }) => question),
  };
}

const outcomes = ({ rows }: ImportPlan) => rows.map(({ outcome }) => outcome.type);

describe('a file from', () => {
  test.for(Object.entries(trackers))(
    '%s is known by its header, comes in whole, and again changes nothing',
    async ([, { brought, label, rows }]) => {
      const first = await plan(brought);
      expect(labelOf(first)).toBe(label);
      expect(outcomes(first).filter((type) => type === 'new')).toHaveLength(rows);
      expect(outcomes(first).filter((type) => type === 'skipped' || type === 'update')).toEqual([]);
      const again = await plan(brought, { account: accountAfter(first) });
      expect(new Set(outcomes(again))).toEqual(new Set(['same']));
    },
  );

  test('LinkedIn has one application for what was saved and applied for, in the stage that is further', async () => {
    const { rows } = await plan(trackers['LinkedIn’s archive']!.brought);
    expect(rows.map(({ sourceId, outcome, reading }) => [sourceId, outcome.type, reading.history.at(-1)?.stage.name])).toEqual([
      ['linkedin:4079472459', 'new', 'Applied'],
      ['linkedin:4079472460', 'new', 'Applied'],
      ['linkedin:4079472461', 'new', 'Applied'],
      ['linkedin:4079472459', 'same', 'Saved'],
      ['linkedin:4079472499', 'new', 'Saved'],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/salary|permit|me@example/);
  });

  test('Huntr keeps the words of its HTML and none of its scripts; what no field takes stands in the notes', async () => {
    const huntr = await plan(trackers['Huntr’s zip']!.brought);
    expect(huntr.rows[0]?.reading.values.description).toBe('Soup & bread\n• Stir');
    const ops = await plan(trackers['career-ops']!.brought);
    expect(ops.rows[0]?.reading.values).toMatchObject({ url: 'https://acme.example/1', nextAction: { dueOn: '2026-07-01' } });
    expect(ops.rows[0]?.reading.values.notes).toContain('Score: 4.2/5');
    const teal = await plan(trackers['Teal']!.brought);
    expect(teal.rows[1]?.reading.values.notes).toContain('archived_at: 2026-10-01T10:00:00Z');
  });

  test('Reactive Resume’s API brings addresses, tags, the next action, and the rest as notes', async () => {
    const { rows } = await plan(trackers['Reactive Resume’s API']!.brought);
    expect(rows[0]?.reading).toMatchObject({
      sourceId: '0198c1f0-aaaa-7bbb-8ccc-0123456789ab',
      values: {
        url: 'https://acme.example/1',
        tags: ['soup', 'near'],
        description: 'Soup',
        nextAction: { text: 'Call Ana', dueOn: '2026-10-01' },
      },
      history: [{ stage: { name: 'Saved' }, on: '2026-09-01' }, { stage: { name: 'Interview' } }],
    });
    expect(rows[0]?.reading.values.notes).toContain('contacts: Ana Feld · ana@example.org');
  });
});

describe('connections', () => {
  test('come in only where they were picked, and are known again by page, address, or name and company', async () => {
    const { brought } = trackers['LinkedIn’s archive']!;
    expect((await plan(brought)).people.filter(({ picked }) => picked)).toEqual([]);
    const [ana, bela, chidi] = (await plan(brought)).people;
    expect(ana).toMatchObject({
      name: 'Ana Feld',
      role: 'Head of kitchen',
      company: 'ACME Catering',
      connectedOn: '2024-01-05',
      isHere: false,
    });
    expect(bela).toMatchObject({ name: 'Béla Kovács, MBA', email: null });
    // There is no such day: it stands as it was written.
    expect(chidi).toMatchObject({ name: 'Chidi', connectedOn: null, notes: 'Connected On: 30 Feb 2020' });
    const picked = await plan(brought, { options: { people: [ana!.key, '9:9'] } });
    expect(picked.people.map((person) => person.picked)).toEqual([true, false, false]);

    const here = (person: Partial<PresentContact>) =>
      plan(brought, {
        account: { ...empty, people: [{ ...nobody, ...person }] },
        options: { people: [ana!.key] },
      }).then(({ people }) => [people[0]?.isHere, people[0]?.isNamesake, people[0]?.picked]);
    expect(await here({ links: ['http://linkedin.com/in/Ana-Feld/'] })).toEqual([true, false, false]);
    expect(await here({ emails: ['ANA@example.org'] })).toEqual([true, false, false]);
    expect(await here({ name: 'ana feld' })).toEqual([false, true, true]);
    expect(await here({ name: 'Somebody else' })).toEqual([false, false, true]);
  });

  test('of one name at one company are two where they have two pages, and one where they have none', async () => {
    const twice = (url: (index: number) => string) =>
      plan({
        bytes: new Uint8Array(Buffer.from(connections([0, 1].map((index) => `Ana,Feld,${url(index)},,ACME,Cook,05 Jan 2024`)))),
        type: 'text/csv',
      }).then(({ people }) => people.map(({ isHere }) => isHere));
    expect(await twice((index) => `https://www.linkedin.com/in/ana-${index}`)).toEqual([false, false]);
    expect(await twice(() => '')).toEqual([false, true]);
  });

  test('thirty thousand of them, the most LinkedIn allows, are read before long', async () => {
    const most = sized({ everyday: 3_000, full: 30_000 });
    const rows = Array.from(
      { length: most },
      (_, index) => `Ana ${index},Feld,https://www.linkedin.com/in/ana-${index},,Company ${index % 500},Cook,05 Jan 2024`,
    );
    const began = process.cpuUsage();
    const { people } = await plan(zipOf({ 'Connections.csv': connections(rows) }), { options: { people: ['2:7'] } });
    // Of the processor: by the clock, a busy machine would be too slow.
    const seconds = process.cpuUsage(began).user / 1e6;
    console.info(`${most} connections read in ${Math.round(seconds * 1000)} ms`);
    expect(people).toHaveLength(most);
    expect(seconds).toBeLessThan(10);
  });
});

describe('saved answers', () => {
  test('come in only where they were picked; a question that is there stays as it is', async () => {
    const brought = zipOf(linkedInArchive);
    const first = await plan(brought);
    expect(first.answers.map(({ question, answer, isHere, picked }) => [question, answer, isHere, picked])).toEqual([
      ['What are your salary expectations?', '50,000 EUR', false, false],
      ['Are you legally authorized to work in Austria?', 'Yes', false, false],
      ['How many years of experience do you have with sourdough?', '11', false, false],
    ]);
    const keys = first.answers.map(({ key }) => key);
    const again = await plan(brought, {
      account: { ...empty, questions: ['what are your SALARY expectations'] },
      options: { answers: keys },
    });
    expect(again.answers.map(({ isHere, picked }) => [isHere, picked])).toEqual([
      [true, false],
      [false, true],
      [false, true],
    ]);
  });

  test('of a question longer than the bank takes stand whole before the answer', async () => {
    const question = `Why ${'really '.repeat(100)}us?`;
    const [long] = (await plan({ bytes: new Uint8Array(Buffer.from(`Question,Answer\n${question},Soup\n`)), type: 'text/csv' }))
      .answers;
    expect(long?.question).toHaveLength(500);
    expect(long?.answer).toBe(`${question}\n\nSoup`);
  });
});
