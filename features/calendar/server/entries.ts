/** What stands on a person's calendar, from every feature, by day in their zone. One pass over the opened records, kept until they change. */
import { daysOfTime, SettingsKind, type ApplicationRef, type CalendarDate, type Zone } from '@sotto/domain';
import { applicationRef } from '@sotto/features/applications/server';
import { settingsOf } from '@sotto/features/settings/server';
import type { CalendarMark, CalendarSource, Workspace } from '@sotto/workspace';

/** A mark with the days it falls on in the person's zone, first and last. They differ for what goes past midnight. */
export interface DatedMark {
  readonly mark: CalendarMark;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** A mark of someone's calendar as a page or a feed shows it. */
export interface CalendarEntry extends DatedMark {
  /** With company and stage; `null`: it belongs to none. */
  readonly application: ApplicationRef | null;
}

/** Days in the person's zone, both included; `what`: only these. */
export interface Asked {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly what?: readonly string[] | undefined;
}

/** Everything that falls on these days, in order: by day, what has a time first and by its time, then by what it is. */
export function entriesBetween(
  workspace: Workspace,
  sources: readonly CalendarSource[],
  { from, to, what }: Asked,
): readonly CalendarEntry[] {
  const isAsked = (mark: CalendarMark) => what === undefined || what.includes(mark.what);
  return marksInOrder(workspace, sources)
    .filter((dated) => dated.to >= from && dated.from <= to && isAsked(dated.mark))
    .map((dated) => withApplication(workspace, dated));
}

function withApplication(workspace: Workspace, dated: DatedMark): CalendarEntry {
  const { applicationId } = dated.mark;
  return { ...dated, application: applicationId === null ? null : applicationRef(workspace, applicationId) };
}

/** Kept for all sources together, and for each by itself: a moved card leaves the interviews as they were. */
function marksInOrder(workspace: Workspace, sources: readonly CalendarSource[]): readonly DatedMark[] {
  const kinds = [...new Set([SettingsKind, ...sources.flatMap((source) => source.kinds)])];
  const name = sources.map((source) => source.name).join(' ');
  return workspace.derived(`calendar of ${name}`, kinds, () =>
    sources.flatMap((source) => marksOf(workspace, source)).toSorted(inOrder),
  );
}

function marksOf(workspace: Workspace, source: CalendarSource): readonly DatedMark[] {
  return workspace.derived(`calendar: ${source.name}`, [SettingsKind, ...source.kinds], () => {
    const { zone } = settingsOf(workspace);
    return Array.from(source.marks(workspace, zone), (mark) => ({ mark, ...daysOf(mark, zone) }));
  });
}

function daysOf({ on, time }: CalendarMark, zone: Zone): Pick<DatedMark, 'from' | 'to'> {
  return time === null ? { from: on, to: on } : daysOfTime(time, zone);
}

function inOrder(a: DatedMark, b: DatedMark): number {
  return (
    compared(a.from, b.from) ||
    (a.mark.time?.start ?? Infinity) - (b.mark.time?.start ?? Infinity) ||
    compared(keyOf(a), keyOf(b))
  );
}
const keyOf = ({ mark }: DatedMark) => `${mark.what} ${mark.id}`;
const compared = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
