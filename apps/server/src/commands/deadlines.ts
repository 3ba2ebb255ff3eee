/** Commands about what must be answered by a day: requests under the GDPR that came by mail, and reports of weaknesses. */
import {
  articles,
  type Report,
  reportOf,
  type Right,
  rightOf,
  type Urgency,
  urgencyOf,
  urgencyOfReport,
} from '@sotto/features/legal/server';
import type { CaseFile, CaseSort } from '@sotto/vault';
import { columns, instantOf, minuteOf } from './columns.ts';
import { type Command, CommandRefused, type Context, type Flags, type Outcome } from './command.ts';
import { knownUser } from './users.ts';

export const deadlineCommands: readonly Command[] = [
  {
    name: ['rights', 'list'],
    args: [],
    says: 'list requests under the GDPR, by when they are due, and how many people answered their own at once',
    opensNothing: true,
    run: listRights,
  },
  {
    name: ['rights', 'open'],
    args: [],
    flags: { article: 'N', user: 'ID', who: 'TEXT', received: 'DATE' },
    says: 'enter a request that came by mail or in person: due in one month',
    changes: true,
    opensNothing: true,
    run: openRight,
  },
  {
    name: ['rights', 'extend'],
    args: ['CASE'],
    flags: { reason: 'TEXT' },
    says: 'give a request two months more, for a reason that the person is told',
    changes: true,
    opensNothing: true,
    run: extendRight,
  },
  {
    name: ['rights', 'answer'],
    args: ['CASE'],
    says: 'say that a request was answered',
    changes: true,
    opensNothing: true,
    run: (context) => answer(context, 'right'),
  },
  {
    name: ['report', 'list'],
    args: [],
    says: 'list reports of weaknesses, each due within a day',
    opensNothing: true,
    run: listReports,
  },
  {
    name: ['report', 'open'],
    args: [],
    flags: { who: 'TEXT', received: 'DATE' },
    says: 'enter a report of a weakness: due within 24 hours',
    changes: true,
    opensNothing: true,
    run: openReport,
  },
  {
    name: ['report', 'answer'],
    args: ['CASE'],
    says: 'say that a report was answered',
    changes: true,
    opensNothing: true,
    run: (context) => answer(context, 'report'),
  },
];

const monthMs = 30 * 24 * 60 * 60_000;

async function listRights({ platform }: Context): Promise<Outcome> {
  const now = platform.now();
  const items = (await platform.vault.cases.list('right')).map((file) => {
    const right = rightOf(file);
    return { file, right, urgency: urgencyOf(right, now) };
  });
  const self = await selfService(platform, now);
  const rows = items.map(({ file, right, urgency }) => [
    file.id,
    `${right.article} ${articles[right.article]}`,
    right.userId ?? right.who ?? '',
    minuteOf(right.receivedAt),
    minuteOf(urgency.due),
    stateOf(right, urgency),
  ]);
  return {
    lines: [
      ...(rows.length === 0 ? ['No request.'] : columns(['case', 'article', 'who', 'received', 'due', 'state'], rows)),
      `By themselves, at once: exports this month ${self.exports}; in the last 30 days accounts deleted ${self.accounts}, all data deleted ${self.data}.`,
    ],
    json: {
      items: items.map(({ file, right, urgency }) => ({
        id: file.id,
        ...right,
        receivedAt: instantOf(right.receivedAt),
        called: right.called.map(instantOf),
        answered: right.answered === null ? null : { ...right.answered, at: instantOf(right.answered.at) },
        due: instantOf(urgency.due),
        state: stateOf(right, urgency),
      })),
      byThemselves: self,
    },
  };
}

/** What people did without asking anyone: exports of this month, and what they deleted in the last 30 days. */
async function selfService({ database, vault }: Context['platform'], now: number) {
  const [row] = await database.rows(
    database.build
      .selectFrom('tally')
      .select('count')
      .where('name', '=', 'exported')
      .where('month', '=', instantOf(now).slice(0, 7)),
  );
  return { exports: row?.count ?? 0, ...(await vault.countErased(now - monthMs)) };
}

const states: Readonly<Record<Urgency['is'], string>> = {
  calm: 'waits',
  called: 'answer soon',
  late: 'answer now',
  over: 'overdue',
};

function stateOf({ answered }: Pick<Right, 'answered'>, { due, is }: Urgency): string {
  if (answered === null) return states[is];
  return answered.at < due ? 'answered' : 'answered late';
}

async function openRight(context: Context): Promise<Outcome> {
  const { platform, flags } = context;
  const by = await context.whoIsThere();
  const userId = flags['user'] === undefined ? null : await knownUser(platform, flags['user']);
  const content: Right = {
    article: articleOf(flags['article']),
    userId,
    who: userId === null ? wordsOf(flags, 'who', 'who asks: --user ID, or --who and some words') : (flags['who'] ?? null),
    receivedAt: receivedOf(flags, platform.now()),
    extension: null,
    called: [],
    answered: null,
  };
  const file = await platform.vault.cases.open('right', { by, content });
  await context.note({ caseId: file.id, detail: `article ${content.article}` });
  const { due } = urgencyOf(content, platform.now());
  return {
    lines: [`${file.id}: to be answered by ${minuteOf(due)} UTC. It is called for on its 20th and its 27th day.`],
    json: { id: file.id, due: instantOf(due) },
  };
}

