import './panel.css';
import { type ReactNode, useEffectEvent, useLayoutEffect, useRef } from 'react';

export interface PanelProps {
  /** Names the panel, usually its title. */
  readonly label: string;
  /** Escape was pressed and nothing inside wanted it. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A detail over its list. Not modal: the list stays in reach. Takes the focus when it opens and gives it back when it closes,
 * if what had it is still there.
 */
export function Panel({ label, onClose, children }: PanelProps) {
  const panel = useRef<HTMLElement>(null);
  const close = useEffectEvent(onClose);
  // Both before it is painted: whoever sees it may press a key at once.
  useLayoutEffect(() => {
    const here = panel.current;
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close();
    };
    here?.addEventListener('keydown', listen);
    return () => here?.removeEventListener('keydown', listen);
  }, []);
  useLayoutEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <section ref={panel} className="panel" aria-label={label} tabIndex={-1}>
      {children}
    </section>
  );
}
