import { expect, test } from 'vitest';
import { z } from 'zod';
import { Problem, createClient, endpoint, urlOf } from './index.ts';

const listNotes = endpoint({
  name: 'listNotes',
  method: 'GET',
  path: '/api/v1/groups/{group}/notes/{id}',
  summary: 'Notes.',
  access: { kind: 'public' },
  params: z.strictObject({ group: z.string(), id: z.string() }),
  query: z.strictObject({ q: z.string().optional(), filter: z.array(z.string()).optional(), limit: z.number().optional() }),
  outputs: { 200: z.strictObject({ items: z.array(z.string()) }) },
});
const makeNote = endpoint({
  name: 'makeNote',
  method: 'POST',
  path: '/api/v1/notes',
  summary: 'Makes a note.',
  access: { kind: 'session' },
  body: z.strictObject({ text: z.string() }),
  outputs: { 201: z.strictObject({ id: z.string() }), 204: null },
});
const importNotes = endpoint({
  name: 'importNotes',
  method: 'POST',
  path: '/api/v1/notes/import',
  summary: 'Takes a file.',
  access: { kind: 'session' },
  body: { raw: ['text/csv'] },
  outputs: { 200: { raw: ['text/csv'] } },
});

/** A server that answers once and keeps what it was asked. */
function answering(answer: Response) {
  const asked: { url: string; init: RequestInit }[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    return answer;
  };
  return { asked, fetch };
}

test('urlOf fills parameters in, encoded', () => {
  expect(urlOf(listNotes, { group: 'a/b', id: '?x=1#y' })).toBe('/api/v1/groups/a%2Fb/notes/%3Fx%3D1%23y');
});

test('urlOf repeats the name of an array and leaves out what is undefined', () => {
  expect(urlOf(listNotes, { group: 'g', id: 'i' }, { q: undefined, filter: ['a:is:b', 'c&d'], limit: 0 })).toBe(
    '/api/v1/groups/g/notes/i?filter=a%3Ais%3Ab&filter=c%26d&limit=0',
  );
});

test('a call sends method, JSON and key, and answers status and body', async () => {
  const { asked, fetch } = answering(Response.json({ id: '7' }, { status: 201 }));
  const call = createClient({ origin: 'http://localhost:1', fetch, key: 'sotto_abc' });
  expect(await call(makeNote, { body: { text: 'hello' } })).toEqual({ status: 201, body: { id: '7' } });
  expect(asked).toEqual([
    {
      url: 'http://localhost:1/api/v1/notes',
      init: {
        method: 'POST',
        headers: { authorization: 'Bearer sotto_abc', 'content-type': 'application/json' },
        body: '{"text":"hello"}',
      },
    },
  ]);
});

test('an answer without a body is undefined', async () => {
  const { fetch } = answering(new Response(null, { status: 204 }));
  expect(await createClient({ origin: '', fetch })(makeNote, { body: { text: '' } })).toEqual({ status: 204, body: undefined });
});

test('a raw body goes out with its own type and a raw answer comes back as a blob', async () => {
  const { asked, fetch } = answering(new Response('a,b'));
  const answer = await createClient({ origin: '', fetch })(importNotes, { body: new Blob(['x']), type: 'text/csv' });
  expect(asked[0]?.init.headers).toEqual({ 'content-type': 'text/csv' });
  expect(await answer.body.text()).toBe('a,b');
});

test('a refusal is thrown as the problem it is', async () => {
  const { fetch } = answering(Response.json(new Problem('stale-revision', { current: { id: '7' } }).body, { status: 409 }));
  const refusal = createClient({ origin: '', fetch })(makeNote, { body: { text: '' } });
  await expect(refusal).rejects.toMatchObject({ problem: 'stale-revision', status: 409, body: { current: { id: '7' } } });
});

test('an error page that is not ours becomes `unexpected`', async () => {
  const { fetch } = answering(new Response('<h1>Bad gateway</h1>', { status: 502 }));
  await expect(createClient({ origin: '', fetch })(makeNote, { body: { text: '' } })).rejects.toMatchObject({
    problem: 'unexpected',
  });
});

test('a server that does not answer becomes `unavailable`', async () => {
  const fetch = async () => {
    throw new TypeError('fetch failed');
  };
  await expect(createClient({ origin: '', fetch })(makeNote, { body: { text: '' } })).rejects.toMatchObject({
    problem: 'unavailable',
  });
});

test('a call that was given up throws the reason it was given up for', async () => {
  const fetch = async (_: string, init: RequestInit) => {
    init.signal?.throwIfAborted();
    return new Response();
  };
  const given = AbortSignal.abort(new Error('left the page'));
  await expect(createClient({ origin: '', fetch })(makeNote, { body: { text: '' } }, given)).rejects.toThrow('left the page');
});
