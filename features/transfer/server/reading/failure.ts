/**
 * Why a file could not be read: a sentence for the person, and the row it is about.
 *
 * `row` counts as a spreadsheet does: the first row of the file is 1. `null`: the whole file.
 */
export interface ReadFailure {
  readonly row: number | null;
  readonly reason: string;
}

/** The same of a file that is read piece by piece, thrown at the piece that is wrong. Its message is the sentence. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
