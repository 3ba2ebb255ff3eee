import { useEffect } from 'react';

const name = 'Sotto';

/** What the browser's tab says while the component stands: `Analytics, autumn 2026 · Sotto`. */
export function useTitle(title: string): void {
  useEffect(() => setTitle(title), [title]);
}

export function setTitle(title: string): void {
  document.title = title === name ? name : `${title} · ${name}`;
}
