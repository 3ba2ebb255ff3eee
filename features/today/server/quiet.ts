/** What moves only if the person moves it: offers that want an answer, silence, word after silence, saved postings that close or lie about. */
import {
  dateOf,
  daysBetween,
  isHeardAgain,
  meaningOf,
  OfferKind,
  respondFrom,
  silenceOf,
  staleOf,
  StageChangeKind,
  StageKind,
  stepsOf,
  type Course,
  type Id,
  type RuleName,
  type StageRef,
} from '@sotto/domain';
import type { Row } from '@sotto/features/applications/server';
import { stageRef } from '@sotto/features/stages/server';
import type { EndingItem, QuietItem } from '../api.ts';
import { courseOf, isWorkedOn, later, putOff, refOf, seen, type Scene } from './scene.ts';

export interface Standing {
  readonly ending: readonly EndingItem[];
  /** Word after silence first, then the longest silence, then what lies about. */
  readonly quiet: readonly QuietItem[];
}

const places = { heard_again: 0, silence: 1, lying: 2 } as const satisfies Record<QuietItem['what'], number>;

/** What stands still today. */
export function standingOf(scene: Scene): Standing {
  const ending: EndingItem[] = [...answersWanted(scene)];
  const quiet: QuietItem[] = [];
  for (const row of scene.rows) {
    if (!isWorkedOn(row)) continue;
    if (row.stage.kind === 'lead') lead(scene, row, { ending, quiet });
    else quiet.push(...waiting(scene, row));
  }
  return {
    ending: ending.toSorted((a, b) => a.days - b.days),
    quiet: quiet.toSorted((a, b) => places[a.what] - places[b.what] || b.days - a.days),
  };
}

/** Offers that want their answer soon and have none yet. */
function* answersWanted(scene: Scene): Generator<EndingItem> {
  const { workspace, rowsById, today, settings } = scene;
  for (const offer of workspace.all(OfferKind)) {
    const { applicationId, respondBy, receivedOn, decision } = offer.content;
    const row = rowsById.get(applicationId);
    if (respondBy === null || decision !== null || row === undefined || meaningOf[row.stage.kind].ended) continue;
    const from = respondFrom(respondBy, settings.rules);
    if (from === null || from > today || !isWorkedOn(row) || isPutOff(scene, row.id, 'respond_by')) continue;
    yield {
      what: 'respond_by',
      application: refOf(row),
      on: respondBy,
      days: daysBetween(today, respondBy),
      savedOn: receivedOn,
      offer: seen(offer),
      task: seen(putOff(scene, row.id, 'respond_by')),
    };
  }
}

function lead(scene: Scene, row: Row, into: { ending: EndingItem[]; quiet: QuietItem[] }): void {
  const { stageSince, closesOn } = row.application;
  const { today, zone, settings } = scene;
  const stale = staleOf({ savedSince: stageSince, closesOn }, settings.rules, { today, zone });
  if (stale === null || isPutOff(scene, row.id, 'stale')) return;
  const since = dateOf(stageSince, zone);
  const shared = { application: refOf(row), task: seen(putOff(scene, row.id, 'stale')) };
  if (stale.why === 'closing' && closesOn !== null)
    into.ending.push({ ...shared, what: 'closing', on: closesOn, days: stale.days, savedOn: since, offer: null });
  else into.quiet.push({ ...shared, what: 'lying', since, days: stale.days, nudges: 0, back: null });
}

function waiting(scene: Scene, row: Row): QuietItem[] {
  const course = courseOf(scene, row);
  if (isHeardAgain(course)) return heardAgain(scene, row, course);
  const { today, zone, settings } = scene;
  const silence = silenceOf(course, settings.rules, { today, zone });
  if (silence === null || isPutOff(scene, row.id, 'silence')) return [];
  return [{ what: 'silence', application: refOf(row), ...silence, back: null, task: seen(putOff(scene, row.id, 'silence')) }];
}

function heardAgain(scene: Scene, row: Row, { lastEvent }: Course): QuietItem[] {
  if (isPutOff(scene, row.id, 'silence')) return [];
  const task = seen(putOff(scene, row.id, 'silence'));
  const since = dateOf(lastEvent ?? 0, scene.zone);
  const days = daysBetween(since, scene.today);
  return [{ what: 'heard_again', application: refOf(row), since, days, nudges: 0, back: stageBefore(scene, row.id), task }];
}

/** The stage an application was in before its present one; `null`: it began there. */
function stageBefore({ workspace }: Scene, id: Id): StageRef | null {
  const steps = stepsOf(workspace.children(StageChangeKind, id).map(({ content }) => content));
  const from = steps.findLast(({ voidedAt }) => voidedAt === null)?.from ?? null;
  const stage = from === null ? undefined : workspace.get(StageKind, from);
  return stage === undefined ? null : stageRef(stage);
}

function isPutOff(scene: Scene, id: Id, rule: RuleName): boolean {
  return later(scene.today, putOff(scene, id, rule)) > scene.today;
}
