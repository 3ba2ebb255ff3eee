/** Interviews as entries of an application's timeline: those that took place, and those that were called off. */
import type { Client } from '@sotto/contract';
import type { Id } from '@sotto/domain';
import type { TimelineEntry } from '@sotto/features/applications/web';
import { CalendarClock } from 'lucide-react';
import { type InterviewView, listInterviews } from '../api.ts';
import { interviewLinks } from './links.ts';
import { texts } from './texts.ts';

export async function entriesOf(api: Client, applicationId: Id, signal: AbortSignal): Promise<readonly TimelineEntry[]> {
  const { items } = (await api(listInterviews, { query: { applicationId } }, signal)).body;
  return items.filter(({ start, status }) => status !== 'planned' || Date.parse(start) <= Date.now()).map(entryOf);
}

function entryOf(interview: InterviewView): TimelineEntry {
  const { id, start, kind, round, status, people, contacts, feedback } = interview;
  const names = [...contacts.map(({ name }) => name), ...people].join(', ');
  const told = status === 'cancelled' || status === 'no_show' ? texts.statuses[status] : null;
  return {
    id,
    at: start,
    icon: CalendarClock,
    title: texts.roundOf(texts.kinds[kind], round),
    detail: [told, names === '' ? null : `${texts.who.toLowerCase()} ${names}`].filter(Boolean).join(', ') || undefined,
    note: feedback,
    opens: interviewLinks.interview(id),
  };
}
