/**
 * Decisions on a person's records, one after the other, each committed whole or not at all.
 *
 * [Note: Ahead] Where the database keeps the order of units (SQLite), the next decision does not wait for the disk: it
 * is made on the state that the one before will leave, and its unit asks for that revision. So many decisions on one
 * person share a commit. Should one fail, those after it find another revision, change nothing, and are made anew.
 * Nobody hears of a decision before it and all it was made on are committed, and readers see only committed states.
 */
import { DatabaseUnavailable, type Statement, WrongRowCount } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Opening, UserSealers } from '@sotto/vault';
import { alarmStatements } from './alarms.ts';
import type { Context } from './context.ts';
import { AbsentRecord, type Draft, NewerVersion, StaleRevision, type Workspace } from './door.ts';
import { createDraft, type Drafted, StaleApart } from './draft.ts';
import { openOne } from './open.ts';
import { present } from './present.ts';
import { createWorkspace, type Memos, nextState, type State } from './state.ts';
import { createTurns } from './turns.ts';

// Of several processes that write for one person at the same time one succeeds in each round.
const attemptsPerDecision = 32;

type Decide<T> = (workspace: Workspace, draft: Draft) => T;

export interface Changed<T> {
  readonly result: T;
  readonly workspace: Workspace;
}

/** A state to decide on. */
interface Base {
  readonly state: State;
  readonly memos: Memos;
  readonly sealers: UserSealers;
  /** Whether this state was committed, as soon as that is known. */
  readonly isCommitted: Promise<boolean>;
}

/** What came of one try. `null`: it was made on a state that did not come to be, or another process was faster. */
type Outcome<T> = Promise<Changed<T> | null>;

export function createChanges(context: Context) {
  const turns = createTurns<UserId>();
  /** For each person with units under way, the state that the last of them will leave. */
  const ahead = new Map<UserId, Base>();

  /** Decides, and hands over the unit. Answers as soon as the next decision may be made; `outcome` comes later. */
  async function decide<T>(by: Opening, decision: Decide<T>): Promise<{ outcome: Outcome<T> }> {
    const base = ahead.get(by.userId) ?? (await committedBase(context, by));
    const workspace = createWorkspace(base.state, base.memos);
    const drafted = createDraft(base.state, context.now(), context.kindsByNumber);
    try {
      const result = decision(workspace, drafted.draft);
      await assertNotNewer(context, by, drafted);
      const finished = drafted.finish({ queries: context.queries, sealers: base.sealers, greatestCount: context.limits.records });
      if (finished === null)
        return { outcome: base.isCommitted.then((isCommitted) => (isCommitted ? { result, workspace } : null)) };
      const next = nextState(base.state, base.state.revision + 1, finished.next);
      const alarms = alarmStatements(context, { before: workspace, next, put: finished.next.opened });
      const outcome = commit(by.userId, { base, next, unit: [...finished.unit, ...alarms] }).then(
        (made) => made && { result, workspace: made },
      );
      if (!context.database.keepsOrder) await Promise.allSettled([outcome]);
      return { outcome };
    } catch (error) {
      // A refusal is an answer too: it must not rest on a state that did not come to be.
      return { outcome: base.isCommitted.then(async (isCommitted) => (isCommitted ? refused(context, by, error) : null)) };
    }
  }

  /** Writes the unit; the state after it is what the next decision is made on. `null`: the person's row had moved on. */
  async function commit(
    userId: UserId,
    { base, next, unit }: { base: Base; next: State; unit: readonly Statement[] },
  ): Promise<Workspace | null> {
    const written = isWritten(context, unit);
    const isCommitted = written.catch(() => false);
    const leaving: Base = { ...base, state: next, isCommitted };
    ahead.set(userId, leaving);
    try {
      if (!(await written)) return null;
      const kept = context.cache.keep(next);
      return createWorkspace(kept.state, kept.memos);
    } finally {
      // Failed: whatever was decided on it will fail as well, so the next decision begins from what is committed.
      if (ahead.get(userId) === leaving || !(await isCommitted)) ahead.delete(userId);
    }
  }

  return {
    async change<T>(by: Opening, decision: Decide<T>): Promise<Changed<T>> {
      for (let attempt = 0; attempt < attemptsPerDecision; attempt++) {
        const { outcome } = await turns.take(by.userId, () => decide(by, decision));
        const changed = await outcome;
        if (changed !== null) return changed;
      }
      throw new DatabaseUnavailable('Other processes change this workspace all the time.');
    },
  };
}

async function committedBase(context: Context, by: Opening): Promise<Base> {
  const { kept, sealers } = await present(context, by);
  return { ...kept, sealers, isCommitted: Promise.resolve(true) };
}

/** Throws the refusal; one that names a record kept apart gets that record's present content first. */
async function refused(context: Context, by: Opening, error: unknown): Promise<never> {
  if (!(error instanceof StaleApart)) throw error;
  const current = await openOne(context, by, error);
  throw current === undefined ? new AbsentRecord('There is no such record.') : new StaleRevision(current);
}

async function assertNotNewer(context: Context, by: Opening, drafted: Drafted): Promise<void> {
  for (const { kind, id } of drafted.apartUpdates()) {
    const current = await openOne(context, by, { kind, id });
    if (current?.readOnly === true) throw new NewerVersion('This record was written by a newer version of Sotto.');
  }
}

/** `false`: the person's row has moved on, and nothing was written. The first statement of every unit asks for that. */
async function isWritten({ database }: Context, unit: readonly Statement[]): Promise<boolean> {
  try {
    await database.write(unit);
    return true;
  } catch (error) {
    if (error instanceof WrongRowCount && error.position === 0) return false;
    throw error;
  }
}
