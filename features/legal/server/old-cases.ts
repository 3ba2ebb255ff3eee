/** Daily: case files end too. And they forget whose data it was once that person's account is gone. */
import { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Job } from '@sotto/schedule';
import { type CaseFile, type CaseSort, KeyShredded, type Vault } from '@sotto/vault';
import { z } from 'zod';

const yearMs = 365 * 24 * 60 * 60_000;

/** How long a case is kept after it was done, or became void. What two operators put their names to, as long as the operator log. */
const kept: Readonly<Record<CaseSort, number>> = {
  legal: 6 * yearMs,
  right: 3 * yearMs,
  report: 3 * yearMs,
  breach: 6 * yearMs,
  reset: 6 * yearMs,
};

/** Sorts whose cases are about one account, and void unless they are carried out. */
const approved = ['legal', 'reset'] as const satisfies readonly CaseSort[];

/** What such a case says of the account. */
const AboutSomeone = z.looseObject({ userId: UserId.nullable() });

/** Opens nothing of anybody. */
export function oldCasesJob({ vault, now }: Platform): Job {
  return {
    name: 'old-cases',
    pattern: '27 5 * * *',
    async run(signal) {
      for (const sort of Object.keys(kept) as CaseSort[]) {
        const old = (await vault.cases.list(sort)).filter((file) => isOld(file, now()));
        await vault.cases.remove(old.map(({ id }) => id));
      }
      for (const file of (await Promise.all(approved.map((sort) => vault.cases.list(sort)))).flat()) {
        if (signal.aborted) return;
        const content = AboutSomeone.parse(file.content);
        if (content.userId !== null && (await isGone(vault, content.userId)))
          await vault.cases.write(file, { content: { ...content, userId: null } });
      }
    },
  };
}

function isOld({ sort, doneAt, openedAt }: CaseFile, now: number): boolean {
  // What nobody carried out is never done. What waits for an answer waits until it has one.
  const since = doneAt ?? (approved.some((each) => each === sort) ? openedAt : null);
  return since !== null && since + kept[sort] <= now;
}

async function isGone(vault: Vault, userId: Parameters<Vault['credentialsVersion']>[0]): Promise<boolean> {
  try {
    await vault.credentialsVersion(userId);
    return false;
  } catch (error) {
    if (error instanceof KeyShredded) return true;
    throw error;
  }
}
