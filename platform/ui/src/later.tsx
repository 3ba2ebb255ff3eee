/**
 * Parts that are loaded when they are first wanted.
 *
 * Not React's `lazy`: whatever has suspended is shown 300 ms after the place was left empty at the earliest, however fast it
 * came (measured: every dialog opened a third of a second late, and one inside a lazy part two thirds).
 */
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/** A part that may still be on its way. `preload` begins to load it; `undefined`: it is there, and is shown at once. */
export interface Later<Props> {
  (props: Props): ReactNode;
  preload(): Promise<void> | undefined;
}

/**
 * The default export of a module, as a part that loads it. `Waiting` stands until it is there.
 *
 * A module that cannot be had is thrown as the part is drawn, for whoever catches what views throw.
 */
export function later<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
  Waiting?: ComponentType,
): Later<Props> {
  let Loaded: ComponentType<Props> | undefined;
  const begin = async () => {
    Loaded = (await load()).default;
  };
  function Part(props: Props): ReactNode {
    const [outcome, setOutcome] = useState<'there' | { readonly cause: unknown }>();
    // As it was drawn: what comes between drawing and the effect, begun by someone else, would never be shown.
    const wasThere = Loaded !== undefined;
    useEffect(() => {
      if (wasThere) return;
      void begin().then(
        () => setOutcome('there'),
        (cause: unknown) => setOutcome({ cause }),
      );
    }, [wasThere]);
    if (typeof outcome === 'object') throw outcome.cause;
    if (Loaded) return <Loaded {...props} />;
    return Waiting ? <Waiting /> : null;
  }
  return Object.assign(Part, { preload: () => (Loaded ? undefined : begin()) });
}
