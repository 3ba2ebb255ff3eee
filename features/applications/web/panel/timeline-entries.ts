/** What the timeline shows besides its steps, and all of it in one order. */
import type { Id } from '@sotto/domain';
import { useApi } from '@sotto/ui/app';
import { useQueries } from '@tanstack/react-query';
import type { HistoryStep, Said } from '../../api.ts';
import { timelineSources, type TimelineEntry } from '../panel-slots.ts';

/** `YYYY-MM-DD`: what is shorter than a moment is a day. */
export const dayLetters = 10;

/** What the other features tell of an application, as far as it has come; in no order. */
export function useEntries(applicationId: Id): readonly TimelineEntry[] {
  const api = useApi();
  return useQueries({
    queries: timelineSources.parts().map(({ queryKey, entries }) => ({
      queryKey: queryKey(applicationId),
      queryFn: ({ signal }: { signal: AbortSignal }) => entries(api, applicationId, signal),
      // An entry's icon is a component: a copy of it would be another one.
      structuralSharing: false,
    })),
    combine: flatten,
  });
}

function flatten(results: readonly { readonly data: readonly TimelineEntry[] | undefined }[]): readonly TimelineEntry[] {
  return results.flatMap(({ data }) => data ?? []);
}

/** A step or an entry. */
export type Happening =
  | { readonly step: HistoryStep; readonly entry?: undefined }
  | { readonly step?: undefined; readonly entry: TimelineEntry };

/**
 * Steps and entries together, newest first. Steps keep the order they come in, newest first; of one day, what has no time is the earlier.
 * `dateOf`: the day of a moment in the person's zone.
 */
export function inOneOrder(
  steps: readonly HistoryStep[],
  entries: readonly TimelineEntry[],
  dateOf: (moment: string) => string,
): Happening[] {
  const when = (at: Said) => (at.length === dayLetters ? at : `${dateOf(at)} ${at}`);
  const waiting = entries
    .map((entry) => ({ entry, at: when(entry.at) }))
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const merged: Happening[] = [];
  for (const step of steps) {
    while (waiting[0] !== undefined && waiting[0].at > when(step.at)) merged.push({ entry: waiting.shift()!.entry });
    merged.push({ step });
  }
  return [...merged, ...waiting.map(({ entry }) => ({ entry }))];
}
