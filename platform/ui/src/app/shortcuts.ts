/**
 * Keys that act, wherever the focus is: a registry, so that the map (`?`) shows exactly what works at this moment.
 *
 * A key without Ctrl or Alt is silent while something is typed into or a dialog is open, and can be switched off as a
 * whole (WCAG 2.2, 2.1.4 Character Key Shortcuts).
 */
import { useEffectEvent, useLayoutEffect } from 'react';
import { createStore } from './store.ts';
import { singleKeys } from './preferences.ts';

export interface Shortcut {
  /** `n`, `?`, `Ctrl+k`, `Alt+ArrowRight`. Ctrl is also Command. */
  readonly keys: string;
  /** What it does, in the map. */
  readonly label: string;
  readonly run: (event: KeyboardEvent) => void;
  /** Not shown in the map: one of a row of keys that another entry names. */
  readonly unlisted?: boolean;
}

/** What works now; the latest registered of a key wins. */
export const shortcuts = createStore<readonly Shortcut[]>([]);

/** A key works from when the component is painted and for as long as it stands. `null`: not at the moment. */
export function useShortcut(keys: string | null, label: string, run: (event: KeyboardEvent) => void, unlisted = false): void {
  const latest = useEffectEvent(run);
  useLayoutEffect(() => {
    if (keys === null) return;
    const entry: Shortcut = { keys, label, unlisted, run: (event) => latest(event) };
    shortcuts.set([...shortcuts.get(), entry]);
    return () => shortcuts.set(shortcuts.get().filter((one) => one !== entry));
  }, [keys, label, unlisted]);
}

/** Begins to listen; answers what ends it. Once, by the shell. */
export function listenToKeys(target: Document): () => void {
  const listen = (event: KeyboardEvent) => {
    const entry = shortcuts.get().findLast((one) => matches(one.keys, event));
    if (!entry || event.defaultPrevented || event.isComposing || isSilent(entry.keys, event)) return;
    event.preventDefault();
    entry.run(event);
  };
  target.addEventListener('keydown', listen);
  return () => target.removeEventListener('keydown', listen);
}

function matches(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const wantsControl = parts.includes('Ctrl');
  const wantsAlt = parts.includes('Alt');
  // Shift is part of what a single character is (`?`); it only counts for keys with names.
  const shiftFits = key.length === 1 || parts.includes('Shift') === event.shiftKey;
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    wantsControl === (event.ctrlKey || event.metaKey) &&
    wantsAlt === event.altKey &&
    shiftFits
  );
}

function isSilent(keys: string, event: KeyboardEvent): boolean {
  if (keys.startsWith('Ctrl+') || keys.startsWith('Alt+')) return false;
  if (!singleKeys.get()) return true;
  const target = event.target instanceof Element ? event.target : null;
  if (
    target?.closest(
      'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"]',
    )
  )
    return true;
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}