function articleOf(typed = ''): Right['article'] {
  // Safe: the keys of an object that is written out are what `keyof` says.
  const known = Object.keys(articles) as Right['article'][];
  const article = known.find((each) => each === typed);
  if (article !== undefined) return article;
  throw new CommandRefused(`--article is ${known.map((each) => `${each} (${articles[each]})`).join(', ')}.`);
}

function wordsOf(flags: Flags, name: string, wanted: string): string {
  const words = (flags[name] ?? '').normalize('NFKC').trim();
  if (/^[^\p{Cc}\p{Zl}\p{Zp}]{1,200}$/u.test(words)) return words;
  throw new CommandRefused(`Say ${wanted}, in one line of at most 200 characters.`);
}

/** The moment that is named, the beginning of the day, or now. */
function receivedOf(flags: Flags, now: number): number {
  const typed = flags['received'];
  if (typed === undefined) return now;
  const received = /^\d{4}-\d\d-\d\d(T\d\d:\d\dZ)?$/.test(typed) ? Date.parse(typed) : Number.NaN;
  if (received <= now) return received;
  throw new CommandRefused('--received is the day it came, such as 2026-11-20, or the minute in UTC: 2026-11-20T14:30Z.');
}

async function extendRight(context: Context): Promise<Outcome> {
  const { platform, flags } = context;
  await context.whoIsThere();
  const file = await waiting(context, 'right');
  const right = rightOf(file);
  if (right.extension !== null) throw new CommandRefused('It was given two months more already; there are no others.');
  if (urgencyOf(right, platform.now()).is === 'over')
    throw new CommandRefused('Its month is over: nothing can be added to it any more.');
  const content: Right = { ...right, extension: wordsOf(flags, 'reason', '--reason: why it takes longer') };
  await context.note({ caseId: file.id });
  await written(context, file, { content });
  const { due } = urgencyOf(content, platform.now());
  return {
    lines: [`${file.id}: to be answered by ${minuteOf(due)} UTC. Tell the person why, before the first month is over.`],
    json: { id: file.id, due: instantOf(due) },
  };
}

async function answer(context: Context, sort: 'right' | 'report'): Promise<Outcome> {
  const { platform } = context;
  const by = await context.whoIsThere();
  const file = await waiting(context, sort);
  const content = { ...(sort === 'right' ? rightOf(file) : reportOf(file)), answered: { at: platform.now(), by } };
  await context.note({ caseId: file.id });
  await written(context, file, { content, done: true });
  return { lines: [`${file.id} is answered.`], json: { id: file.id, answeredAt: instantOf(content.answered.at) } };
}

/** The case that is named, while it waits for an answer. Throws `CommandRefused`. */
async function waiting({ platform, args }: Context, sort: CaseSort): Promise<CaseFile> {
  const file = await platform.vault.cases.find(args[0] ?? '');
  if (file?.sort === sort && file.state !== 'done') return file;
  throw new CommandRefused(`There is no case of this name that waits. See: ${sort === 'right' ? 'rights' : 'report'} list`);
}

async function written({ platform }: Context, file: CaseFile, change: { content: unknown; done?: boolean }): Promise<void> {
  if (!(await platform.vault.cases.write(file, change))) throw new CommandRefused('Someone else was quicker. Look again.');
}

async function listReports({ platform }: Context): Promise<Outcome> {
  const items = (await platform.vault.cases.list('report')).map((file) => {
    const report = reportOf(file);
    return { file, report, urgency: urgencyOfReport(report, platform.now()) };
  });
  const rows = items.map(({ file, report, urgency }) => [
    file.id,
    minuteOf(report.receivedAt),
    minuteOf(urgency.due),
    stateOf(report, urgency),
    report.who,
  ]);
  const answered = items.filter(({ report }) => report.answered !== null);
  const inTime = answered.filter(({ report, urgency }) => stateOf(report, urgency) === 'answered');
  return {
    lines: [
      ...(rows.length === 0 ? ['No report.'] : columns(['case', 'received', 'due', 'state', 'who and what'], rows)),
      `Answered within 24 hours: ${inTime.length} of ${answered.length}.`,
    ],
    json: {
      items: items.map(({ file, report, urgency }) => ({
        id: file.id,
        who: report.who,
        receivedAt: instantOf(report.receivedAt),
        due: instantOf(urgency.due),
        state: stateOf(report, urgency),
      })),
      answered: answered.length,
      inTime: inTime.length,
    },
  };
}

async function openReport(context: Context): Promise<Outcome> {
  const { platform, flags } = context;
  const by = await context.whoIsThere();
  const content: Report = {
    who: wordsOf(flags, 'who', '--who: who told, and of what'),
    receivedAt: receivedOf(flags, platform.now()),
    called: [],
    answered: null,
  };
  const file = await platform.vault.cases.open('report', { by, content });
  await context.note({ caseId: file.id });
  const { due } = urgencyOfReport(content, platform.now());
  return {
    lines: [`${file.id}: to be answered by ${minuteOf(due)} UTC. It is called for after 12 and after 20 hours.`],
    json: { id: file.id, due: instantOf(due) },
  };
}
