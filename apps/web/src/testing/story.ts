/**
 * A job search of three months in New York, as one person lives it: what is done on which day, in order. The same in every
 * run. Played by by-hand.ts through the interface; nothing here knows how that looks.
 *
 * 60 applications, 25 contacts, 18 interviews, 12 documents, 2 offers.
 */
import { addDays, type CalendarDate } from '@sotto/domain';

/** A Monday. */
export const firstDay: CalendarDate = '2026-08-24';
export const zone = 'America/New_York';
const weeks = 13;

export type Happening = { readonly on: CalendarDate } & Deed;

export type Deed =
  | { readonly does: 'apply'; readonly company: string; readonly title: string; readonly stage: 'Saved' | 'Applied' }
  | { readonly does: 'tell-more'; readonly company: string; readonly pay: string; readonly city: string }
  | { readonly does: 'move'; readonly company: string; readonly to: string }
  | {
      readonly does: 'meet';
      readonly name: string;
      readonly role: string;
      readonly kind: string;
      readonly company: string | null;
    }
  | { readonly does: 'talk'; readonly company: string; readonly kind: string; readonly subject: string; readonly notes: string }
  | { readonly does: 'plan'; readonly company: string; readonly day: CalendarDate; readonly how: string; readonly people: string }
  | { readonly does: 'look-back'; readonly company: string; readonly round: string; readonly feedback: string }
  | { readonly does: 'upload'; readonly name: string; readonly label: string }
  | { readonly does: 'send'; readonly company: string; readonly document: string }
  | { readonly does: 'send-new'; readonly company: string; readonly file: string }
  | { readonly does: 'task'; readonly company: string; readonly title: string; readonly due: CalendarDate }
  | { readonly does: 'go-through-today' }
  | { readonly does: 'choose-office'; readonly office: string }
  | { readonly does: 'log-activity'; readonly employer: string }
  | {
      readonly does: 'offer';
      readonly company: string;
      readonly pay: string;
      readonly leave: string;
      readonly answerBy: CalendarDate;
    }
  | { readonly does: 'weigh'; readonly company: string; readonly criterion: string; readonly points: string }
  | { readonly does: 'answer'; readonly company: string; readonly decision: 'Accepted' | 'Declined' };

/** What came of an application, in days after it was sent. */
interface Course {
  readonly screening?: number;
  readonly rejected?: number;
  readonly silent?: number;
  readonly withdrawn?: number;
  /** Of each interview: the day it takes place, and how. */
  readonly interviews?: readonly (readonly [after: number, how: string])[];
}

/** Day of the search, company, position, place, pay as posted, and what came of it; `saved`: it was never sent. */
type Line = readonly [day: number, company: string, title: string, city: string, pay: string, course: Course | 'saved'];

const phone = 'Phone';
const video = 'Video';
const site = 'On site';

