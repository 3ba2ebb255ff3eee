/** Routes of sessions. */
import { Problem } from '@sotto/contract';
import { type Route, route } from '@sotto/http';
import * as api from '../../api.ts';
import { type Parts, keep } from '../parts.ts';
import { listSessionsOf, removeOtherSessions, removeSession } from '../sessions/sessions.ts';
import { removeBegun } from '../tokens/tickets.ts';

export function sessionRoutes({ platform }: Parts): Route[] {
  return [
    route(api.listSessions, 'account', async ({ by, caller }) => ({
      status: 200,
      body: { items: await listSessionsOf(platform, by, caller.sessionId) },
    })),

    route(api.endSession, 'account', async ({ params, by, caller }) => {
      const session = (await listSessionsOf(platform, by, caller.sessionId)).find(({ id }) => id === params.id);
      if (!session) throw new Problem('not-found');
      await keep(platform, by.userId, {
        statements: [
          removeSession(platform, by.userId, session.id),
          ...(session.current ? [] : [removeBegun(platform, by.userId)]),
        ],
        deed: { happening: 'session-ended', by: 'user', about: session.label },
      });
      return session.current ? { status: 204, body: undefined, session: 'ended' } : { status: 204, body: undefined };
    }),

    route(api.endOtherSessions, 'account', async ({ by, caller }) => {
      const others = (await listSessionsOf(platform, by, caller.sessionId)).filter(({ current }) => !current);
      await keep(platform, by.userId, {
        statements: [removeOtherSessions(platform, caller), removeBegun(platform, by.userId)],
        deed: { happening: 'session-ended', by: 'user', count: others.length },
      });
      return { status: 204, body: undefined };
    }),
  ];
}
