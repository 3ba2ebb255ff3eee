/**
 * What must be answered by a day: requests of people who use their rights, and reports of weaknesses. Times are epoch milliseconds.
 *
 * A request has one month, and two more when a reason was given for it; it is called for on its 20th and 27th day, ten and three
 * days before the end. A report has a day, and is called for after 12 and 20 hours. `calls.ts` does the calling.
 */
import { UserId } from '@sotto/domain';
import { alarm, type CaseFile, type CaseSort, type Finding, type Vault, warning } from '@sotto/vault';
import { z } from 'zod';

/** Articles of the GDPR under which something may be asked. */
export const articles = {
  '15': 'access',
  '16': 'rectification',
  '17': 'erasure',
  '18': 'restriction',
  '20': 'portability',
  '21': 'objection',
  '22': 'no automated decisions',
} as const;
const article = z.enum(Object.keys(articles) as [keyof typeof articles]);

/** How it ended. */
const answered = z.strictObject({ at: z.number(), by: z.string() }).nullable();

/** For which of its moments the operator was called already. Cases of earlier versions do not say. */
const called = z.array(z.int()).default([]);

/** Someone asked for what is theirs by law, by mail or in person. What people do themselves in the app is no request. */
export const Right = z.strictObject({
  article,
  userId: UserId.nullable(),
  /** Who asked, in the operator's words; `null`: the account says it. */
  who: z.string().nullable(),
  receivedAt: z.number(),
  /** Why it takes two months more; `null`: it does not. */
  extension: z.string().nullable(),
  called,
  answered,
});
export type Right = z.infer<typeof Right>;

/** Someone told of a weakness. */
export const Report = z.strictObject({
  /** Who told, and of what, in the operator's words. */
  who: z.string(),
  receivedAt: z.number(),
  called,
  answered,
});
export type Report = z.infer<typeof Report>;

export const rightOf = ({ content }: CaseFile): Right => Right.parse(content);
export const reportOf = ({ content }: CaseFile): Report => Report.parse(content);

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
const monthsLonger = 2;
const reportHours = { called: 12, late: 20, due: 24 };

/** `called`: answer it soon. `late`: now. `over`: it was due. */
export interface Urgency {
  readonly due: number;
  readonly is: 'calm' | 'called' | 'late' | 'over';
}

/** When something is due, and at which two moments before it is called for. */
interface Deadline {
  readonly due: number;
  readonly calls: readonly [number, number];
}

function deadlineOf({ receivedAt, extension }: Pick<Right, 'receivedAt' | 'extension'>): Deadline {
  const due = monthsAfter(receivedAt, extension === null ? 1 : 1 + monthsLonger);
  // Of one month, the 20th and the 27th day; however long the month is, they come before its end.
  const calls: Deadline['calls'] =
    extension === null ? [receivedAt + 20 * dayMs, receivedAt + 27 * dayMs] : [due - 10 * dayMs, due - 3 * dayMs];
  return { due, calls };
}

function deadlineOfReport({ receivedAt }: Pick<Report, 'receivedAt'>): Deadline {
  const after = (hours: number) => receivedAt + hours * hourMs;
  return { due: after(reportHours.due), calls: [after(reportHours.called), after(reportHours.late)] };
}

/** How urgent a request is at `now`. */
export function urgencyOf(right: Pick<Right, 'receivedAt' | 'extension'>, now: number): Urgency {
  return stepOf(now, deadlineOf(right));
}

/** How urgent a report is at `now`. */
export function urgencyOfReport(report: Pick<Report, 'receivedAt'>, now: number): Urgency {
  return stepOf(now, deadlineOfReport(report));
}

function stepOf(now: number, { due, calls: [first, second] }: Deadline): Urgency {
  if (now >= due) return { due, is: 'over' };
  if (now >= second) return { due, is: 'late' };
  return { due, is: now >= first ? 'called' : 'calm' };
}

/** The same day and time so many months later (UTC); the last day of a month that has no such day. */
function monthsAfter(moment: number, months: number): number {
  const from = new Date(moment);
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1);
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate();
  return first + (Math.min(from.getUTCDate(), lastDay) - 1) * dayMs + (moment % dayMs);
}

/** Something that waits for an answer. */
export interface Waiting extends Deadline {
  readonly file: CaseFile;
  /** In words: which of what. */
  readonly what: string;
  /** The command that lists it. */
  readonly command: string;
  /** Moments for which the operator was called already. */
  readonly called: readonly number[];
  /** Its content, with other moments. */
  callingAt(called: number[]): Right | Report;
}

/** All that waits for an answer, requests first, the oldest first. */
export async function waitingCases({ cases }: Pick<Vault, 'cases'>): Promise<Waiting[]> {
  const unanswered = async (sort: CaseSort) => (await cases.list(sort)).filter(({ state }) => state !== 'done');
  return [...(await unanswered('right')).map(waitingRight), ...(await unanswered('report')).map(waitingReport)];
}

function waitingRight(file: CaseFile): Waiting {
  const right = rightOf(file);
  const what = `The request ${file.id} (article ${right.article}, ${articles[right.article]})`;
  const callingAt = (moments: number[]) => ({ ...right, called: moments });
  return { file, what, command: 'rights list', called: right.called, callingAt, ...deadlineOf(right) };
}

function waitingReport(file: CaseFile): Waiting {
  const report = reportOf(file);
  const callingAt = (moments: number[]) => ({ ...report, called: moments });
  const what = `The security report ${file.id}`;
  return { file, what, command: 'report list', called: report.called, callingAt, ...deadlineOfReport(report) };
}

/** What must be answered soon, or should have been: for `doctor`. */
export async function examineCases(vault: Pick<Vault, 'cases'>, now: number): Promise<Finding[]> {
  return (await waitingCases(vault)).flatMap((waiting) => {
    const { is } = stepOf(now, waiting);
    if (is === 'calm') return [];
    return [(is === 'called' ? warning : alarm)(sentenceOf(waiting, now))];
  });
}

/** For the operator: what must be answered, by when, and where it stands. */
export function sentenceOf({ what, due, command }: Waiting, now: number): string {
  const at = `${new Date(due).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const see = `See npm run sotto -- ${command}`;
  return now >= due ? `${what} was due at ${at} and is not answered. ${see}` : `${what} must be answered by ${at}. ${see}`;
}
