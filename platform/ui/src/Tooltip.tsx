/**
 * The name of a thing that shows only an icon. Drawn by us in the browser's top layer: a tooltip stands on every
 * route, and forty lines are lighter than a library.
 */
import './tooltip.css';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Keys } from './Keys.tsx';

const delayMs = 500;

export interface TooltipProps {
  readonly text: string;
  readonly keys?: string | undefined;
  /** One element that already carries the text as its name: the tooltip itself is not read aloud. */
  readonly children: ReactNode;
}

export function Tooltip({ text, keys, children }: TooltipProps) {
  const [shown, setShown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const place = useRef<HTMLSpanElement>(null);

  function show(after: number) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(true), after);
  }
  function hide() {
    clearTimeout(timer.current);
    setShown(false);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <span
      ref={place}
      role="presentation"
      style={{ display: 'contents' }}
      onPointerEnter={(event) => event.pointerType === 'mouse' && show(delayMs)}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(':focus-visible') && show(0)}
      onBlur={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {children}
      {shown && <Bubble anchor={place} text={text} keys={keys} />}
    </span>
  );
}

interface BubbleProps {
  readonly anchor: React.RefObject<HTMLElement | null>;
  readonly text: string;
  readonly keys: string | undefined;
}

function Bubble({ anchor, text, keys }: BubbleProps) {
  const bubble = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const target = anchor.current?.firstElementChild;
    if (!bubble.current || !target) return;
    bubble.current.showPopover();
    placeBelow(bubble.current, target.getBoundingClientRect());
  }, [anchor]);
  return (
    <div ref={bubble} className="tooltip" popover="manual" aria-hidden>
      {text}
      {keys !== undefined && <Keys keys={keys} />}
    </div>
  );
}

const gap = 6;

/** Under the middle of its thing; above where there is no room below; never over the window's edge. */
function placeBelow(bubble: HTMLElement, target: DOMRect): void {
  const { width, height } = bubble.getBoundingClientRect();
  const left = target.left + target.width / 2 - width / 2;
  const below = target.bottom + gap;
  bubble.style.left = `${Math.max(gap, Math.min(left, innerWidth - width - gap))}px`;
  bubble.style.top = `${below + height > innerHeight ? target.top - gap - height : below}px`;
}
