/** Telling everybody that an older copy of the database was put in place: what they deleted since is back, what they entered is gone. */
import type { Platform } from '@sotto/runtime';
import type { OpeningMaker } from '@sotto/schedule';
import type { PutBack } from '@sotto/vault';
import { type Tally, notifyEveryone } from './everyone.ts';
import type { Notice } from './notify.ts';
import { dayInWords } from './words.ts';

/** Goes on telling, if there is anything to tell; calling it again is no harm. `null`: `signal` broke it off. */
export async function tellOfRestores(platform: Platform, open: OpeningMaker, signal?: AbortSignal): Promise<Tally | null> {
  const { restores } = platform.vault;
  const putBack = await restores.untold();
  if (putBack === null) return { now: 0, before: 0, nobody: 0 };
  // Whoever came later has lost nothing by it, and got nothing back.
  const tally = await notifyEveryone(platform, open, noticeOf(putBack), {
    begunBefore: putBack.foundAt,
    ...(signal && { signal }),
  });
  if (tally !== null) await restores.told(putBack.id);
  return tally;
}

function noticeOf({ id, madeAt, foundAt }: PutBack): Notice {
  const copy = madeAt === null ? 'An older copy' : `A backup of ${momentInWords(madeAt)}`;
  return {
    id: `restored ${id}`,
    kind: 'restored',
    title: madeAt === null ? 'An older copy of this Sotto was put back' : `This Sotto was put back to ${dayInWords(madeAt)}`,
    paragraphs: [
      `${copy} was put in place on ${dayInWords(foundAt)}, by whoever runs this Sotto.`,
      'What you entered or changed after it was made is not there any more.',
      'What you deleted one by one after it was made is back: look it through, and delete it once more. Accounts and data that were deleted as a whole stay deleted.',
      'You were signed out everywhere, and access keys, calendar feeds and reminders by mail have ended. If you changed how you sign in since, only your mailbox lets you in.',
    ],
  };
}

/** `22 November 2026, 02:01 UTC`. */
function momentInWords(at: number): string {
  return `${dayInWords(at)}, ${new Date(at).toISOString().slice(11, 16)} UTC`;
}
