/** Today, whole: a pure pass over an opened workspace. */
import { addDays, ApplicationKind, dateOf, weekOf, type CalendarDate } from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';
import type { DueItem, TodayView } from '../api.ts';
import { comingInterviews, sentThisWeek, sinceYesterday, weekMarks } from './coming.ts';
import { dueUntil } from './due.ts';
import { standingOf } from './quiet.ts';
import { sceneOf, type Scene } from './scene.ts';

const most = 100;

// How far ahead one looks for the next day on which something is due, so that an empty Today can name it.
const horizonDays = 60;

/** What there is today. `today`: in the person's zone. Follows from the records and the date alone. */
export function todayOf(workspace: Workspace, today: CalendarDate): TodayView {
  const scene = sceneOf(workspace, today);
  const standing = standingOf(scene);
  const silent = new Set(standing.quiet.flatMap(({ what, application }) => (what === 'silence' ? application.id : [])));
  const ahead = dueUntil({ ...scene, silent }, addDays(today, horizonDays));
  const due = ahead.filter(({ on }) => on <= today);
  const { to } = weekOf(today, scene.settings.weekStart);
  return {
    date: today,
    empty: workspace.all(ApplicationKind).length === 0,
    interviews: comingInterviews(scene),
    due: due.slice(0, most),
    ending: standing.ending.slice(0, most),
    quiet: standing.quiet.slice(0, most),
    week: weekMarks(scene, { due: ahead.filter(({ on }) => on <= to), ending: standing.ending }),
    sent: sentThisWeek(scene),
    recent: sinceYesterday(scene),
    totals: {
      due: due.length,
      late: due.filter(({ on }) => on < today).length,
      ending: standing.ending.length,
      quiet: standing.quiet.length,
    },
    next: nextDay(scene, ahead),
  };
}

function nextDay({ today, zone, interviews }: Scene, ahead: readonly DueItem[]): CalendarDate | null {
  const due = ahead.find(({ on }) => on > today)?.on ?? null;
  const planned = interviews.filter(({ interview }) => interview.content.status === 'planned');
  const interview = planned.map(({ start }) => dateOf(start, zone)).find((on) => on > today) ?? null;
  return due !== null && (interview === null || due < interview) ? due : interview;
}
