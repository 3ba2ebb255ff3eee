/**
 * From when each version holds on this server, and which one holds now.
 *
 * The list of versions names the earliest day; the true one is in the row that `sotto policy publish` writes, a week after it
 * at the earliest. A version with a notice and without a row was told to nobody here, and does not hold. The versions of before
 * there were notices hold from the day they were posted. While nobody has an account, the newest holds at once: there is nobody
 * to tell, and whoever comes reads it first. The `notices` job writes that down, so that it stays so when people come.
 */
import type { Platform } from '@sotto/runtime';
import type { DocumentName } from '../api.ts';
import { type Archive, type PublishedVersion, effectiveDayOf, versionsOf } from './published.ts';

/** How the versions of one text stand on one server. */
export interface Holding {
  /** `YYYY-MM-DD`, the day from which a version holds, which may be to come. `null`: it was not announced on this server. */
  fromOf(version: PublishedVersion): string | null;
  /** The one that holds now. `null`: none does yet. */
  readonly inForce: PublishedVersion | null;
}

/** Days by the version they belong to. */
type Days = ReadonlyMap<string, string>;

/** How the versions of `name` stand on this server at this moment. */
export async function readHolding(platform: Platform, archive: Archive, name: DocumentName): Promise<Holding> {
  const today = dayOf(platform.now());
  const own = versionsOf(archive, name);
  const told = await readDays(platform, name);
  const latest = own.at(-1);
  const isNobodyHere = latest !== undefined && !told.has(latest.version) && (await isEmpty(platform));
  return holdingOf(own, isNobodyHere ? new Map([...told, [latest.version, today]]) : told, today);
}

/** `told`: the days that were announced on this server. `today`: `YYYY-MM-DD`. */
export function holdingOf(own: readonly PublishedVersion[], told: Days, today: string): Holding {
  const fromOf = (version: PublishedVersion) =>
    told.get(version.version) ?? (version.notice === undefined ? effectiveDayOf(version) : null);
  const inForce = own.findLast((each) => (fromOf(each) ?? '9999') <= today) ?? null;
  return { fromOf, inForce };
}

async function readDays({ database }: Platform, name: DocumentName): Promise<Days> {
  const rows = await database.rows(database.build.selectFrom('policy_version').selectAll().where('document', '=', name));
  return new Map(rows.map((row) => [row.version, dayOf(row.effective_at ?? row.published_at)]));
}

async function isEmpty({ vault }: Platform): Promise<boolean> {
  return (await vault.listPeople({ after: null, limit: 1 })).length === 0;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
