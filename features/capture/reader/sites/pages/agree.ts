/** Whether what was read does not contradict what a page says: silence never does, and a town is right without its country. */
import { companyKey } from '@sotto/domain';
import { key } from '../../text.ts';

export function agree(field: string, said: unknown, read: unknown): boolean {
  if (read === null || read === false || (Array.isArray(read) && read.length === 0)) return true;
  if (said === null) return false;
  if (field === 'title') return key(String(read)) === key(String(said));
  if (field === 'company') return sameCompany(companyKey(String(read)), companyKey(String(said)));
  // Safe: places are lists of texts on both sides.
  if (field === 'places') return (read as string[]).every((place) => (said as string[]).some((one) => samePlace(place, one)));
  return JSON.stringify(read) === JSON.stringify(said);
}

const sameCompany = (one: string, other: string) => one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);

/** The town, in whichever order it is written. */
function samePlace(one: string, other: string): boolean {
  const words = (place: string) => new Set(key(place).split(' '));
  const [few, many] = [words(one), words(other)].toSorted((a, b) => a.size - b.size);
  return [...few!].filter((word) => word.length > 2).every((word) => many!.has(word));
}
