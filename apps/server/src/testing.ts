/** For the whole-app tests: people who are signed up, keys they made, and a sample call of any endpoint. */
import type { Endpoint, Scope } from '@sotto/contract';
import { isRaw, urlOf } from '@sotto/contract';
import type { UserId } from '@sotto/domain';
import { makeAccessKey } from '@sotto/features/account/api';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication } from '@sotto/features/applications/api';
import { listGroups } from '@sotto/features/groups/api';
import { type Engine, type TestServer, type Visitor, startServer, uniqueName } from '@sotto/testing';
import { z } from 'zod';
import { features } from './app.ts';

export { password } from '@sotto/features/account/testing';

/** Every feature, as shipped, on fresh stores. */
export function startWhole(engine: Engine = 'sqlite'): Promise<TestServer> {
  return startServer({ features, engine });
}

export interface Person {
  readonly visitor: Visitor;
  readonly userId: UserId;
  /** A key with these scopes. */
  key(scopes: readonly Scope[]): Promise<string>;
}

/** Someone who has just signed up. */
export async function signUpPerson(server: TestServer): Promise<Person> {
  const email = `${uniqueName()}@example.org`;
  const visitor = await newcomer(server, email);
  const login = await server.platform.vault.findLogin(email);
  if (!login) throw new Error('The sign-up made nobody.');
  return {
    visitor,
    userId: login.userId,
    async key(scopes) {
      const made = await visitor.call(makeAccessKey, { body: { name: 'test', scopes: [...scopes] } });
      return made.body.key;
    },
  };
}

/** An application of this person, in their first group. */
export async function addApplication({ visitor }: Person, title: string): Promise<string> {
  const { body: groups } = await visitor.call(listGroups, {});
  const made = await visitor.call(createApplication, { body: { groupId: groups.items[0]?.id ?? '', company: 'ACME', title } });
  return made.body.id;
}

/** Path and what `fetch` takes with it; a body is always text. */
export interface Sample {
  readonly path: string;
  readonly init: { readonly method: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };
}

/** A request that an endpoint would take as far as its schemas can tell; every id in it is `id`. */
export function sampleOf(endpoint: Endpoint, id: string): Sample {
  const params = Object.fromEntries(Object.keys(endpoint.params?.shape ?? {}).map((name) => [name, id]));
  const query = endpoint.query ? (sample(endpoint.query, id) as Record<string, unknown>) : {};
  return { path: urlOf(endpoint, params, query), init: { method: endpoint.method, ...bodyOf(endpoint, id) } };
}

function bodyOf({ body }: Endpoint, id: string): Partial<Sample['init']> {
  if (!body) return {};
  if (isRaw(body)) return { headers: { 'content-type': body.raw[0] ?? '' }, body: 'a,b\n1,2\n' };
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(sample(body, id)) };
}

/** As much of JSON Schema as zod writes of our inputs. */
interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly format?: string;
}

function sample(schema: z.ZodType, id: string): unknown {
  // Safe: zod writes JSON Schema, of which `Shape` is the part that is read.
  return valueOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape, id);
}

function valueOf(shape: Shape, id: string): unknown {
  const variant = shape.anyOf?.[0] ?? shape.oneOf?.[0] ?? shape.allOf?.[0];
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  if (variant) return valueOf(variant, id);
  switch (shape.type) {
    case 'object':
      return objectOf(shape, id);
    case 'array':
      return Array.from({ length: Math.max(1, shape.minItems ?? 0) }, () => valueOf(shape.items ?? {}, id));
    case 'integer':
    case 'number':
      return Math.max(1, shape.minimum ?? 1);
    case 'boolean':
      return true;
    default:
      return textOf(shape, id);
  }
}

/** What is needed, and every id that may be given. */
function objectOf({ properties = {}, required = [] }: Shape, id: string): object {
  const given = Object.entries(properties).filter(
    ([name, shape]) => required.includes(name) || /Ids?$/.test(name) || shape.format === 'uuid',
  );
  return Object.fromEntries(given.map(([name, shape]) => [name, valueOf(shape, id)]));
}

function textOf({ format, minLength }: Shape, id: string): string {
  if (format === 'uuid') return id;
  if (format === 'email') return 'ada@example.org';
  if (format === 'date') return '2026-11-21';
  if (format === 'date-time') return '2026-11-21T12:00:00Z';
  if (format === 'uri') return 'https://jobs.example/1';
  return 'x'.repeat(Math.max(12, minLength ?? 0));
}
