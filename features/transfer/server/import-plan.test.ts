import { type KindOfStage, defaultStages } from '@sotto/domain';
import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { ImportOptions, ImportType } from '../api.ts';
import { corpusFile, corpusNames, hasCorpus, leftOutNotice } from './corpus.testing.ts';
import { type Account, type ImportPlan, planImport } from './import-plan.ts';
import type { Present } from './mapping/plan.ts';
import { readFile } from './reading/file.ts';

const stages = defaultStages.map(({ name, kind }) => ({ id: `stage-${name}`, name, kind }));
const account: Account = {
  stages,
  fields: [],
  currency: 'EUR',
  today: '2026-11-21',
  present: [],
  people: [],
  companies: [],
  questions: [],
};
const breathe = async () => {};

async function plan(
  bytes: Uint8Array | string,
  { options = {}, type = 'text/csv', present = [] }: { options?: ImportOptions; type?: ImportType; present?: Present[] } = {},
): Promise<ImportPlan> {
  const read = await readFile(typeof bytes === 'string' ? strToU8(bytes) : bytes, type);
  if (!read.ok) throw new Error(read.error.reason);
  return planImport(read.value, { options, account: { ...account, present }, name: 'tracker.csv', breathe });
}

/** What a plan would leave behind, as the next plan finds it. */
function presentAfter({ rows }: ImportPlan): Present[] {
  return rows
    .filter(({ outcome }) => outcome.type === 'new')
    .map(({ reading, sourceId }, index) => ({
      id: `application-${index}`,
      companyKeys: [reading.company.toLowerCase()],
      stageKind: reading.history.at(-1)!.stage.kind,
      content: {
        title: '',
        appliedOn: null,
        canonicalUrl: null,
        externalJobId: null,
        ...reading.values,
        importRef: { source: reading.source, sourceId, batchId: 'batch' },
      } as Present['content'],
    }));
}

const outcomes = ({ rows }: ImportPlan) => rows.map(({ outcome }) => outcome.type);
const counts = (planned: ImportPlan) =>
  Object.fromEntries(
    ['new', 'update', 'same', 'skipped'].map((type) => [type, outcomes(planned).filter((one) => one === type).length]),
  );
const kinds = ({ rows }: ImportPlan) => rows.map(({ reading }) => reading.history.at(-1)?.stage.kind);

