import { useLocation } from '@sotto/ui/app';
import { useEffect, useRef } from 'react';

/**
 * After going to another page the focus is in its content, as it would be after loading one.
 * Not when something on the new page has already taken the focus (a panel, a field), and not when only a part changed.
 */
export function useFocusOnNavigation(): void {
  const page = section(useLocation().pathname);
  const before = useRef(page);
  useEffect(() => {
    if (before.current === page) return;
    before.current = page;
    const main = document.getElementById('main');
    if (main && !main.contains(document.activeElement) && !document.querySelector('[role="dialog"]'))
      main.focus({ preventScroll: true });
  }, [page]);
}

/** `/settings/security` is a page of its own; `/board/…` is the board with a panel over it. */
function section(path: string): string {
  const parts = path.split('/');
  return parts.slice(0, parts[1] === 'settings' ? 3 : 2).join('/');
}
