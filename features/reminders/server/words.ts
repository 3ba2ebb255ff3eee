/**
 * What mails of reminders say, at each level the person may choose. See [Note: What a mail tells].
 *
 * [Note: What a mail tells] *least*: that there is something, and where to look. *initials*: how many, when, and the first
 * letters of companies; nothing the person wrote. *full*: companies, titles and the person's own words. No level holds a
 * link but those to this Sotto, a picture, or anything that tells us whether a mail was read.
 */
import { initialsOf, type Interview, type Settings } from '@sotto/domain';
import type { About, DayContents, DueThing, ToldInterview, WeekContents } from './contents.ts';

export type Detail = Settings['mailDetail'];

/** A mail before it has a recipient: its subject and paragraphs; a paragraph of several lines is a list. */
export interface Words {
  readonly subject: string;
  readonly paragraphs: readonly (readonly string[])[];
}

/** How the person reads and where they are. */
export interface Reader {
  readonly detail: Detail;
  readonly locale: string;
  readonly zone: string;
  /** Epoch ms. */
  readonly now: number;
}

const mostLines = 20;

const kinds: Readonly<Record<Interview['kind'], string>> = {
  phone: 'Phone interview',
  video: 'Video interview',
  onsite: 'Interview at their place',
  technical: 'Technical interview',
  take_home: 'Take-home task',
  panel: 'Panel interview',
  presentation: 'Presentation',
  informal: 'Informal talk',
  assessment_centre: 'Assessment centre',
  other: 'Interview',
};

const acts: Readonly<Record<DueThing['what'], string>> = {
  task: 'Task',
  next_action: 'Next step',
  follow_up: 'Follow up',
  thank_you: 'Say thank you',
  respond_by: 'Answer an offer',
  closing: 'Posting closes',
};

const nothingMore: Words = {
  subject: 'A reminder from Sotto',
  paragraphs: [['Something is coming up.', 'What it is stands in your Sotto: you chose that mails say no more.']],
};

export function interviewWords(interview: ToldInterview, reader: Reader): Words {
  if (reader.detail === 'least') return nothingMore;
  const place = reader.detail === 'full' && interview.place !== null ? [`Where: ${interview.place}`] : [];
  return {
    subject: subjectOf(`${kinds[interview.kind]}${whom(interview.about, reader)}, ${momentIn(interview.start, reader)}`),
    paragraphs: [
      [
        `${kinds[interview.kind]}${whom(interview.about, reader)}`,
        `${momentIn(interview.start, reader)} (${reader.zone})`,
        ...place,
      ],
    ],
  };
}

/** `null`: there is nothing to tell. */
export function dayWords({ due, interviews }: DayContents, reader: Reader): Words | null {
  const count = due.length + interviews.length;
  if (count === 0) return null;
  if (reader.detail === 'least') return nothingMore;
  return {
    subject: `${things(count)} for today`,
    paragraphs: [interviews.slice(0, mostLines).map((one) => interviewLine(one, reader)), dueLines(due, reader)],
  };
}

export function weekWords({ due, interviews, sent, held }: WeekContents, reader: Reader): Words {
  if (reader.detail === 'least') return { ...nothingMore, subject: 'Your week in Sotto' };
  const coming = interviews.length === 0 ? ['No interviews in the next seven days.'] : ['In the next seven days:'];
  const open = due.length === 0 ? ['Nothing is due today.'] : ['Due today:'];
  return {
    subject: 'Your week in Sotto',
    paragraphs: [
      [
        `In the last seven days: ${counted(sent, 'application', 'applications')} sent, ${counted(held, 'interview', 'interviews')}.`,
      ],
      [...coming, ...interviews.map((one) => interviewLine(one, reader)).slice(0, mostLines)],
      [...open, ...dueLines(due, reader)],
    ],
  };
}

function interviewLine({ kind, start, about }: ToldInterview, reader: Reader): string {
  return `${momentIn(start, reader)}: ${kinds[kind]}${whom(about, reader)}`;
}

function dueLines(due: readonly DueThing[], reader: Reader): string[] {
  const lines = due.slice(0, mostLines).map((thing) => dueLine(thing, reader));
  return due.length > mostLines ? [...lines, `and ${due.length - mostLines} more`] : lines;
}

function dueLine({ what, title, about }: DueThing, reader: Reader): string {
  if (reader.detail !== 'full') return `${acts[what]}${about === null ? '' : `: ${initialsOf(about.company)}`}`;
  const named = about === null ? '' : `${about.company}, ${about.title}`;
  return title === null ? `${acts[what]}: ${named}` : [title, named].filter((part) => part !== '').join(' · ');
}

function whom(about: About | null, { detail }: Reader): string {
  if (about === null) return '';
  return detail === 'full' ? ` at ${about.company} (${about.title})` : ` at ${initialsOf(about.company)}`;
}

function momentIn(ms: number, { locale, zone }: Reader): string {
  const form = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(locale, { ...form, timeZone: zone }).format(ms);
}

function things(count: number): string {
  return counted(count, 'thing', 'things');
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What someone typed can be long and of several lines; a subject cannot. */
function subjectOf(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return line.length <= 150 ? line : `${line.slice(0, 149)}…`;
}
