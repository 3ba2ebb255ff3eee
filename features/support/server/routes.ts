/** Who, may they, open, decide, keep, answer: for help from the operator, and for freezing. */
import { Problem } from '@sotto/contract';
import { recordActivity } from '@sotto/features/privacy/server';
import { createGate, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import * as api from '../api.ts';
import { askForHelp, operatorsOf } from './asking.ts';
import { setFrozen } from './freezing.ts';
import { endGrant, grantsOf } from './grants.ts';
import { listHelpOf } from './viewing.ts';

export function supportRoutes(platform: Platform): Route[] {
  const { workspaces } = platform;
  // One at a time, so that two at once do not both find room for one more.
  const asking = createGate<string>(1);
  return [
    route(api.listHelp, 'support', async ({ by }) => {
      const kinds = workspaces.kinds.map(({ name, held }) => ({ name, title: held.title }));
      return { status: 200, body: { items: await listHelpOf(platform, by), operators: await operatorsOf(platform), kinds } };
    }),

    route(api.askForHelp, 'support', async ({ by, body }) => {
      const { id } = await asking.pass(by.userId, () => askForHelp(platform, by, body));
      const view = (await listHelpOf(platform, by)).find((each) => each.id === id);
      if (!view) throw new Problem('not-found');
      return { status: 201, body: view };
    }),

    route(api.revokeHelp, 'support', async ({ by, params: { id } }) => {
      // Nothing is opened for it: an entry that is damaged keeps no grant open.
      if (!(await grantsOf(platform, by)).some((each) => each.id === id)) throw new Problem('not-found');
      const [ended] = await workspaces.writeBeside(by.userId, [endGrant(platform, by.userId, id)]);
      if (ended?.length === 1) await recordActivity(platform, by.userId, { happening: 'help-revoked', by: 'user' });
      return { status: 204, body: undefined };
    }),

    route(api.freezeAccount, 'account', async ({ by }) => {
      await setFrozen(platform, by.userId, true);
      return { status: 204, body: undefined };
    }),

    route(api.thawAccount, 'account', async ({ by }) => {
      await setFrozen(platform, by.userId, false);
      return { status: 204, body: undefined };
    }),
  ];
}
