/** What fills the places of a letter. */
import { placeOf, type TemplateVariable } from '@sotto/domain';
import type { ApplicationView } from '@sotto/features/applications/api';
import type { ContactView } from '@sotto/features/contacts/api';
import type { InterviewView } from '@sotto/features/interviews/api';
import type { ProfileView } from '@sotto/features/profile/api';
import type { Format } from '@sotto/features/settings/web';

/** What a letter is about. `null`: not chosen, or not known. */
export interface About {
  readonly application: ApplicationView | null;
  readonly contact: ContactView | null;
  readonly interview: InterviewView | null;
  readonly profile: ProfileView | null;
}

/** By place; `null`: nothing says it. Nothing is guessed: which part of a name is the given one differs by language. */
export function valuesOf({ application, contact, interview, profile }: About, format: Format): Values {
  return {
    company: application?.company.name ?? null,
    title: application?.title ?? null,
    location: placeOf(application?.location ?? null),
    reference: application?.referenceNumber ?? application?.externalJobId ?? null,
    'posting.link': application?.url ?? null,
    'applied.date': application?.appliedOn ? format.longDay(application.appliedOn) : null,
    'contact.name': contact?.name ?? null,
    'contact.givenName': contact?.givenName ?? null,
    'contact.familyName': contact?.familyName ?? null,
    'contact.role': contact?.role ?? null,
    'interview.date': interview === null ? null : format.longDay(interview.startsAt.slice(0, 10)),
    'interview.time': interview?.startsAt.slice(11) ?? null,
    'my.name': joined([profile?.givenName, profile?.middleName, profile?.familyName]),
    'my.givenName': profile?.givenName ?? null,
    'my.familyName': profile?.familyName ?? null,
    'my.email': profile?.email ?? null,
    'my.phone': profile?.phone ? joined([profile.phoneCountryCode, profile.phone]) : null,
    today: format.longDay(format.today()),
  };
}

export type Values = Readonly<Record<TemplateVariable, string | null>>;

function joined(parts: readonly (string | null | undefined)[]): string | null {
  return parts.filter(Boolean).join(' ') || null;
}

/** The interview a letter speaks of: the latest that took place when giving thanks, else the next one, else the latest. */
export function interviewSpokenOf(
  interviews: readonly InterviewView[],
  { toThank, now }: { readonly toThank: boolean; readonly now: number },
): InterviewView | null {
  const held = interviews.filter(({ status }) => status === 'planned' || status === 'done');
  const past = held.findLast(({ start }) => Date.parse(start) <= now) ?? null;
  const next = held.find(({ start }) => Date.parse(start) > now) ?? null;
  return toThank ? past : (next ?? past);
}
