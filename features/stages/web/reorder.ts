/** Putting a list into another order by a grip: dragged by any pointer, or moved by the arrow keys. */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { texts } from './texts.ts';

export interface Reorder<Thing> {
  /** What a grip's button spreads. */
  readonly grip: (thing: Thing) => {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerCancel: () => void;
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  };
  /** The id of what is being dragged, and of what it is dragged over. */
  readonly lifted: string | null;
  readonly over: string | null;
  /** What just happened, to be read aloud. */
  readonly said: string;
}

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** `onMove`: the thing, and the id of what it now stands after (`null`: it is the first). Lines carry `data-id`. */
export function useReorder<Thing extends { readonly id: string; readonly name: string }>(
  things: readonly Thing[],
  onMove: (thing: Thing, after: string | null) => void,
): Reorder<Thing> {
  const [lifted, setLifted] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  // Where they stand by now: a key that is held down comes again before the list is drawn anew.
  const present = useRef(things);
  useEffect(() => {
    present.current = things;
  }, [things]);
  const placeOf = (thing: Thing) => present.current.findIndex(({ id }) => id === thing.id);

  function moveTo(thing: Thing, place: number) {
    const others = present.current.filter(({ id }) => id !== thing.id);
    const within = Math.max(0, Math.min(place, others.length));
    if (placeOf(thing) === within) return;
    present.current = others.toSpliced(within, 0, thing);
    onMove(thing, others[within - 1]?.id ?? null);
    setSaid(texts.moved(thing.name, within + 1, things.length));
  }
  function letGo() {
    setLifted(null);
    setOver(null);
  }

  return {
    lifted,
    over: over === lifted ? null : over,
    said,
    grip: (thing) => ({
      onPointerDown(event) {
        event.currentTarget.setPointerCapture(event.pointerId);
        setLifted(thing.id);
      },
      onPointerMove(event) {
        if (lifted === thing.id) setOver(idUnder(event));
      },
      onPointerUp(event) {
        // Where it is let go, not where it was last drawn: on a busy machine that lags behind.
        const target = lifted === thing.id ? idUnder(event) : null;
        const place = things.findIndex(({ id }) => id === target);
        if (place >= 0 && target !== thing.id) moveTo(thing, place);
        letGo();
      },
      onPointerCancel: letGo,
      onKeyDown(event) {
        const step = steps[event.key];
        if (step === undefined) return;
        event.preventDefault();
        moveTo(thing, placeOf(thing) + step);
      },
    }),
  };
}

/** The id of the line under the pointer; the pointer is captured by the grip, so the event's own target does not say. */
function idUnder(event: PointerEvent<HTMLElement>): string | null {
  const line = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-id]');
  return line?.dataset['id'] ?? null;
}
