/** The three addresses that belong to the edge itself: two probes and the document of the API. */
import { type Endpoint, Problem, endpoint } from '@sotto/contract';
import { z } from 'zod';
import { type Route, route } from './door.ts';

export const getHealth = endpoint({
  name: 'getHealth',
  method: 'GET',
  path: '/healthz',
  summary: 'The process runs.',
  access: { kind: 'public' },
  outputs: { 200: z.strictObject({ status: z.literal('running') }) },
});

export const getReadiness = endpoint({
  name: 'getReadiness',
  method: 'GET',
  path: '/readyz',
  summary: 'Stores and vault answer; 503 while they do not, and while the process is ending.',
  access: { kind: 'public' },
  outputs: { 200: z.strictObject({ status: z.literal('ready') }) },
});

export const getOpenApi = endpoint({
  name: 'getOpenApi',
  method: 'GET',
  path: '/api/v1/openapi.json',
  summary: 'This document.',
  access: { kind: 'public' },
  outputs: { 200: z.looseObject({ openapi: z.string() }) },
});

/** Routes of the three. `document` is asked for once, when someone first wants it. */
export function serviceRoutes(isReady: () => Promise<boolean>, document: () => Promise<object>): Route[] {
  let drawn: Promise<object> | undefined;
  return [
    route(getHealth, 'track', async () => ({ status: 200, body: { status: 'running' } })),
    route(getReadiness, 'track', async () => {
      if (!(await isReady())) throw new Problem('unavailable', { retryAfter: 5 });
      return { status: 200, body: { status: 'ready' } };
    }),
    route(getOpenApi, 'track', async () => {
      drawn ??= document();
      return { status: 200, body: (await drawn) as { openapi: string } };
    }),
  ];
}

/** Endpoints every server has, for whoever compares the router with the document. */
export const serviceEndpoints: readonly Endpoint[] = [getHealth, getReadiness, getOpenApi];