describe.runIf(hasCorpus)('a tracker file of the corpus', () => {
  const expected: Record<
    string,
    { rows: number; new: number; asks?: Record<number, string>; kinds?: KindOfStage[]; format?: string }
  > = {
    'linkedin_job_applications_redacted.csv': {
      rows: 8,
      new: 8,
      format: 'linkedin-applications',
      kinds: Array.from({ length: 8 }, () => 'submitted'),
    },
    'career_ops_applications.md': {
      rows: 6,
      new: 6,
      format: 'career-ops',
      kinds: ['submitted', 'interview', 'lost_by_me', 'lead', 'lost', 'submitted'],
    },
    'career_ops_scan_history.tsv': {
      rows: 3,
      new: 0,
      format: 'career-ops-scan',
      asks: { 1: 'company', 2: 'company', 3: 'company' },
    },
    'fluturecode_tracker.csv': { rows: 1, new: 1, kinds: ['submitted'] },
    'gmail_parser_de_excerpt.csv': {
      rows: 12,
      new: 6,
      asks: { 4: 'title', 5: 'title', 7: 'title', 9: 'company', 10: 'company', 11: 'title' },
    },
    'jelaniwoods_app_dump_excerpt.csv': {
      rows: 4,
      new: 0,
      asks: { 2: 'company', 3: 'company', 4: 'company', 5: 'company' },
      kinds: ['submitted', 'lead', 'lead', 'lost'],
    },
    'jobsync_export_header.csv': { rows: 0, new: 0, format: 'jobsync' },
    'sandervw_tracker_excerpt.csv': { rows: 13, new: 9, asks: { 4: 'title', 5: 'title', 9: 'title', 13: 'title' } },
    'switzere_plugin_header.csv': { rows: 0, new: 0, format: 'job-application-plugin' },
    'tano_tracker_excerpt.csv': {
      rows: 10,
      new: 10,
      kinds: ['interview', 'silent', 'silent', 'silent', 'silent', 'silent', 'lost', 'silent', 'offer', 'offer'],
    },
  };

  test('is named here: none was forgotten', () => {
    expect(
      corpusNames('csv/')
        .filter((name) => /\.(?:csv|tsv|md)$/.test(name))
        .toSorted(),
    ).toEqual(Object.keys(expected).toSorted());
  });

  test.for(Object.entries(expected))('%s comes in with exactly the expected rows', async ([name, wanted]) => {
    const type = name.endsWith('.md') ? 'text/markdown' : name.endsWith('.tsv') ? 'text/tab-separated-values' : 'text/csv';
    const planned = await plan(corpusFile(`csv/${name}`), { type });
    expect(planned.rows).toHaveLength(wanted.rows);
    expect(counts(planned)).toEqual({ new: wanted.new, update: 0, same: 0, skipped: wanted.rows - wanted.new });
    const asks = Object.fromEntries(
      planned.rows
        .filter(({ reading }) => reading.questions.length > 0)
        .map(({ reading }) => [reading.row, reading.questions.map(({ field }) => field).join()]),
    );
    expect(asks).toEqual(wanted.asks ?? {});
    expect(planned.files[0]?.file.format?.name).toBe(wanted.format);
    if (wanted.kinds) expect(kinds(planned)).toEqual(wanted.kinds);
  });

  test.for(Object.keys(expected))('%s brought again changes nothing', async (name) => {
    const type = name.endsWith('.md') ? 'text/markdown' : 'text/csv';
    const first = await plan(corpusFile(`csv/${name}`), { type });
    const second = await plan(corpusFile(`csv/${name}`), { type, present: presentAfter(first) });
    expect(counts(second)).toMatchObject({ new: 0, update: 0, same: counts(first)['new'] });
  });

  test('of LinkedIn: dates are American, the job is known by its number, the applicant’s own address and the answers stay out', async () => {
    const planned = await plan(corpusFile('csv/linkedin_job_applications_redacted.csv'));
    expect(planned.rows.map(({ reading }) => reading.values.appliedOn)).toEqual([
      '2024-11-23',
      '2025-02-14',
      '2024-11-04',
      '2024-11-20',
      '2024-12-01',
      '2025-01-14',
      '2024-12-02',
      '2024-11-23',
    ]);
    expect(planned.rows[0]?.sourceId).toBe('linkedin:4079472459');
    expect(planned.files[0]?.columns.map(({ name, treatment }) => [name, treatment])).toContainEqual([
      'Question And Answers',
      'ask',
    ]);
    expect(JSON.stringify(planned.rows)).not.toMatch(/applicant@example\.com|salary expectations|\+43/);
    const asked = await plan(corpusFile('csv/linkedin_job_applications_redacted.csv'), {
      options: { mapping: { 'Question And Answers': 'answers' } },
    });
    expect(asked.rows[2]?.reading.values.notes).toContain('What are your salary expectations');
  });
});

