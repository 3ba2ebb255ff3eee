import { expect, test } from 'vitest';
import { Problem, problems } from './index.ts';

test('a problem survives the wire', () => {
  const sent = new Problem('too-many-requests', { detail: 'Wait.', retryAfter: 7 });
  const received = Problem.fromBody(JSON.parse(JSON.stringify(sent.body)));
  expect(received).toMatchObject({ problem: 'too-many-requests', status: 429, retryAfter: 7, message: 'Wait.' });
});

test('a body that is not ours is no problem of ours', () => {
  for (const body of [
    null,
    'x',
    {},
    { type: 7 },
    { type: 'about:blank' },
    { type: 'urn:sotto:problem:' },
    { type: 'urn:sotto:problem:toString' },
  ]) {
    expect(Problem.fromBody(body)).toBeNull();
  }
});

test('every problem has a client or server error status and a sentence', () => {
  for (const { status, title } of Object.values(problems)) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(title).toMatch(/^[A-Z].*\.$/);
  }
});
