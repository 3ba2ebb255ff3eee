/**
 * Someone with everything a long job search leaves behind: 10,000 applications with the people, interviews, documents, talks,
 * tasks and offers around them. The applications come in as an import does; the rest is drafted in one decision, sealed and
 * stored by the code that serves everyone.
 */
import { createHash } from 'node:crypto';
import {
  activityKinds,
  ActivityKind,
  addDays,
  type Application,
  ApplicationKind,
  blankActivity,
  blankInterview,
  blankOffer,
  blankTask,
  byHand,
  type CalendarDate,
  ContactKind,
  contactKinds,
  dateOf,
  directions,
  DocumentKind,
  documentKinds,
  DocumentVersionKind,
  type Id,
  InteractionKind,
  interactionKinds,
  type Interview,
  InterviewKind,
  interviewKinds,
  newContact,
  OfferKind,
  type SentFile,
  sentFileOf,
  type Stored,
  SubmissionKind,
  TaskKind,
} from '@sotto/domain';
import type { Draft, Workspace } from '@sotto/workspace';
import { type Inside, openInside } from './inside.ts';
import { type Seeker, seekerWith } from './people.ts';
import { type Place, runSotto } from './sotto.ts';

/** How many of each there are. All records together stay below the 50,000 one person may have. */
export const wholeSearch = {
  applications: 10_000,
  contacts: 2000,
  interviews: 3000,
  documents: 500,
  submissions: 1000,
  interactions: 2000,
  tasks: 1000,
  offers: 40,
  activities: 200,
} as const;

/** One of each kind, for views of one record. */
export interface Samples {
  readonly application: Id;
  readonly company: Id;
  readonly contact: Id;
  readonly interview: Id;
  readonly document: Id;
}

/** Signs someone up on `place` and fills their account; the server of `place` must not be running. */
export async function wholeSeeker(place: Place, name = 'ada'): Promise<{ seeker: Seeker; samples: Samples }> {
  const seeker = await bringApplications(place, name);
  await using inside = await openInside(place);
  const login = await inside.platform.vault.findLogin(seeker.email);
  if (!login) throw new Error(`${seeker.email} has signed up`);
  const by = inside.opening(login.userId);
  const { result } = await inside.platform.workspaces.change(by, (workspace, draft) => draftRest(inside, workspace, draft));
  return { seeker, samples: result };
}

async function bringApplications(place: Place, name: string): Promise<Seeker> {
  await using server = await runSotto(place);
  return await seekerWith(server.origin, name, { applications: wholeSearch.applications });
}

/** One decision in which the rest is made. */
interface Making {
  readonly inside: Inside;
  readonly draft: Draft;
  readonly today: CalendarDate;
  /** The application that a record with this number is about: strides apart, so that they spread over the years. */
  about(number: number): Stored<Application>;
}

const zone = 'Europe/Berlin';

function draftRest(inside: Inside, workspace: Workspace, draft: Draft): Samples {
  const applications = workspace.all(ApplicationKind);
  const making: Making = {
    inside,
    draft,
    today: dateOf(inside.platform.now(), zone),
    about: (number) => at(applications, number * 7),
  };
  const contacts = draftContacts(making);
  const interviews = draftInterviews(making, contacts);
  const documents = draftDocuments(making);
  draftInteractions(making, contacts);
  draftSubmissions(making, documents);
  draftTasks(making);
  draftOffers(making);
  draftActivities(making);
  const { id: application, content } = making.about(1);
  const [contact, interview, document] = [at(contacts, 1), at(interviews, 1), at(documents, 1).id];
  return { application, company: content.companyId, contact, interview, document };
}

