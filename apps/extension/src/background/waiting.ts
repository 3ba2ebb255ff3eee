/**
 * Saving a posting, now or as soon as the server can be reached.
 *
 * What is to be saved is written down here before it is sent, and crossed out when the server has it: closing the popup, the
 * browser or the lid loses nothing. It is sent under an id of its own, so arriving twice saves it once.
 */
import { capturePosting } from '@sotto/features/capture/api';
import { Failed, type Failure, isAboutContent, isPassing } from '../failures.ts';
import type { Saved, Sendable } from '../messages.ts';
import type { KeptWaiting, LocalStore } from '../store.ts';
import { connectionIn } from './connection.ts';
import { callServer, type Reach } from './server.ts';

export interface Outbox {
  /** Saves it; `null`: it waits here. Throws `Failed` where waiting alone does not help. */
  save(capture: Sendable): Promise<Saved | null>;
  all(): Promise<readonly KeptWaiting[]>;
  /** Tries all once more, the oldest first, or one; answers what is left. Stops where the server cannot be reached. */
  deliver(chosen?: { readonly id?: string; readonly override?: boolean }): Promise<readonly KeptWaiting[]>;
  drop(id: string): Promise<readonly KeptWaiting[]>;
}

export function createOutbox(reach: Reach, local: LocalStore): Outbox {
  /** One change of the list at a time: reading and writing it are two steps. */
  let turn: Promise<unknown> = Promise.resolve();
  /** What is on its way, by id: asked for again it is the same sending. */
  const onTheWay = new Map<string, Promise<Saved>>();

  const all = async () => (await local.get('waiting')) ?? [];

  function change(edit: (waiting: readonly KeptWaiting[]) => readonly KeptWaiting[]): Promise<readonly KeptWaiting[]> {
    const next = turn.then(async () => {
      const edited = edit(await all());
      await local.set('waiting', edited);
      return edited;
    });
    turn = next.catch(() => null);
    return next;
  }

  function send(capture: Sendable): Promise<Saved> {
    const sending = onTheWay.get(capture.id) ?? sendOnce(reach, local, capture).finally(() => onTheWay.delete(capture.id));
    onTheWay.set(capture.id, sending);
    return sending;
  }

  const originNow = async () => (await local.get('connection'))?.origin ?? null;

  /** The failure of one attempt; `null`: it arrived. */
  async function attempt({ capture, origin }: KeptWaiting): Promise<Failure | null> {
    const now = await originNow();
    const isElsewhere = origin !== null && now !== null && origin !== now;
    const outcome = isElsewhere ? new Failed({ kind: 'other-server', host: new URL(origin).host }) : await settled(send(capture));
    await change((waiting) =>
      outcome instanceof Failed
        ? waiting.map((one) => (one.capture.id === capture.id ? { ...one, failure: outcome.failure } : one))
        : without(waiting, capture.id),
    );
    return outcome instanceof Failed ? outcome.failure : null;
  }

  return {
    all,
    async save(capture) {
      const origin = await originNow();
      const kept = { capture, origin, since: reach.now(), failure: null };
      await change((waiting) => [...without(waiting, capture.id), kept]).catch(() => {
        throw new Failed({ kind: 'no-room' });
      });
      const outcome = await settled(send(capture));
      if (!(outcome instanceof Failed)) {
        await change((waiting) => without(waiting, capture.id));
        return outcome;
      }
      const { failure } = outcome;
      await change((waiting) =>
        isAboutContent(failure)
          ? without(waiting, capture.id)
          : waiting.map((one) => (one.capture.id === capture.id ? { ...one, failure } : one)),
      );
      if (isPassing(failure)) return null;
      throw outcome;
    },
    async deliver({ id, override } = {}) {
      const chosen = (await all()).filter((one) => id === undefined || one.capture.id === id);
      const insisting = (one: KeptWaiting) => (override === true ? meantAllTheSame(one) : one);
      if (override === true) await change((waiting) => waiting.map((one) => (one.capture.id === id ? insisting(one) : one)));
      for (const one of chosen) {
        const failure = await attempt(insisting(one));
        if (failure !== null && isPassing(failure)) break;
      }
      return all();
    },
    drop: (id) => change((waiting) => without(waiting, id)),
  };
}

function without(waiting: readonly KeptWaiting[], id: string): readonly KeptWaiting[] {
  return waiting.filter(({ capture }) => capture.id !== id);
}

/** What one insists on: a second one, or one at another server, where groups and stages are others. */
function meantAllTheSame(one: KeptWaiting): KeptWaiting {
  if (one.failure?.kind !== 'other-server') return { ...one, capture: { ...one.capture, override: true } };
  const { groupId: _, stageId: __, ...capture } = one.capture;
  return { ...one, capture, origin: null };
}

async function sendOnce(reach: Reach, local: LocalStore, capture: Sendable): Promise<Saved> {
  const { body } = await callServer(reach, await connectionIn(local), capturePosting, { body: capture });
  const { id, url, company, title, group, stage } = body;
  return { id, url, company: company.name, title, group: group.name, stage: stage.name };
}

/** An expected failure as a value; anything else travels on. */
function settled<T>(promise: Promise<T>): Promise<T | Failed> {
  return promise.catch((cause: unknown) => {
    if (cause instanceof Failed) return cause;
    throw cause;
  });
}
