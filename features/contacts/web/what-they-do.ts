import type { ContactRow } from '../api.ts';
import { texts } from './texts.ts';

/** `Head of data, hiring manager`; a recruiter whose role is recruiter is named so once. Empty: nothing is known. */
export function whatTheyDo({ role, kind }: Pick<ContactRow, 'role' | 'kind'>): string {
  const word = kind === null ? '' : texts.kinds[kind];
  if (role === null) return word;
  return role.toLowerCase().includes(word.toLowerCase()) ? role : `${role}, ${word.toLowerCase()}`;
}
