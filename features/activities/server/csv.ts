/** The log as CSV: the columns that the forms of offices have in common. Headers are never translated. */
import { csvLine } from '@sotto/features/transfer/server';
import type { ActivityView } from '../api.ts';

const columns = [
  ['Date', ({ on }) => on],
  ['Activity', ({ kind }) => kind],
  ['Employer', ({ employer }) => employer],
  ['Reached at', ({ reachedAt }) => reachedAt],
  ['Contact', ({ contact }) => contact],
  ['Position', ({ position }) => position],
  ['Reference', ({ reference }) => reference],
  ['Method', ({ method }) => method],
  ['Result', ({ result }) => result],
  ['Counts', ({ counts }) => (counts ? 'yes' : 'no')],
] as const satisfies readonly (readonly [string, (activity: ActivityView) => string | null])[];

/** Header and one line an activity, in their order. */
export async function* csvOfLog(activities: readonly ActivityView[]): AsyncGenerator<string> {
  yield csvLine(columns.map(([name]) => name));
  for (const activity of activities) yield csvLine(columns.map(([, cell]) => cell(activity) ?? ''));
}
