import type { AnyRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/**
 * After going to another page the focus is in its content, as it would be after loading one; the title is then read aloud.
 * Not when something on the new page has already taken the focus (a panel, a field), and not when only a part changed.
 */
export function useFocusOnNavigation(router: AnyRouter): void {
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, toLocation }) => {
        if (!fromLocation || section(fromLocation.pathname) === section(toLocation.pathname)) return;
        const main = document.getElementById('main');
        if (main && !main.contains(document.activeElement) && !document.querySelector('[role="dialog"]')) main.focus({ preventScroll: true });
      }),
    [router],
  );
}

/** `/settings/security` → `/settings/security`, `/board/…` → `/board`: a panel opening over its list is no other page. */
function section(path: string): string {
  const parts = path.split('/');
  return parts.slice(0, parts[1] === 'settings' ? 3 : 2).join('/');
}