describe.runIf(hasCorpus)('a torture file of the corpus', () => {
  const read = async (bytes: Uint8Array) => {
    const result = await readFile(bytes, 'text/csv');
    if (!result.ok) throw new Error(result.error.reason);
    const { header, rows } = result.value[0]!.table;
    return rows.map(({ cells }) => Object.fromEntries(header.map((name, index) => [name, cells[index]])));
  };
  const json = (name: string): unknown => JSON.parse(new TextDecoder().decode(corpusFile(`csv_torture/${name}`)));
  const pairs = corpusNames('csv_torture/')
    .filter((name) => name.startsWith('spectrum_') && name.endsWith('.csv'))
    .map((name) => name.slice(0, -4));
  /** The corpus keeps these with LF; their names and expected texts are of files with CRLF. */
  const withCrlf = (bytes: Uint8Array) => strToU8(new TextDecoder().decode(bytes).replaceAll(/\r?\n/g, '\r\n'));

  test('pairs are there', () => expect(pairs).toHaveLength(12));

  test.for(pairs.filter((name) => name !== 'spectrum_location_coordinates'))('%s is read exactly', async (name) => {
    const bytes = corpusFile(`csv_torture/${name}.csv`);
    expect(await read(name.endsWith('_crlf') ? withCrlf(bytes) : bytes)).toEqual(json(`${name}.json`));
  });

  test('spectrum_location_coordinates is read exactly but for the telephone number, which differs between the two files', async () => {
    const expectedRow = json('spectrum_location_coordinates.json') as Record<string, string>;
    expect(await read(corpusFile('csv_torture/spectrum_location_coordinates.csv'))).toEqual([
      { ...expectedRow, 'Contact Phone Number': '2095257564' },
    ]);
  });

  test('samples of the parser are read exactly', async () => {
    const lines = (name: string) =>
      new TextDecoder()
        .decode(corpusFile(`csv_torture/${name}`))
        .replaceAll('"', '')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split(','));
    const table = async (name: string) => {
      const result = await readFile(corpusFile(`csv_torture/${name}`), 'text/csv');
      return result.ok
        ? [
            ...(result.value[0]!.table.headed ? [result.value[0]!.table.header] : []),
            ...result.value[0]!.table.rows.map(({ cells }) => cells),
          ]
        : result.error;
    };
    for (const name of ['papa_sample.csv', 'papa_sample-header.csv', 'papa_long-sample.csv', 'papa_utf-8-bom-sample.csv'])
      expect(await table(name)).toEqual(lines(name));
    const long = (await table('papa_verylong-sample.csv')) as string[][];
    expect(long).toEqual(
      lines('papa_verylong-sample.csv').map((cells) => [...cells, ...Array.from({ length: 3 - cells.length }, () => '')]),
    );
    expect(long).toHaveLength(2_001);
  });

  test('payloads of an attack come in as text and go out guarded', async () => {
    const payloads = new TextDecoder()
      .decode(corpusFile('csv_torture/csv_injection_payloads.txt'))
      .split('\n')
      .filter((line) => line !== '');
    const planned = await plan(
      ['company,title', ...payloads.map((payload) => `"${payload.replaceAll('"', '""')}",Cook`)].join('\n'),
    );
    expect(planned.rows.map(({ reading }) => reading.company)).toEqual(payloads);
  });
});

if (!hasCorpus) console.info(`Tracker and torture files: ${leftOutNotice}`);

