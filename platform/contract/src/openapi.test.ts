import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Endpoint, commonProblems, endpoint, problems } from './index.ts';
import { openApiDocument } from './openapi.ts';

const about = { origin: 'http://localhost:4747', cookie: 'sotto_session_4747' };

const Note = z.strictObject({ id: z.uuid(), text: z.string(), tags: z.array(z.string()) }).meta({ id: 'Note' });

const listNotes = endpoint({
  name: 'listNotes',
  method: 'GET',
  path: '/api/v1/notes',
  summary: 'All notes, in order.',
  access: { kind: 'key', scope: 'applications:read' },
  query: z.strictObject({
    q: z.string().optional(),
    filter: z.array(z.string()).default([]),
    limit: z.coerce.number().int().max(200).default(50),
  }),
  outputs: { 200: z.strictObject({ items: z.array(Note) }) },
});
const changeNote = endpoint({
  name: 'changeNote',
  method: 'PATCH',
  path: '/api/v1/notes/{id}',
  summary: 'Changes a note.',
  access: { kind: 'session', fresh: true },
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject({ text: z.string().nullable(), revision: z.int() }),
  outputs: { 200: Note },
  problems: ['stale-revision', 'newer-version'],
});
const removeNote = endpoint({
  name: 'removeNote',
  method: 'DELETE',
  path: '/api/v1/notes/{id}',
  summary: 'Deletes a note.',
  access: { kind: 'session' },
  params: z.strictObject({ id: z.uuid() }),
  outputs: { 204: null },
});
const importNotes = endpoint({
  name: 'importNotes',
  method: 'POST',
  path: '/api/v1/notes/import',
  summary: 'Takes a file of notes.',
  access: { kind: 'public' },
  body: { raw: ['text/csv', 'application/zip'], limitBytes: 1000 },
  outputs: { 202: { raw: ['text/csv; charset=utf-8'] } },
});
const currentKey = endpoint({
  name: 'currentKey',
  method: 'GET',
  path: '/api/v1/access-keys/current',
  summary: 'The key that asks.',
  access: { kind: 'any-key' },
  outputs: { 200: z.strictObject({ scopes: z.array(z.string()) }) },
});
const endpoints: readonly Endpoint[] = [listNotes, changeNote, removeNote, importNotes, currentKey];

async function faultsOf(document: object): Promise<string[]> {
  const config = await createConfig({ extends: ['spec'] });
  const found = await lintFromString({ source: JSON.stringify(document), config });
  return found.filter((problem) => problem.severity === 'error').map((problem) => `${problem.ruleId}: ${problem.message}`);
}

test('the document is valid OpenAPI 3.1', async () => {
  const document = openApiDocument(endpoints, about);
  expect(document.openapi).toBe('3.1.0');
  expect(await faultsOf(document)).toEqual([]);
});

test('the check of the document sees a fault that is planted', async () => {
  const document = openApiDocument(endpoints, about);
  expect(await faultsOf({ ...document, paths: { '/x': { get: { responses: { 200: { content: 7 } } } } } })).not.toEqual([]);
});

test('every endpoint is one operation, under its own name', () => {
  const paths = openApiDocument(endpoints, about).paths ?? {};
  const names = Object.values(paths).flatMap((path) =>
    Object.values(path).map((operation: { operationId: string }) => operation.operationId),
  );
  expect(names.toSorted()).toEqual(endpoints.map((each) => each.name).toSorted());
});

test('who may call is said by security schemes', () => {
  const paths = openApiDocument(endpoints, about).paths ?? {};
  expect(paths['/api/v1/notes']?.get?.security).toEqual([{ session: [] }, { accessKey: ['applications:read'] }]);
  expect(paths['/api/v1/notes/{id}']?.patch?.security).toEqual([{ session: [] }]);
  expect(paths['/api/v1/access-keys/current']?.get?.security).toEqual([{ accessKey: [] }]);
  expect(paths['/api/v1/notes/import']?.post?.security).toEqual([]);
});

test('problems are answers: the common ones everywhere, the declared ones where they are declared', () => {
  const paths = openApiDocument(endpoints, about).paths ?? {};
  const common = [...new Set(commonProblems.map((type) => String(problems[type].status)))];
  expect(Object.keys(paths['/api/v1/notes']?.get?.responses ?? {})).toEqual(expect.arrayContaining(common));
  expect(paths['/api/v1/notes']?.get?.responses?.['409']).toBeUndefined();
  expect(paths['/api/v1/notes/{id}']?.patch?.responses?.['409']).toMatchObject({
    description: expect.stringContaining('stale-revision'),
  });
});

test('raw bodies and answers are named by their media types', () => {
  const operation = openApiDocument(endpoints, about).paths?.['/api/v1/notes/import']?.post;
  expect(operation?.requestBody).toMatchObject({ content: { 'text/csv': {}, 'application/zip': {} } });
  expect(operation?.responses?.['202']).toMatchObject({ content: { 'text/csv': {} } });
});
