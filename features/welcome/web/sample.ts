/**
 * Invented applications for someone who is only looking, written through the API like anyone's own and told apart by a tag,
 * so that one click takes out exactly them.
 */
import { addDaysTo } from './day.ts';

/** Every sample carries it, and nothing else is removed with them. */
export const sampleTag = 'sample';

export interface Sample {
  readonly company: string;
  readonly title: string;
  /** The stage by its default name; without such a stage the sample goes to the first. */
  readonly stage: string;
  /** Days ago. */
  readonly since: number;
  readonly city?: string;
  readonly workMode?: 'onsite' | 'remote' | 'hybrid';
  /** Whole dollars a year. */
  readonly pay?: readonly [number, number];
  readonly tags?: readonly string[];
  /** What is due, and in how many days. */
  readonly next?: readonly [string, number];
}

export const samples: readonly Sample[] = [
  {
    company: 'Hollis Grid',
    title: 'Analytics engineer, outage forecasting',
    stage: 'Saved',
    since: 3,
    workMode: 'remote',
    pay: [118_000, 135_000],
    tags: ['energy', 'dbt'],
  },
  {
    company: 'Merriwick Publishing',
    title: 'Data analyst, subscriptions',
    stage: 'Saved',
    since: 1,
    city: 'New York',
    workMode: 'hybrid',
    pay: [95_000, 110_000],
    tags: ['referral'],
  },
  {
    company: 'Sable Point Instruments',
    title: 'Senior data analyst',
    stage: 'Saved',
    since: 6,
    city: 'Raleigh',
    workMode: 'onsite',
  },
  {
    company: 'Kestrel Freight',
    title: 'Senior analytics engineer, pricing',
    stage: 'Applied',
    since: 7,
    city: 'Durham',
    workMode: 'hybrid',
    pay: [128_000, 142_000],
    tags: ['dbt', 'referral'],
    next: ['Follow up', 0],
  },
  {
    company: 'Windrose Parcel',
    title: 'Analytics engineer II',
    stage: 'Applied',
    since: 2,
    city: 'Charlotte',
    workMode: 'hybrid',
    pay: [115_000, 130_000],
    tags: ['dbt'],
  },
  {
    company: 'Juniper Row Credit Union',
    title: 'BI developer',
    stage: 'Applied',
    since: 9,
    city: 'Cary',
    workMode: 'onsite',
    pay: [92_000, 104_000],
    next: ['Follow up', -2],
  },
  {
    company: 'Marlow Textiles',
    title: 'Head of data',
    stage: 'Screening',
    since: 4,
    city: 'Greensboro',
    workMode: 'hybrid',
    pay: [150_000, 170_000],
    tags: ['lead'],
    next: ['Send portfolio', 0],
  },
  {
    company: 'Copperline Insurance',
    title: 'Analytics engineer, claims',
    stage: 'Screening',
    since: 2,
    workMode: 'remote',
    pay: [120_000, 138_000],
    next: ['Call', 1],
  },
  {
    company: 'Palisade Clinics',
    title: 'Senior analytics engineer',
    stage: 'Interview',
    since: 1,
    city: 'Chapel Hill',
    workMode: 'hybrid',
    pay: [126_000, 140_000],
    tags: ['health', 'dbt'],
    next: ['Round 1', 1],
  },
  {
    company: 'Lumen Orchard',
    title: 'Analytics lead',
    stage: 'Interview',
    since: 5,
    workMode: 'remote',
    pay: [140_000, 158_000],
    tags: ['lead'],
  },
  {
    company: 'Aldergate Statistics',
    title: 'Analytics engineer, official statistics',
    stage: 'Offer',
    since: 2,
    city: 'Raleigh',
    workMode: 'hybrid',
    pay: [124_000, 124_000],
    tags: ['public'],
    next: ['Reply', 5],
  },
  { company: 'Ferrous & Daughters', title: 'Data analyst', stage: 'Rejected', since: 12 },
  { company: 'Larkspur Rail', title: 'Timetable analyst', stage: 'No answer', since: 31, workMode: 'remote' },
];

/** A sample as `createApplication` takes it. `today`: the person's calendar date; `now`: epoch milliseconds. */
export function applicationOf(
  sample: Sample,
  to: { readonly groupId: string; readonly stageId: string | undefined; readonly today: string; readonly now: number },
) {
  return {
    groupId: to.groupId,
    company: sample.company,
    title: sample.title,
    ...(to.stageId !== undefined && { stageId: to.stageId }),
    stageAt: new Date(to.now - sample.since * 86_400_000).toISOString(),
    tags: [...(sample.tags ?? []), sampleTag],
    ...(sample.city !== undefined && { location: { city: sample.city } }),
    ...(sample.workMode !== undefined && { workMode: sample.workMode }),
    ...(sample.pay && {
      compensation: {
        kind: 'range' as const,
        min: sample.pay[0] * 100,
        max: sample.pay[1] * 100,
        currency: 'USD',
        period: 'year' as const,
      },
    }),
    ...(sample.next && { nextAction: { text: sample.next[0], dueOn: addDaysTo(to.today, sample.next[1]) } }),
  };
}
