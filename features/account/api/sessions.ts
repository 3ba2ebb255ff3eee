/** Sessions: where one is signed in, and until when. */
import { endpoint } from '@sotto/contract';
import { Id, Instant } from '@sotto/domain';
import { z } from 'zod';

/** Longest time a session may lie unused, and the longest it may last at all. */
export const longestIdleMinutes = 7 * 24 * 60;
export const longestSessionDays = 30;

export const SessionLimits = z.strictObject({
  /** Minutes without use after which a session ends. */
  idleMinutes: z.int().min(5, 'At least 5 minutes.').max(longestIdleMinutes, 'At most 7 days.'),
  /** Days after signing in at which a session ends, used or not. */
  sessionDays: z.int().min(1, 'At least 1 day.').max(longestSessionDays, 'At most 30 days.'),
});
export type SessionLimits = z.infer<typeof SessionLimits>;

export const SessionView = z.strictObject({
  id: Id,
  /** `Firefox on Linux`: as coarse as that. */
  label: z.string(),
  createdAt: Instant,
  /** To within five minutes. */
  usedAt: Instant,
  current: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;

export const listSessions = endpoint({
  name: 'listSessions',
  method: 'GET',
  path: '/api/v1/sessions',
  summary: 'Where the account is signed in, the latest use first.',
  access: { kind: 'session', whenDisabled: true },
  outputs: { 200: z.strictObject({ items: z.array(SessionView) }) },
});

export const endSession = endpoint({
  name: 'endSession',
  method: 'DELETE',
  path: '/api/v1/sessions/{id}',
  summary: 'Ends one session; its next request is refused.',
  access: { kind: 'session', whenDisabled: true },
  params: z.strictObject({ id: Id }),
  outputs: { 204: null },
});

export const endOtherSessions = endpoint({
  name: 'endOtherSessions',
  method: 'DELETE',
  path: '/api/v1/sessions',
  summary: 'Ends every session but this one.',
  access: { kind: 'session', whenDisabled: true },
  outputs: { 204: null },
});
