/**
 * Answers someone saved at LinkedIn → questions with an answer for the question bank, and which of them are there already.
 *
 * Pure. They hold what people want to be paid and whether they may work where: none comes in unasked.
 */
import { limits, questionKey } from '@sotto/domain';
import type { Row } from '../reading/table.ts';
import { plainName } from './fields.ts';
import { presentText } from './missing.ts';
import { type PeopleFile, rowKey } from './people.ts';

export interface PlannedAnswer {
  /** Number of the file and of the row, as rows of applications are named. */
  readonly key: string;
  /** Fits into the question bank; the whole of a longer one stands before the answer. */
  readonly question: string;
  readonly answer: string;
  /** The question is in the bank, or in an earlier row. */
  readonly isHere: boolean;
}

/** Answers in their order; rows without a question or an answer are left out. `present`: the questions that are there. */
export function planAnswers(files: readonly PeopleFile[], present: Iterable<string>): PlannedAnswer[] {
  const known = new Set([...present].map(questionKey));
  return files.flatMap(({ file: { table }, index }) => {
    const [question, answer] = ['question', 'answer'].map((name) => table.header.map(plainName).indexOf(name)) as [
      number,
      number,
    ];
    return table.rows.flatMap((row) => {
      const read = readAnswer(row, question, answer);
      if (read === null) return [];
      const key = questionKey(read.question);
      const isHere = known.has(key);
      known.add(key);
      return [{ ...read, key: rowKey(index, row.row), isHere }];
    });
  });
}

function readAnswer({ cells, fault }: Row, question: number, answer: number): Pick<PlannedAnswer, 'question' | 'answer'> | null {
  const asked = presentText(cells[question] ?? '').replaceAll(/\s+/gu, ' ');
  const given = (cells[answer] ?? '').trim();
  if (fault !== null || asked === '' || given === '') return null;
  const isLong = asked.length > limits.line;
  const whole = isLong ? `${asked}\n\n${given}` : given;
  return { question: isLong ? `${asked.slice(0, limits.line - 1)}…` : asked, answer: whole.slice(0, limits.remark) };
}