const lines: readonly Line[] = [
  [0, 'Kestrel Freight', 'Analytics engineer', 'Newark', '118,000', { rejected: 9 }],
  [
    0,
    'Palisade Clinics',
    'Data analyst',
    'New York',
    '96,000',
    {
      screening: 5,
      interviews: [
        [9, phone],
        [18, video],
        [31, site],
      ],
    },
  ],
  [1, 'Northlight Maps', 'Senior data analyst', 'Brooklyn', '124,000', { silent: 36 }],
  [1, 'Hollow Oak Press', 'Reporting analyst', 'New York', '88,000', { rejected: 4 }],
  [2, 'Tern & Tide', 'Business intelligence developer', 'Jersey City', '112,000', 'saved'],
  [3, 'Brightwater Rail', 'Operations analyst', 'New York', '99,500', { screening: 8, rejected: 15 }],
  [3, 'Quince Health', 'Analytics lead', 'Remote', '135,000', { rejected: 20 }],
  [
    4,
    'Old Mill Robotics',
    'Data scientist',
    'Long Island City',
    '141,000',
    {
      screening: 6,
      interviews: [
        [12, video],
        [21, 'Technical'],
      ],
      rejected: 28,
    },
  ],
  [
    7,
    'Copperline Energy',
    'Data analyst',
    'New York',
    '102,000',
    {
      screening: 4,
      interviews: [
        [10, phone],
        [20, video],
        [38, 'Panel'],
      ],
    },
  ],
  [7, 'Paper Lantern Games', 'Player insights analyst', 'Remote', '94,000', { silent: 40 }],
  [8, 'Salt Road Foods', 'Supply chain analyst', 'Yonkers', '91,000', { rejected: 6 }],
  [9, 'Fern & Brass', 'Marketing analyst', 'New York', '86,000', 'saved'],
  [10, 'Quiet Harbour Insurance', 'Actuarial analyst', 'Stamford', '105,000', { rejected: 13 }],
  [
    10,
    'Marrow Street Labs',
    'Research data manager',
    'New York',
    '98,000',
    {
      screening: 9,
      interviews: [
        [16, video],
        [25, site],
      ],
      rejected: 33,
    },
  ],
  [11, 'City of Yonkers', 'Open data coordinator', 'Yonkers', '82,400', { silent: 44 }],
  [14, 'Larkspur Systems', 'Analytics engineer', 'Remote', '128,000', { rejected: 7 }],
  [
    14,
    'Bluestone Transit',
    'Data quality analyst',
    'New York',
    '93,000',
    { screening: 11, interviews: [[15, phone]], rejected: 22 },
  ],
  [15, 'Halyard Capital', 'Risk data analyst', 'New York', '131,000', { rejected: 3 }],
  [16, 'Thistle & Co', 'Insights manager', 'Hoboken', '116,000', 'saved'],
  [
    17,
    'Riverbend Schools',
    'Data specialist',
    'White Plains',
    '79,000',
    { screening: 12, interviews: [[19, video]], withdrawn: 24 },
  ],
  [18, 'Ostrom Research', 'Survey statistician', 'New York', '97,000', { silent: 35 }],
  [21, 'Gantry Software', 'Product analyst', 'Brooklyn', '119,000', { rejected: 11 }],
  [21, 'Meridian Parks', 'Visitor data analyst', 'New York', '84,000', { silent: 38 }],
  [
    22,
    'Sable Brook Hospital',
    'Clinical data analyst',
    'Bronx',
    '101,000',
    {
      screening: 7,
      interviews: [
        [13, phone],
        [22, site],
      ],
      rejected: 29,
    },
  ],
  [23, 'Ferrous & Daughters', 'Pricing analyst', 'Newark', '95,000', { rejected: 8 }],
  [24, 'Wren Telecom', 'Network data analyst', 'Parsippany', '107,000', { rejected: 19 }],
  [25, 'Juniper Street Bank', 'Fraud analyst', 'New York', '111,000', 'saved'],
  [
    28,
    'Alder Logistics',
    'Analytics engineer',
    'Secaucus',
    '121,000',
    {
      screening: 10,
      interviews: [
        [15, video],
        [24, 'Technical'],
      ],
      withdrawn: 30,
    },
  ],
  [28, 'Pemberton Media', 'Audience analyst', 'New York', '92,000', { rejected: 5 }],
  [29, 'Stonecrop Software', 'Data platform analyst', 'Remote', '126,000', { rejected: 14 }],
  [30, 'Harrow & Vale', 'Sales operations analyst', 'New York', '89,000', { silent: 36 }],
  [31, 'Lumen Yard', 'Growth analyst', 'Brooklyn', '104,000', { rejected: 16 }],
  [32, 'Eastgate Library', 'Data librarian', 'Queens', '76,500', { screening: 13, interviews: [[20, site]], rejected: 27 }],
  [35, 'Corvid Security', 'Threat data analyst', 'Remote', '133,000', { rejected: 6 }],
  [35, 'Tallow Street Market', 'Demand planner', 'New York', '87,000', { silent: 33 }],
  [36, 'Bracken Biotech', 'Laboratory data analyst', 'Tarrytown', '108,000', { rejected: 12 }],
  [37, 'Cobalt Ferry', 'Revenue analyst', 'New York', '98,500', 'saved'],
  [38, 'Mossgate Housing', 'Housing data analyst', 'Bronx', '81,000', { rejected: 18 }],
  [39, 'Argent Studio', 'Measurement analyst', 'New York', '100,000', { rejected: 4 }],
  [42, 'Pinion Works', 'Manufacturing analyst', 'Paterson', '90,000', { rejected: 15 }],
  [43, 'Sundry Goods', 'Merchandising analyst', 'New York', '85,000', { rejected: 9 }],
  [
    44,
    'Vellum Legal',
    'Legal operations analyst',
    'New York',
    '109,000',
    { screening: 8, interviews: [[12, video]], rejected: 16 },
  ],
  [45, 'Delancey Health', 'Population health analyst', 'New York', '103,000', {}],
  [46, 'Oakum Marine', 'Fleet analyst', 'Staten Island', '92,500', { rejected: 10 }],
  [49, 'Lattice Learning', 'Learning data analyst', 'Remote', '97,000', {}],
  [50, 'Hudson Grain', 'Commodity analyst', 'New York', '115,000', { rejected: 7 }],
  [51, 'Verity Polls', 'Polling analyst', 'New York', '88,500', 'saved'],
  [52, 'Summit Utilities', 'Load forecasting analyst', 'White Plains', '106,000', {}],
  [56, 'Ninth Street Theatre', 'Box office analyst', 'New York', '72,000', { rejected: 11 }],
  [57, 'Cinder Foundry', 'Process analyst', 'Newark', '94,500', {}],
  [58, 'Anvil Payments', 'Data analyst, disputes', 'New York', '117,000', { rejected: 5 }],
  [63, 'Greywater Institute', 'Research analyst', 'New York', '90,500', {}],
  [64, 'Tidewater Grants', 'Grants data analyst', 'Remote', '86,500', 'saved'],
  [65, 'Sparrow Mobility', 'Fleet data analyst', 'Brooklyn', '113,000', {}],
  [70, 'Foxglove Pharma', 'Commercial analyst', 'Princeton', '122,000', {}],
  [71, 'Long Meadow Trust', 'Impact analyst', 'New York', '83,000', 'saved'],
  [72, 'Beacon Street News', 'Newsroom data analyst', 'New York', '95,500', {}],
  [77, 'Kiln & Clay', 'E-commerce analyst', 'Brooklyn', '82,000', 'saved'],
  [78, 'Harbor Point Aquarium', 'Membership analyst', 'New York', '78,000', {}],
  [79, 'Orchard Analytics', 'Consultant, analytics', 'New York', '127,000', 'saved'],
];

