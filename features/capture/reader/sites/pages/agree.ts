/** Where a reading contradicts what a page says: silence never does, and a town is right without its country. */
import { companyKey } from '@sotto/domain';
import type { ReadPosting } from '../../read-posting.ts';
import { key } from '../../text.ts';

/** What samples state of their pages. */
export type Said = Omit<ReadPosting, 'text' | 'site' | 'applyUrl'>;

/** The fields that are wrong, each with what was read. */
export function disagreements(said: Said, read: Said): string[] {
  const wrong: string[] = [];
  const check = (field: keyof Said, isRight: boolean) => {
    if (!isRight) wrong.push(`${field} is ${JSON.stringify(read[field])}`);
  };
  check('title', read.title === null || key(read.title) === key(said.title ?? ''));
  check('company', read.company === null || isSameCompany(read.company, said.company ?? ''));
  check(
    'places',
    read.places.every((place) => said.places.some((one) => isSamePlace(place, one))),
  );
  for (const field of ['workMode', 'employmentType', 'postedOn', 'closesOn'] as const)
    check(field, read[field] === null || read[field] === said[field]);
  check('pay', read.pay === null || JSON.stringify(read.pay) === JSON.stringify(said.pay));
  check('isClosed', !read.isClosed || said.isClosed);
  return wrong;
}

/** One name is the beginning of the other. */
function isSameCompany(one: string, other: string): boolean {
  const [first, second] = [`${companyKey(one)} `, `${companyKey(other)} `];
  return first.startsWith(second) || second.startsWith(first);
}

/** The town, in whichever order it is written. */
function isSamePlace(one: string, other: string): boolean {
  const words = (place: string) => new Set(key(place).split(' '));
  const [few, many] = [words(one), words(other)].toSorted((a, b) => a.size - b.size);
  return [...few!].filter((word) => word.length > 2).every((word) => many!.has(word));
}
