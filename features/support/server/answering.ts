/** An operator's answer: words that are sealed for whoever asked. Nothing is opened for it, so it may come when reading is over. */
import { AlreadyExists, WrongRowCount } from '@sotto/database';
import { mayReadForSupport } from '@sotto/domain';
import { recordActivity } from '@sotto/features/privacy/server';
import type { Platform } from '@sotto/runtime';
import { KeyShredded } from '@sotto/vault';
import { appendEntry } from './entries.ts';
import { findGrant, stillInUse, takeUp } from './grants.ts';
import { type AtDesk, NotGranted } from './reading.ts';

/** Throws `NotGranted` unless the request is this operator's to take up, or was taken up by them. */
export async function answerHelp(platform: Platform, operator: AtDesk, { grantId, words }: Answer): Promise<void> {
  const { vault, workspaces, now } = platform;
  const grant = await findGrant(platform, grantId);
  const isTheirs = grant && (mayReadForSupport(grant, operator.id, now()) || wasTakenUpBy(operator, grant));
  if (!isTheirs) throw new NotGranted('Nothing was granted to you here.');
  await vault.logOperator({ actor: operator.id, command: 'grant answer', caseId: grant.id });
  const { data } = await vault.sealers(grant.userId);
  const takes = grant.untilAt === null ? [takeUp(platform, grant, operator.id)] : [];
  const entry = await appendEntry(platform, data, grant, { what: 'answered', operator: operator.id, content: { words } });
  await workspaces.writeBeside(grant.userId, [stillInUse(platform, data), ...takes, entry]).catch((error: unknown) => {
    const isOver = error instanceof WrongRowCount || error instanceof AlreadyExists || error instanceof KeyShredded;
    throw isOver ? new NotGranted('It was revoked meanwhile, or something else was written at the same moment.') : error;
  });
  await recordActivity(platform, grant.userId, { happening: 'help-answered', by: 'operator', about: operator.name });
}

interface Answer {
  readonly grantId: string;
  readonly words: string;
}

function wasTakenUpBy({ id }: AtDesk, { untilAt, operator }: { untilAt: number | null; operator: string | null }): boolean {
  return untilAt !== null && operator === id;
}
