/**
 * What was typed and not yet saved, so that a reload, a lost connection or an ended session loses nothing.
 *
 * Kept in this tab only (sessionStorage), under the person's id; thrown away when it is saved, when they sign out, and when
 * somebody else signs in.
 */
import { useEffect, useState } from 'react';

const prefix = 'sotto-draft:';
const ownerName = 'sotto-draft-owner';

/** From now on drafts are this person's. Those of another are thrown away; what was typed before the server said whose they are, stays. */
export function claimDrafts(userId: string): void {
  const owner = sessionStorage.getItem(ownerName);
  if (owner !== null && owner !== userId) clearDrafts();
  sessionStorage.setItem(ownerName, userId);
}

/** At signing in: what was left by someone the server never named is not for whoever comes next. */
export function dropUnclaimedDrafts(): void {
  if (sessionStorage.getItem(ownerName) === null) clearDrafts();
}

/** At sign-out, and after the account is deleted: nothing personal stays. */
export function clearDrafts(): void {
  sessionStorage.removeItem(ownerName);
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(prefix)) sessionStorage.removeItem(name);
}

/** Whether something that was typed and not saved waits in this tab. */
export function hasDrafts(): boolean {
  return Object.keys(sessionStorage).some((name) => name.startsWith(prefix));
}

export interface DraftState<Value> {
  readonly value: Value;
  readonly change: (next: Value) => void;
  /** It was saved or thrown away: back to `initial`, nothing kept. */
  readonly clear: () => void;
  /** What is shown was found from before. */
  readonly found: boolean;
}

/**
 * A form's values that survive a reload. `name` is unique to the form and the record; never put a password through it.
 *
 * @example const draft = useDraft('new-application', { company: '', title: '' });
 */
export function useDraft<Value extends object>(name: string, initial: Value): DraftState<Value> {
  const [found] = useState(() => readDraft(name));
  const [value, setValue] = useState<Value>(() => ({ ...initial, ...found }));
  const [changed, setChanged] = useState(false);
  useEffect(() => {
    if (changed) sessionStorage.setItem(prefix + name, JSON.stringify(value));
  }, [changed, name, value]);
  return {
    value,
    found: found !== null && !changed,
    change(next) {
      setChanged(true);
      setValue(next);
    },
    clear() {
      setChanged(false);
      setValue(initial);
      sessionStorage.removeItem(prefix + name);
    },
  };
}

function readDraft(name: string): object | null {
  const text = sessionStorage.getItem(prefix + name);
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' ? value : null;
}
