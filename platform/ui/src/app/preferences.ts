/** How this browser shows Sotto. Says nothing about the person, so it may stay after they sign out. */
import { type Store, createStore } from './store.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Kept under these names; the page's first script (apps/web/public/first.js) reads the theme before anything is painted. */
const themeName = 'theme';
const singleKeysName = 'single-keys';

/** The chosen theme. Setting it applies it at once. */
export const theme: Store<Theme> = kept(themeName, 'system', (text) => themes.find((one) => one === text) ?? 'system');

/** Whether keys without Ctrl or Alt act. */
export const singleKeys: Store<boolean> = kept(singleKeysName, true, (text) => text !== 'false');

export function applyTheme(chosen: Theme): void {
  if (chosen === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = chosen;
}

/** What is seen now: the chosen theme, or what the system asks for. */
export function themeShown(): 'light' | 'dark' {
  const chosen = theme.get();
  if (chosen !== 'system') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function kept<Value extends string | boolean>(name: string, usual: Value, parse: (text: string) => Value): Store<Value> {
  const stored = typeof localStorage === 'undefined' ? null : localStorage.getItem(name);
  const store = createStore<Value>(stored === null ? usual : parse(stored));
  return {
    ...store,
    set(next) {
      store.set(next);
      if (next === usual) localStorage.removeItem(name);
      else localStorage.setItem(name, String(next));
    },
  };
}
