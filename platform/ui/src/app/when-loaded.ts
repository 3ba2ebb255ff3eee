/**
 * Runs `start` with a module once it has come, and what that answered when the effect ends; nothing when it ends first.
 *
 * @example useEffect(() => whenLoaded(import('./drag.ts'), (drag) => drag.watch(element)), [element]);
 */
export function whenLoaded<Module>(loading: Promise<Module>, start: (module: Module) => () => void): () => void {
  let stop = () => {};
  let gone = false;
  async function begin(): Promise<void> {
    const there = await loading;
    if (!gone) stop = start(there);
  }
  void begin();
  return () => {
    gone = true;
    stop();
  };
}
