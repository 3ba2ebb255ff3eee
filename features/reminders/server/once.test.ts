/**
 * Each reminder once: seeded runs in which processes look at once, die at any step, and the clock jumps ahead and back.
 *
 * A run is one interview and the days until it. What must be told follows from the records alone; what was told is counted in
 * the outbox, that is, in what was committed. `SOTTO_FULL=1` makes a thousand runs on each engine.
 */
import { join } from '@sotto/features/account/testing';
import { createTask } from '@sotto/features/tasks/api';
import { openPlatform, type Platform } from '@sotto/runtime';
import { createClock, engines, isFull, startServer } from '@sotto/testing';
import { expect, test } from 'vitest';
import { features } from './testing/features.ts';
import { createWorld } from './testing/world.ts';

const sizes = {
  sqlite: { runs: isFull ? 1000 : 120, processes: 1 },
  postgres: { runs: isFull ? 1000 : 25, processes: 3 },
};

test.for(engines)(
  'each reminder is told once, wherever processes die and whatever the clock does (%s)',
  { timeout: 600_000 },
  async (engine) => {
    const { runs, processes } = sizes[engine];
    const clock = createClock('2026-01-05T00:00:00Z');
    await using server = await startServer({ features, engine, clock });
    await using opened = new AsyncDisposableStack();
    const platforms: Platform[] = [server.platform];
    while (platforms.length < processes) {
      const another = await openPlatform(server.stores.settings, features, { now: clock.now });
      opened.defer(() => another.close());
      platforms.push(another);
    }
    const { visitor, email } = await join(server);
    // Something is due on every day.
    await visitor.call(createTask, { body: { title: 'Call Leah', due: { on: '2026-01-01' } } });
    const { userId } = (await server.platform.vault.findLogin(email)) ?? expect.fail();
    const world = await createWorld(platforms.length > 1 ? platforms : [server.platform, server.platform], clock, userId);
    for (let seed = 1; seed <= runs; seed++) expect(await world.run(seed), `run ${seed}`).toEqual([]);
    expect(world.deaths(), 'processes that died').toBeGreaterThan(runs);
    expect(await world.faultsAfter('twice'), 'the control').not.toEqual([]);
    expect(await world.faultsAfter('lost'), 'the control').not.toEqual([]);
  },
);