/** Name, role, what they are to the person, company (empty: none), day. */
const people: readonly (readonly [name: string, role: string, kind: string, company: string, day: number])[] = [
  ['Leah Brandt', 'Head of data', 'Hiring manager', 'Palisade Clinics', 4],
  ['Ravi Menon', 'Recruiter', 'Recruiter', 'Palisade Clinics', 4],
  ['Tomasz Kowalski', 'Staff engineer', 'Interviewer', 'Old Mill Robotics', 11],
  ['Grace Adeyemi', 'Talent partner', 'Recruiter', 'Old Mill Robotics', 9],
  ['Hanna Lindqvist', 'Director of analytics', 'Hiring manager', 'Copperline Energy', 14],
  ['Marcus Webb', 'Recruiter', 'Recruiter', 'Copperline Energy', 11],
  ['Yuki Tanaka', 'Senior analyst', 'Interviewer', 'Copperline Energy', 26],
  ['Olu Bankole', 'Principal investigator', 'Hiring manager', 'Marrow Street Labs', 19],
  ['Sofia Reyes', 'Lab manager', 'Interviewer', 'Marrow Street Labs', 26],
  ['Dana Whitfield', 'Recruiter', 'Recruiter', 'Brightwater Rail', 11],
  ['Ines Carvalho', 'Assistant superintendent', 'Hiring manager', 'Riverbend Schools', 30],
  ['Peter Novak', 'Nurse informaticist', 'Interviewer', 'Sable Brook Hospital', 34],
  ['Amara Okafor', 'Head of quality', 'Hiring manager', 'Sable Brook Hospital', 29],
  ['Julian Frost', 'Data platform lead', 'Interviewer', 'Alder Logistics', 42],
  ['Bea Solano', 'Recruiter', 'Recruiter', 'Alder Logistics', 38],
  [
    'Wilhelmina Vandenberg-Castellanos',
    'Deputy director of collections and digital services',
    'Hiring manager',
    'Eastgate Library',
    45,
  ],
  ['Noor Haddad', 'Recruiter', 'Recruiter', 'Bluestone Transit', 25],
  ['Elias Grant', 'Recruiter', 'Recruiter', 'Vellum Legal', 52],
  ['Priya Raman', 'Former colleague', 'Referrer', 'Delancey Health', 45],
  ['Femi Adler', 'Analyst', 'Peer', 'Quince Health', 3],
  ['Colleen Shea', 'Career coach', 'Coach', '', 1],
  ['Andre Fontaine', 'Data lead', 'Alumni', '', 12],
  ['Mei-Ling Zhou', 'Consultant', 'Peer', '', 33],
  ['Rosa Ibarra', 'Agency recruiter', 'Recruiter', '', 40],
  ['Sam Ellery', 'Statistician', 'Alumni', '', 55],
];

