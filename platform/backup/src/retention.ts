/** How long backups stay: all of a week, then one of each week, none beyond thirty days. */
import type { Registered } from '@sotto/vault';

const dayMs = 24 * 60 * 60 * 1000;
/** What the published policy says: what is deleted is in no backup after this time. */
const retentionMs = 30 * dayMs;
const allForMs = 7 * dayMs;

/** Which of them go now. The newest stays until it is too old as well: what was deleted since must not wait for another backup. */
export function expired<Each extends Pick<Registered, 'createdAt'>>(backups: readonly Each[], now: number): Each[] {
  const newestFirst = backups.toSorted((a, b) => b.createdAt - a.createdAt);
  const kept = new Set<number>();
  return newestFirst.filter(({ createdAt }, place) => {
    const age = now - createdAt;
    if (age > retentionMs) return true;
    if (place === 0 || age <= allForMs) return false;
    const week = Math.floor(createdAt / (7 * dayMs));
    if (kept.has(week)) return true;
    kept.add(week);
    return false;
  });
}
