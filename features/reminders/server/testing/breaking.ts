/** A platform on which a process dies at a chosen step: before it, or when it is done and nobody hears of it any more. */
import type { Platform } from '@sotto/runtime';

/** Where the process died. */
export class Died extends Error {
  override readonly name = 'Died';
}

export interface Death {
  /** The step that is the last, counted from 0. */
  readonly atStep: number;
  /** Whether that step is still carried out. */
  readonly isDone: boolean;
}

type Act = (...parts: never[]) => unknown;

/** `death`: `null` for a process that lives. Steps are everything the reminders wait for: reads, writes, keys. */
export function dyingAt(platform: Platform, death: Death | null): Platform {
  let steps = 0;
  const stepped = <T extends object>(target: T, names: readonly (keyof T)[]): T => {
    const acts = names.map((name) => {
      const act = (target[name] as Act).bind(target);
      const step = async (...parts: never[]) => {
        if (death === null || steps++ < death.atStep) return act(...parts);
        if (steps === death.atStep + 1 && death.isDone) await act(...parts);
        throw new Died();
      };
      return [name, step] as const;
    });
    return { ...target, ...Object.fromEntries(acts) };
  };
  return {
    ...platform,
    database: stepped(platform.database, ['rows', 'write']),
    workspaces: stepped(platform.workspaces, ['read', 'open', 'change', 'writeBeside']),
    vault: stepped(platform.vault, ['sealers', 'findUser']),
  };
}
