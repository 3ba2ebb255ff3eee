import { type PointerEvent, useRef, useState } from 'react';

/** From this far on, letting go moves the card. In pixels: three quarters of what shows beneath it. */
const enough = 88;
const furthest = 132;
/** A finger that stays this long within `still` pixels holds. */
const holdMs = 450;
const still = 8;

/** How far the item follows a finger that went so far to the right. */
function pulled(right: number): number {
  return Math.max(0, Math.min(right - still, furthest));
}

export interface SwipeOptions {
  readonly enabled: boolean;
  readonly onSwipe: () => void;
  readonly onHold: () => void;
}

/** A finger that pulls an item to the right, or holds it. Up and down stay with the list; a mouse is left alone. */
export function useSwipe({ enabled, onSwipe, onHold }: SwipeOptions) {
  const [distance, setDistance] = useState(0);
  const start = useRef<{ x: number; y: number; timer: ReturnType<typeof setTimeout> } | null>(null);
  const acted = useRef(false);

  function end(): void {
    if (start.current) clearTimeout(start.current.timer);
    start.current = null;
    setDistance(0);
  }
  const handlers = {
    onPointerDown(event: PointerEvent) {
      if (event.pointerType === 'mouse') return;
      acted.current = false;
      const hold = () => {
        acted.current = true;
        end();
        onHold();
      };
      start.current = { x: event.clientX, y: event.clientY, timer: setTimeout(hold, holdMs) };
    },
    onPointerMove(event: PointerEvent) {
      if (!start.current) return;
      const { x, y, timer } = start.current;
      if (Math.abs(event.clientX - x) > still || Math.abs(event.clientY - y) > still) clearTimeout(timer);
      if (enabled) setDistance(pulled(event.clientX - x));
    },
    onPointerUp(event: PointerEvent) {
      // From where the finger is, not from what is drawn: on a busy machine that lags behind a quick swipe.
      if (enabled && start.current && pulled(event.clientX - start.current.x) >= enough) {
        acted.current = true;
        onSwipe();
      }
      end();
    },
    onPointerCancel: end,
    /** The click that follows a swipe or a hold opens nothing. */
    onClickCapture(event: { preventDefault(): void; stopPropagation(): void }) {
      if (!acted.current) return;
      acted.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
    onContextMenu: (event: { preventDefault(): void }) => event.preventDefault(),
  };
  return { distance, handlers };
}