function draftContacts({ inside, draft, about }: Making): Id[] {
  return times(wholeSearch.contacts, (number) => {
    const id = inside.platform.ids.record();
    const { id: applicationId, content } = about(number);
    const name = nameOf(number);
    const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}.${number}@example.org`;
    const reached = {
      emails: number % 5 === 0 ? [] : [{ email }],
      phones: number % 3 === 0 ? [{ number: `+49 30 ${5_550_000 + number}` }] : [],
    };
    const links = { companyIds: [content.companyId], applicationIds: [applicationId] };
    const does = { role: at(roles, number * 3), kind: at(contactKinds, number) };
    draft.create(ContactKind, { id, content: { ...newContact(name), ...does, ...reached, ...links } });
    return id;
  });
}

function draftInterviews({ inside, draft, today, about }: Making, contacts: readonly Id[]): Id[] {
  return times(wholeSearch.interviews, (number) => {
    const id = inside.platform.ids.record();
    const { id: applicationId } = about(number);
    const on = addDays(today, 20 - (number % 240));
    const content: Interview = {
      ...blankInterview,
      ...byHand,
      applicationId,
      zone,
      startsAt: `${on}T${String(8 + (number % 9)).padStart(2, '0')}:30`,
      round: 1 + (number % 3),
      kind: at(interviewKinds, number),
      status: number % 17 === 0 ? 'cancelled' : on < today ? 'done' : 'planned',
      contactIds: [at(contacts, number * 3)],
      questions: [at(subjects, number)],
    };
    draft.create(InterviewKind, { id, parentId: applicationId, content });
    return id;
  });
}

interface DraftedDocument {
  readonly id: Id;
  readonly versionId: Id;
  readonly sent: SentFile;
}

function draftDocuments({ inside, draft }: Making): DraftedDocument[] {
  const { ids, now, workspaces } = inside.platform;
  return times(wholeSearch.documents, (number) => {
    const [id, versionId] = [ids.record(), ids.record()];
    const name = `${at(documentNames, number)} ${1 + number}`;
    const bytes = Buffer.from(`${name} of ${nameOf(number)}, ${at(roles, number)}\n`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const is = { name: `${name}.txt`, type: 'text/plain', sizeBytes: bytes.length } as const;
    const file = { ...is, id: versionId, sha256, uploadedAt: now() };
    const document = { ...byHand, name, kind: at(documentKinds, number), notes: null, lastNumber: 1 };
    const version = { number: 1, label: null, file, createdFrom: null };
    draft.create(DocumentKind, { id, content: document });
    draft.create(DocumentVersionKind, { id: versionId, parentId: id, content: version });
    draft.also((sealers) => workspaces.files.put(sealers, versionId, bytes));
    return { id, versionId, sent: sentFileOf(document, version) };
  });
}

function draftInteractions({ inside, draft, today, about }: Making, contacts: readonly Id[]): void {
  times(wholeSearch.interactions, (number) => {
    const { id: applicationId, content } = about(number);
    const on = addDays(today, -1 - (number % 200));
    const said = { kind: at(interactionKinds, number), subject: at(subjects, number * 3), notes: null } as const;
    const when = { at: Date.parse(on), on, zone, direction: at(directions, number) } as const;
    const links = { contactIds: [at(contacts, number)], companyId: content.companyId, applicationId };
    draft.create(InteractionKind, { id: inside.platform.ids.record(), content: { ...said, ...when, ...links, ...byHand } });
  });
}

function draftSubmissions({ inside, draft, today, about }: Making, documents: readonly DraftedDocument[]): void {
  times(wholeSearch.submissions, (number) => {
    const { id: documentId, versionId, sent } = at(documents, number * 3);
    const on = addDays(today, -1 - (number % 200));
    const content = { documentId, versionId, sent, at: Date.parse(on), on, zone, ...byHand };
    draft.create(SubmissionKind, { id: inside.platform.ids.record(), parentId: about(number).id, content });
  });
}

/** One in four is still open. */
function draftTasks({ inside, draft, today, about }: Making): void {
  const { ids, now } = inside.platform;
  times(wholeSearch.tasks, (number) => {
    const { id } = about(number);
    const standing = number % 4 === 0 ? {} : ({ status: 'done', doneAt: now() } as const);
    const due = { on: addDays(today, 30 - (number % 120)) };
    const link = { kind: 'application', id } as const;
    const content = { ...blankTask, ...byHand, ...standing, title: at(subjects, number), link, due };
    draft.create(TaskKind, { id: ids.record(), parentId: id, content });
  });
}

function draftOffers({ inside, draft, today, about }: Making): void {
  times(wholeSearch.offers, (number) => {
    const { id: applicationId } = about(number);
    const pay = { kind: 'exact', min: 5_000_000 + number * 50_000, currency: 'EUR', period: 'year' } as const;
    const said = { receivedOn: addDays(today, -number), pay, scores: { work: 1 + (number % 5) } };
    const content = { ...blankOffer, ...byHand, ...said, applicationId };
    draft.create(OfferKind, { id: inside.platform.ids.record(), parentId: applicationId, content });
  });
}

function draftActivities({ inside, draft, today }: Making): void {
  times(wholeSearch.activities, (number) => {
    const said = { on: addDays(today, -number), kind: at(activityKinds, number), employer: `Fair ${number}` };
    draft.create(ActivityKind, { id: inside.platform.ids.record(), content: { ...blankActivity, ...byHand, ...said, of: null } });
  });
}

const givenNames = ['Ada', 'Bela', 'Cleo', 'Dario', 'Edda', 'Femi', 'Greta', 'Hiro', 'Ines', 'Jonas', 'Katja', 'Liam', 'Mira'];
const familyNames = [
  'Almeida',
  'Brandt',
  'Castillo',
  'Duarte',
  'Eriksen',
  'Fontaine',
  'Gruber',
  'Haddad',
  'Ivanova',
  'Jansen',
  'Kowalski',
];
const roles = ['Recruiter', 'Head of data', 'Engineering manager', 'Designer', 'People partner', 'Founder', 'Team lead'];
const subjects = [
  'About the role',
  'When they decide',
  'References',
  'Terms of the contract',
  'Send the portfolio',
  'Ask for feedback',
];
const documentNames = ['Resume', 'Cover letter', 'Portfolio', 'Certificate', 'Reference'];

function nameOf(number: number): string {
  return `${at(givenNames, number)} ${at(familyNames, number * 3)} ${at(familyNames, Math.floor(number / 11))}`;
}

function times<T>(count: number, make: (number: number) => T): T[] {
  return Array.from({ length: count }, (_, number) => make(number));
}

function at<T>(from: readonly T[], number: number): T {
  const found = from[number % from.length];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
}
