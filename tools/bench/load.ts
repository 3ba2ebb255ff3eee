/** Closed-loop load over HTTP: each connection asks again as soon as it is answered. */
import autocannon from 'autocannon';
import { percentile } from './statistics.ts';

export interface Load {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

export interface LoadOptions {
  readonly cookie?: string;
  /** @default 8 */
  readonly connections?: number;
  /** @default 3 */
  readonly seconds?: number;
  readonly setupClient?: (client: autocannon.Client) => void;
}

/** Asks `url`, once beforehand so that nothing waits for what is read the first time, and answers what came of it. Throws when an answer was no success. */
export async function load(url: string, { cookie, connections = 8, seconds = 3, setupClient }: LoadOptions = {}): Promise<Load> {
  const durations: number[] = [];
  const headers = { 'sec-fetch-site': 'same-origin', ...(cookie !== undefined && { cookie }) };
  await (await fetch(url, { headers })).arrayBuffer();
  const options = {
    url,
    connections,
    duration: seconds,
    headers,
    ...(setupClient && { setupClient }),
  };
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(options, (error: Error | null, result) => (error ? reject(error) : resolve(result)));
    // The library's own histogram knows whole milliseconds only.
    instance.on('response', (_client, _status, _bytes, durationMs) => durations.push(durationMs));
  });
  if (result.non2xx + result.errors > 0) throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
  return {
    perSecond: durations.length / result.duration,
    p50Ms: percentile(durations, 0.5),
    p95Ms: percentile(durations, 0.95),
    p99Ms: percentile(durations, 0.99),
  };
}
