/**
 * One more place outside the edge where a right to open is made, and why: a demand that the law makes binding names someone who
 * does not ask themselves. The right is made of a case that two operators put their names to, reaches no further than the named
 * fields, and is dropped with the command.
 */
import { type CaseFile, KeyShredded, type Opening } from '@sotto/vault';
import { makeOpening, type Reach } from '@sotto/vault/opening';
import { demandOf } from './demands.ts';

/** Throws a `TypeError` for a case that nobody but whoever opened it has approved, `KeyShredded` when its person is erased. */
export function openingOfCase(file: CaseFile, reach: Reach): Opening {
  const { state, sort, openedBy, approvedBy } = file;
  if (sort !== 'legal' || state !== 'approved' || approvedBy === null || approvedBy === openedBy)
    throw new TypeError('Nothing opens for a case that no other operator has approved.');
  const { userId } = demandOf(file);
  if (userId === null) throw new KeyShredded('This person is erased.');
  return makeOpening(userId, 'legal', 'legal', reach);
}
