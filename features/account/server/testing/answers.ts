/** Whole answers, for tests that hold two of them against each other byte for byte. */
import type { Visitor } from '@sotto/testing';

export interface WholeAnswer {
  readonly status: number;
  /** As they came, in their order. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** Everything that a POST is answered, without what differs between any two answers: the date and the id of the request. */
export async function wholeAnswer(visitor: Visitor, path: string, body: object): Promise<WholeAnswer> {
  const response = await visitor.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const own = response.headers.get('x-request-id') ?? '';
  const headers = [...response.headers]
    .filter(([name]) => name !== 'date')
    .map(([name, value]) => `${name}: ${value.replaceAll(own, '')}`);
  return { status: response.status, headers, body: (await response.text()).replaceAll(own, '') };
}