const uploads: readonly (readonly [name: string, label: string, day: number])[] = [
  ['Resume.pdf', 'two pages', 0],
  ['Resume public sector.pdf', '', 10],
  ['Portfolio.pdf', '', 5],
  ['Certificate dbt.pdf', '', 15],
  ['Certificate statistics.pdf', '', 15],
  ['Reference Brandywine.pdf', '', 20],
  ['Transcript.pdf', '', 32],
];

/** Files that are uploaded as they are sent. */
const letters: readonly (readonly [company: string, file: string, day: number])[] = [
  ['Palisade Clinics', 'Cover letter Palisade.pdf', 0],
  ['Copperline Energy', 'Cover letter Copperline.pdf', 7],
  ['Sable Brook Hospital', 'Cover letter Sable Brook.pdf', 22],
  ['Old Mill Robotics', 'Take-home Old Mill.pdf', 22],
  ['Eastgate Library', 'Cover letter Eastgate.pdf', 32],
];

const afterwards = [
  'Went well. They ask much about how I check my own numbers. Next step within a week.',
  'A little stiff at first. The exercise was fair, I ran out of time on the last part.',
  'Good people. They want somebody who explains. I asked about the team; two left this year.',
] as const;

const offers = [
  [
    'Palisade Clinics',
    '104,000',
    '24',
    66,
    { 'The work itself': '4', 'The people': '5', 'Pay and benefits': '3', 'Place and hours': '4' },
  ],
  [
    'Copperline Energy',
    '112,500',
    '20',
    69,
    { 'The work itself': '4', 'The people': '3', 'Pay and benefits': '5', 'Place and hours': '2' },
  ],
] as const;

/** Everything that happens, day by day. */
export const wholeStory: readonly Happening[] = told().toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));

/** A few of the applications with all that belongs to them, for everyday runs. */
export const shortStory: readonly Happening[] = (() => {
  const chosen = new Set(['Kestrel Freight', 'Copperline Energy', 'Palisade Clinics']);
  const met = new Set(['Leah Brandt', 'Hanna Lindqvist']);
  const once = new Set<string>();
  return wholeStory.filter((one) => {
    if (one.does === 'meet') return met.has(one.name);
    if ('company' in one) return chosen.has(one.company ?? '') && !isLeftOut(one, once);
    if (once.has(one.does)) return false;
    once.add(one.does);
    return true;
  });
})();

/** Of what is done again and again in the same way, the short story has one. */
function isLeftOut(one: Happening & { readonly company: string | null }, once: Set<string>): boolean {
  if (!['plan', 'look-back', 'talk', 'send', 'send-new', 'task', 'tell-more', 'weigh'].includes(one.does)) return false;
  if (once.has(one.does)) return true;
  once.add(one.does);
  return false;
}