describe('a plan', () => {
  const header = 'Company,Title,Status,Date,Salary,Link,Mood\n';

  test('says of every row what will happen and why', async () => {
    const planned = await plan(
      `${header}Ferrous,Data analyst,Rejected,14 Sep 2026,"€88,000",,good\nHalyard,Insights analyst,Applied,09/10/2026,,,\nColdharbour,Analyst,Ghosted,2 Sep 2026,,,\nWren,Reporting,Applied,3 Oct 2026,85,,\n,Temp,Applied,7 Oct 2026,,,\nOrrery,Manager,Applied,last week,,,\nFerrous,Data analyst,Rejected,14 Sep 2026,,,\n`,
    );
    expect(planned.rows.map(({ outcome, why }) => [outcome.type, why])).toEqual([
      ['new', 'Added.'],
      ['skipped', 'Day or month first?'],
      ['new', 'Added. “Ghosted” becomes No answer.'],
      ['skipped', '85 what?'],
      ['skipped', 'A company is needed.'],
      ['new', 'Added. “last week” was not read as a date and stands in the notes. No year is given.'],
      ['same', 'The same as an earlier row of this file.'],
    ]);
    expect(planned.rows[0]?.reading.values.notes).toBe('From row 2 of tracker.csv:\nMood: good');
    expect(planned.ambiguousDates).toBe(1);
  });

  test('takes answers: a date, pay, a name, leaving out; a switch for all dates', async () => {
    const text = `${header}Halyard,Analyst,Applied,09/10/2026,,,\nWren,Reporting,Applied,3 Oct 2026,85,,\n,Temp,Applied,7 Oct 2026,,,\n,Other,Applied,7 Oct 2026,,,\n`;
    const rows = {
      2: { answers: { appliedOn: '2026-10-09' } },
      3: { answers: { pay: 'EUR 85 an hour' } },
      4: { answers: { company: 'ACME' } },
      5: { leaveOut: true },
    };
    const planned = await plan(text, { options: { rows } });
    expect(outcomes(planned)).toEqual(['new', 'new', 'new', 'skipped']);
    expect(planned.rows[0]?.reading.values.appliedOn).toBe('2026-10-09');
    expect(planned.rows[1]?.reading.values.compensation).toMatchObject({ min: 8_500, period: 'hour' });
    expect((await plan(text, { options: { dayFirst: false } })).rows[0]?.reading.values.appliedOn).toBe('2026-09-10');
  });

  test('takes what the person says columns and statuses are', async () => {
    const planned = await plan('a,b,c\nACME,Cook,weird\n', {
      options: { mapping: { a: 'company', b: 'title', c: 'stage' }, statuses: { Weird: 'stage-Offer' } },
    });
    expect(planned.rows[0]).toMatchObject({ outcome: { type: 'new' }, reading: { company: 'ACME', values: { title: 'Cook' } } });
    expect(kinds(planned)).toEqual(['offer']);
    expect(planned.statuses).toEqual([{ status: 'weird', rows: 1, stageId: 'stage-Offer', known: true }]);
    for (const named of ['no answer', 'silent'])
      expect(kinds(await plan('Company,Title,Status\nACME,Cook,weird\n', { options: { statuses: { weird: named } } }))).toEqual([
        'silent',
      ]);
  });

  const there = (content: Partial<Present['content']>, stageKind: KindOfStage = 'interview'): Present => ({
    id: 'application-1',
    companyKeys: ['acme'],
    stageKind,
    content: { title: 'Cook', appliedOn: '2026-10-01', canonicalUrl: null, externalJobId: null, importRef: null, ...content },
  });
  const row = (status: string, more = '') =>
    `Company,Title,Status,Date,Location\n"ACME, Inc.",cook,${status},2026-10-01,${more}\n`;

  test('never moves a stage backwards, and moves it forward', async () => {
    expect((await plan(row('Applied'), { present: [there({})] })).rows[0]?.outcome).toEqual({
      type: 'same',
      id: 'application-1',
    });
    expect((await plan(row('Offer'), { present: [there({})] })).rows[0]).toMatchObject({
      outcome: { type: 'update', forward: true },
      why: 'Already here. Moves on to Offer.',
    });
    expect((await plan(row('Offer'), { present: [there({}, 'lost')] })).rows[0]?.outcome.type).toBe('same');
  });

  test('fills what is empty and writes over nothing', async () => {
    expect((await plan(row('Applied', 'Wien'), { present: [there({})] })).rows[0]?.outcome).toMatchObject({
      type: 'update',
      fill: { location: { city: 'Wien' } },
      forward: false,
    });
    expect((await plan(row('Applied', 'Wien'), { present: [there({ location: { city: 'Graz' } })] })).rows[0]?.outcome.type).toBe(
      'same',
    );
  });

  test('knows a posting by its address before its name, and two postings of one board apart', async () => {
    const linked = (id: string, title: string) =>
      `Company,Title,Date,URL\nACME,${title},2026-10-01,https://www.linkedin.com/jobs/view/${id}/?trk=x\n`;
    const present = [there({ canonicalUrl: 'https://www.linkedin.com/jobs/view/4079472459' })];
    expect((await plan(linked('4079472459', 'Another title'), { present })).rows[0]?.outcome).toMatchObject({
      id: 'application-1',
    });
    expect((await plan(linked('4079472460', 'Cook'), { present })).rows[0]?.outcome.type).toBe('new');
  });

  test('of a careers page for all rows keeps the titles apart', async () => {
    const planned = await plan('Company,Title,URL\nACME,Cook,https://acme.example/jobs\nACME,Baker,https://acme.example/jobs\n');
    expect(outcomes(planned)).toEqual(['new', 'new']);
  });

  test('reads Huntr’s HTML, Teal’s objects and pay, JobSync’s blanks', async () => {
    const huntr = await plan('companyName,title,location,listName,htmlDescription\nACME,Cook,Remote,Wishlist,<p>Soup</p>\n');
    expect(huntr.rows[0]?.reading).toMatchObject({
      values: { description: 'Soup', workMode: 'remote' },
      history: [{ stage: { kind: 'lead' } }],
    });
    const teal = await plan(
      'id,company_name,role,location,url,excitement,source,min_salary,max_salary,salary_currency,salary_pay_period,added_at,applied_at,follow_up_at,updated_at,archived_at,status,statusName\nabc,ACME,Cook,"Austin, TX",https://acme.example/1,4,,80000,95000,USD,yearly,2026-09-01T10:00:00Z,2026-09-02T10:00:00Z,,,,"{""name"":""Interviewing""}",Interviewing\n',
    );
    expect(teal.rows[0]?.reading).toMatchObject({
      sourceId: 'abc',
      values: {
        excitement: 4,
        appliedOn: '2026-09-02',
        compensation: { min: 8_000_000, max: 9_500_000, currency: 'USD', period: 'year' },
      },
    });
    expect(teal.rows[0]?.reading.history.map(({ stage, on }) => [stage.kind, on])).toEqual([
      ['lead', '2026-09-01'],
      ['submitted', '2026-09-02'],
      ['interview', null],
    ]);
    const jobsync = await plan(
      'index,createdAt,applied,appliedDate,Company,JobTitle,jobType,workplaceType,Location,JobSource,Status\n1,2026-09-01,No,N/A,ACME,Cook,Full Time,Remote,N/A,Indeed,Draft\n',
    );
    expect(jobsync.rows[0]?.reading).toMatchObject({
      values: { employmentType: 'full_time', workMode: 'remote', source: 'indeed' },
      history: [{ stage: { kind: 'lead' }, on: '2026-09-01' }],
    });
  });

  test('reads tables in German, Spanish, French and Chinese', async () => {
    const tables: [string, KindOfStage][] = [
      ['Firma;Stelle;Status;Bewerbungsdatum;Gehalt;Notizen\nKörber;Koch;Absage;09.10.2026;60.000 € im Jahr;gut\n', 'lost'],
      ['Empresa,Puesto,Estado,Fecha de solicitud\nAceros,Cocinero,Entrevista,9 de octubre de 2026\n', 'interview'],
      ['Entreprise;Poste;Statut;Date de candidature\nÉts Dupont;Cuisinier;Refusé;9 octobre 2026\n', 'lost'],
      ['公司,职位,状态,投递日期,备注\n某某科技,厨师,已投递,2026年10月9日,好\n', 'submitted'],
    ];
    for (const [text, kind] of tables) {
      const planned = await plan(text);
      expect(planned.rows[0]).toMatchObject({ outcome: { type: 'new' }, reading: { values: { appliedOn: '2026-10-09' } } });
      expect(kinds(planned)).toEqual([kind]);
    }
  });

  test('of hostile names touches nothing but itself', async () => {
    const planned = await plan('Company,Title,__proto__,constructor\nACME,Cook,x,y\n', {
      options: JSON.parse('{"mapping":{"__proto__":"notes"}}') as ImportOptions,
    });
    expect(outcomes(planned)).toEqual(['new']);
    expect(({} as Record<string, unknown>)['notes']).toBeUndefined();
  });
});
