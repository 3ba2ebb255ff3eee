/** Interviews on the calendar: all of them, also those that do not take place, at the time they were agreed for. */
import { ContactKind, InterviewKind, type Interview } from '@sotto/domain';
import { plainMark, type CalendarMark, type CalendarSource } from '@sotto/workspace';
import { interviewsInOrder } from './records.ts';
import { peopleOf } from './views.ts';

const states = {
  planned: 'open',
  done: 'done',
  cancelled: 'off',
  no_show: 'off',
} as const satisfies Record<Interview['status'], CalendarMark['state']>;

export const calendar: readonly CalendarSource[] = [
  {
    name: 'interviews',
    kinds: [InterviewKind, ContactKind],
    marks: (workspace) =>
      interviewsInOrder(workspace).map(({ interview: { id, revision, content }, start, end }) => ({
        ...plainMark,
        kind: 'interview',
        id,
        revision,
        what: 'interview',
        sort: content.kind,
        number: content.round,
        people: peopleOf(workspace, content),
        state: states[content.status],
        applicationId: content.applicationId,
        on: null,
        time: { startsAt: content.startsAt, endsAt: content.endsAt, zone: content.zone, start, end },
      })),
  },
];