function told(): Happening[] {
  return [
    { on: dayOf(0), does: 'choose-office', office: 'us-ny' },
    ...uploads.map(([name, label, day]): Happening => ({ on: dayOf(day), does: 'upload', name, label })),
    ...lines.flatMap(courseOf),
    ...people.map(([name, role, kind, company, day]): Happening => ({
      on: dayOf(day),
      does: 'meet',
      name,
      role,
      kind,
      company: company || null,
    })),
    ...letters.map(([company, file, day]): Happening => ({ on: dayOf(day), does: 'send-new', company, file })),
    ...Array.from({ length: weeks }, (_, week): Happening => ({ on: dayOf(7 * week + 1), does: 'go-through-today' })),
    ...[9, 24, 48, 68].map((day): Happening => ({
      on: dayOf(day),
      does: 'log-activity',
      employer: 'Workforce center, Chambers Street',
    })),
    ...offers.flatMap(([company, pay, leave, day, points]): Happening[] => [
      { on: dayOf(day), does: 'move', company, to: 'Offer' },
      { on: dayOf(day), does: 'offer', company, pay, leave, answerBy: dayOf(day + 14) },
      ...Object.entries(points).map(([criterion, given]): Happening => ({
        on: dayOf(72),
        does: 'weigh',
        company,
        criterion,
        points: given,
      })),
    ]),
    { on: dayOf(76), does: 'answer', company: 'Palisade Clinics', decision: 'Accepted' },
    { on: dayOf(76), does: 'move', company: 'Palisade Clinics', to: 'Accepted' },
    { on: dayOf(77), does: 'answer', company: 'Copperline Energy', decision: 'Declined' },
    { on: dayOf(77), does: 'move', company: 'Copperline Energy', to: 'Withdrawn' },
  ];
}

function courseOf([day, company, title, city, pay, course]: Line, index: number): Happening[] {
  const on = dayOf(day);
  const apply: Happening = { on, does: 'apply', company, title, stage: course === 'saved' ? 'Saved' : 'Applied' };
  if (course === 'saved') return [apply, { on, does: 'tell-more', company, pay, city }];
  const { screening, rejected, silent, withdrawn, interviews = [] } = course;
  const after = (days: number) => dayOf(day + days);
  return [
    apply,
    ...(index % 2 === 0 ? [{ on, does: 'tell-more', company, pay, city } as const] : []),
    ...(index % 3 === 0 ? [{ on, does: 'send', company, document: 'Resume' } as const] : []),
    ...(screening === undefined ? [] : [{ on: after(screening), does: 'move', company, to: 'Screening' } as const]),
    ...(screening === undefined ? [] : [talkOf(after(screening), company)]),
    ...interviews.flatMap((interview, place) => interviewOf({ company, day, place }, interview)),
    ...(rejected === undefined ? [] : [{ on: after(rejected), does: 'move', company, to: 'Rejected' } as const]),
    ...(silent === undefined ? [] : [{ on: after(silent), does: 'move', company, to: 'No answer' } as const]),
    ...(withdrawn === undefined ? [] : [{ on: after(withdrawn), does: 'move', company, to: 'Withdrawn' } as const]),
  ];
}

function talkOf(on: CalendarDate, company: string): Happening {
  const notes = 'They have read my resume. Twenty minutes about what the team does and how soon I could begin.';
  return { on, does: 'talk', company, kind: 'Call', subject: 'First call', notes };
}

/** Planned four days ahead with something to prepare; looked back on the day after. */
function interviewOf(
  { company, day, place }: { company: string; day: number; place: number },
  [after, how]: readonly [number, string],
): Happening[] {
  const planned = dayOf(day + after - 4);
  const names = people.filter(([, , , where]) => where === company).map(([name]) => name);
  const round = `Round ${place + 1}, ${how.toLowerCase()}`;
  return [
    ...(place === 0 ? [{ on: planned, does: 'move', company, to: 'Interview' } as const] : []),
    { on: planned, does: 'plan', company, day: dayOf(day + after), how, people: names.slice(0, 1 + place).join(', ') },
    { on: planned, does: 'task', company, title: `Reread what I sent to ${company}`, due: dayOf(day + after - 1) },
    { on: dayOf(day + after + 1), does: 'look-back', company, round, feedback: afterwards[place] ?? afterwards[0] },
  ];
}

function dayOf(number: number): CalendarDate {
  return addDays(firstDay, number);
}
