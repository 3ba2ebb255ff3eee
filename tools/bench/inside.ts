/** The platform without HTTP, in this process: for what is measured as calls of services. */
import type { Id, UserId } from '@sotto/domain';
import { applicationMaker } from '@sotto/features/applications/server';
import { silentLog } from '@sotto/log';
import { type OpenPlatform, openPlatform } from '@sotto/runtime';
import { openingMakerFor } from '@sotto/schedule';
import { features } from '@sotto/server';
import type { Opening } from '@sotto/vault';
import type { Place } from './sotto.ts';

export interface Inside extends AsyncDisposable {
  readonly platform: OpenPlatform;
  opening(userId: UserId): Opening;
}

/** Opens the stores of `place`; on SQLite nobody else may have them open. */
export async function openInside({ settings }: Place): Promise<Inside> {
  const platform = await openPlatform(settings, features, { log: silentLog });
  const open = openingMakerFor({ name: 'bench', purposes: ['track'] });
  return { platform, opening: (userId) => open(userId, 'track'), [Symbol.asyncDispose]: () => platform.close() };
}

export interface Newcomer {
  readonly by: Opening;
  readonly applicationId: Id;
}

/** Someone new with one application, made without a password's slow hash: nobody signs in as them. */
export async function newcomer({ platform, opening }: Inside, name: string): Promise<Newcomer> {
  const { vault, workspaces, ids, now } = platform;
  const userId = ids.user();
  await vault.createUser({ userId, email: `${name}@example.org`, confirmed: true }, (sealers) =>
    workspaces.initialRows(sealers, platform.beginnings()),
  );
  const by = opening(userId);
  const { result } = await workspaces.change(by, (workspace, draft) =>
    applicationMaker({ workspace, draft, ids, now: now(), by: 'user' }).make(
      { company: 'Hollow Oak Press', title: 'Backend engineer', url: 'https://jobs.example/postings/1' },
      { createdFrom: null },
    ),
  );
  return { by, applicationId: result };
}
