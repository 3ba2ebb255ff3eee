/** One application: as it is told, and as it is decided about. */
import { Problem } from '@sotto/contract';
import { ApplicationKind, type Application, type Id, type StageChanger, type Stored } from '@sotto/domain';
import type { Caller } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Draft, Workspace } from '@sotto/workspace';
import type { ApplicationView } from '../api.ts';
import { dealRanks } from './records.ts';
import type { Moving } from './steps.ts';
import { openApplication } from './texts.ts';
import { applicationView } from './views.ts';

/** The application whole, all of one revision. Throws `not-found`. */
export async function viewOne({ workspaces }: Platform, by: Opening, id: Id): Promise<ApplicationView> {
  const opened = await openApplication(workspaces, by, id);
  if (opened === undefined) throw new Problem('not-found');
  return applicationView(opened);
}

/** An application as someone has seen it. */
export interface Seen {
  readonly id: Id;
  readonly revision: number;
}

/** Decides about one application as it was seen. Throws `not-found`, or `stale-revision` with the application as it is now, whole. */
export async function changeOne<T>(
  platform: Platform,
  { by, id, revision }: Seen & { readonly by: Opening },
  decide: (workspace: Workspace, draft: Draft, stored: Stored<Application>) => T,
): Promise<T> {
  const { result } = await platform.workspaces.change(by, (workspace, draft) => {
    const stored = workspace.get(ApplicationKind, id);
    if (stored === undefined) throw new Problem('not-found');
    return stored.revision === revision ? { decided: decide(workspace, draft, stored) } : null;
  });
  // Its texts have to be opened to be told, which a decision cannot wait for.
  if (result === null) throw new Problem('stale-revision', { current: await viewOne(platform, by, id) });
  return result.decided;
}

/** What moving applications within one decision needs. */
export function movingIn({ ids, now }: Platform, { workspace, draft, by }: Pick<Moving, 'workspace' | 'draft' | 'by'>): Moving {
  return { workspace, draft, ids, now: now(), by, tops: dealRanks(workspace) };
}

/** Who entered a step: a script with an access key is told apart from the person. */
export function changerOf(caller: Caller): StageChanger {
  return caller.kind === 'key' ? 'api' : 'user';
}
