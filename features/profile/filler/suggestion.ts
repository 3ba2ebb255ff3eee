/**
 * What crosses between the page's world and the extension: plain data, no element of the page.
 */
import type { ProfileFields } from '@sotto/domain';

/** What of a profile a field is filled from. The name, the address and the pay also as one line each. */
export type Source =
  | 'fullName'
  | Exclude<keyof ProfileFields, 'address' | 'education' | 'otherLinks' | 'rightToWork'>
  | 'street1'
  | 'street2'
  | 'street'
  | 'houseNumber'
  | 'city'
  | 'region'
  | 'postalCode'
  | 'country'
  | 'address'
  | 'location'
  | 'otherLink'
  | 'linkedinHandle'
  | 'githubHandle'
  | 'school'
  | 'degree'
  | 'fieldOfStudy'
  | 'graduationYear'
  | 'authorised'
  | 'needsSponsorship'
  | 'resume';

/** One field of the page and what would be put into it. */
export interface Suggestion {
  /** Names the field until the page goes away; never names another one. */
  readonly key: string;
  /** As the page says it, at most 120 characters; may hold anything, so show it as text. */
  readonly label: string;
  readonly source: Source;
  /** As it would stand in the field: for a list, what the page calls the choice; for the resume, the file's name. */
  readonly value: string;
  /** Ticked to begin with. `legal`: an answer before the law, for the country named; `own`: one that one may want to weigh. */
  readonly tick: 'ticked' | 'own' | 'legal';
}

/** A form in a frame of another host, which cannot be filled from here. */
export interface FormElsewhere {
  readonly address: string;
  readonly host: string;
}

export interface Found {
  /** In the order of the page. */
  readonly fields: readonly Suggestion[];
  readonly elsewhere: readonly FormElsewhere[];
}

/** A file to be put into a field. `base64`: its bytes, because bytes do not cross as they are. */
export interface GivenFile {
  readonly name: string;
  readonly type: string;
  readonly base64: string;
}

/** What the page's form is about, where it is known. */
export interface Occasion {
  /** Where the job is: an ISO 3166-1 code such as `DE`. Asked of legal questions that name no country themselves. */
  readonly country?: string | null;
  /** The name of the resume that can be given; `null` or absent: there is none to give. */
  readonly resume?: string | null;
}

/**
 * Why a chosen field was left as it was. `gone`: the page took it away, or nothing was found under the key. `changed`: it moved
 * or is called something else than when it was shown. `hidden`: one does not see it. `covered`: something lies over it.
 * `taken`: something stands in it. `no-choice`: its list has no such choice. `refused`: the page did not keep the value.
 */
export type Reason = 'gone' | 'changed' | 'hidden' | 'covered' | 'taken' | 'no-choice' | 'refused';

export interface Filled {
  readonly filled: readonly { readonly key: string; readonly label: string; readonly value: string }[];
  readonly left: readonly { readonly key: string; readonly label: string; readonly why: Reason }[];
}
