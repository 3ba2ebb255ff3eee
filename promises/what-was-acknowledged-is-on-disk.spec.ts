/**
 * What was answered is on the disk: the server process is killed with SIGKILL while many write to it over HTTP, and started
 * again on the same stores. Every write that had been answered is there, and each application whole.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Settings } from '@sotto/config';
import { signUp } from '@sotto/features/account/api';
import { getApplication, createApplication } from '@sotto/features/applications/api';
import { createGroup, listGroups } from '@sotto/features/groups/api';
import { type Visitor, createVisitor, engines, environmentOf, freePort, freshStores, uniqueName, sized } from '@sotto/testing';
import { describe, expect, test } from 'vitest';
import { password } from './testing/people.ts';

const kills = sized({ everyday: 2, full: 30 });
const writesBeforeKill = sized({ everyday: 40, full: 1000 });
const writers = 8;

const main = fileURLToPath(new URL('../apps/server/src/main.ts', import.meta.url));

interface Acknowledged {
  readonly groups: Set<string>;
  readonly applications: Map<string, string>;
}

describe.each(engines)('on %s', (engine) => {
  test('no write that was answered is lost when the server is killed in the middle of many', async () => {
    await using stores = await freshStores(engine, { SOTTO_PORT: String(await freePort()) });
    const acknowledged: Acknowledged = { groups: new Set(), applications: new Map() };
    let ada = createVisitor(stores.settings.origin);
    for (let kill = 0; kill < kills; kill++) {
      const child = await run(stores.settings);
      if (kill === 0) await ada.call(signUp, { body: { email: 'ada@example.org', password } });
      await killDuringWrites(child, ada, acknowledged);
      // The session was acknowledged, too: the same cookie goes on.
      ada = sameBrowser(ada, stores.settings.origin);
    }

    const child = await run(stores.settings);
    const lost = await lostOf(acknowledged, ada);
    expect(acknowledged.groups.size + acknowledged.applications.size).toBeGreaterThanOrEqual(kills * writesBeforeKill);
    // The control: what is not there is told by name, whichever of the two it is.
    const [someApplication = ''] = acknowledged.applications.keys();
    const planted = { groups: new Set(['no such group']), applications: new Map([[someApplication, 'another title']]) };
    const missed = await lostOf(planted, ada);
    await stop(child);
    expect(missed).toEqual(['no such group', 'another title']);
    expect(lost).toEqual([]);
  });
});

/** Which of the acknowledged writes are not there, or not whole. */
async function lostOf({ groups, applications }: Acknowledged, visitor: Visitor): Promise<string[]> {
  const { body } = await visitor.call(listGroups, {});
  const names = new Set(body.items.map(({ name }) => name));
  const lost = [...groups].filter((name) => !names.has(name));
  for (const [id, title] of applications) {
    const there = await visitor.call(getApplication, { params: { id } }).catch(() => null);
    if (there?.body.title !== title || there.body.history.length !== 1) lost.push(title);
  }
  return lost;
}

/** Starts the server as `npm start` does, and waits until it says where it is. */
async function run(settings: Settings): Promise<ChildProcess> {
  const { port, folders } = settings;
  const env = { ...environmentOf(settings), SOTTO_PORT: String(port), SOTTO_BACKUPS: folders.backups };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ready = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('Sotto is at')) ready.resolve();
    });
  child.once('close', () => ready.reject(new Error(`The server ended: ${said}`)));
  await ready.promise;
  return child;
}

/** Many write at once until enough was answered; then the process dies while more is under way. */
async function killDuringWrites(child: ChildProcess, visitor: Visitor, acknowledged: Acknowledged): Promise<void> {
  const enough = Promise.withResolvers<void>();
  let answered = 0;
  const note = () => {
    if (++answered === writesBeforeKill) enough.resolve();
  };
  const all = Array.from({ length: writers }, async (_, writer) => {
    // Ends with the connection.
    while (child.exitCode === null && child.signalCode === null)
      await (writer % 2 === 0 ? addGroup : addApplication)(visitor, acknowledged).then(note, () => {});
  });
  await enough.promise;
  child.kill('SIGKILL');
  await once(child, 'exit');
  await Promise.all(all);
}

async function addGroup(visitor: Visitor, { groups }: Acknowledged): Promise<void> {
  const name = uniqueName();
  await visitor.call(createGroup, { body: { name } });
  groups.add(name);
}

async function addApplication(visitor: Visitor, { applications }: Acknowledged): Promise<void> {
  const title = uniqueName();
  const { body } = await visitor.call(createApplication, {
    body: { company: 'Kestrel Freight', title, notes: title.repeat(100) },
  });
  applications.set(body.id, title);
}

function sameBrowser({ cookies }: Visitor, origin: string): Visitor {
  const visitor = createVisitor(origin);
  for (const [name, value] of cookies) visitor.cookies.set(name, value);
  return visitor;
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
