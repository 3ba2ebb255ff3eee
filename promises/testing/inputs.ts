/**
 * What can be typed into the routes: made from the schemas of the endpoints, so that a new field is typed into from the day
 * it exists.
 */
import { type Endpoint, isRaw, urlOf } from '@sotto/contract';
import { z } from 'zod';

/** Writes the texts of a request. `field`: its name, the last one of a path of names. */
export interface Writer {
  /** Any text that nothing is asked of. */
  text(field: string): string;
  /** An id that is needed in a path or a body. */
  id(field: string): string;
}

export interface Attempt {
  readonly path: string;
  readonly init: RequestInit;
}

/** As much of JSON Schema as zod writes of our inputs. */
interface Shape {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly minimum?: number;
  readonly format?: string;
  readonly pattern?: string;
}

/** A request with every field filled in as its schema asks, optional ones too. `body`: fields that are told to differ. */
export function fullRequest(endpoint: Endpoint, writer: Writer, body: object = {}): Attempt {
  return requestOf(endpoint, writer, { mayBeLeftOut: () => true, body });
}

/** A request with what is needed and every id that may be given. */
export function bareRequest(endpoint: Endpoint, writer: Writer): Attempt {
  return requestOf(endpoint, writer, { mayBeLeftOut: isId, body: {} });
}

/** A request with the text in every field, whatever the field asks for; in the path and the query too. */
export function rawRequest(endpoint: Endpoint, text: () => string): Attempt {
  const params = Object.fromEntries(Object.keys(endpoint.params?.shape ?? {}).map((name) => [name, text()]));
  const query = Object.fromEntries(Object.keys(endpoint.query?.shape ?? {}).map((name) => [name, text()]));
  const { body } = endpoint;
  const init = !body ? {} : isRaw(body) ? rawBody(body.raw[0], text) : json(namesOf(shapeOf(body)).map((name) => [name, text()]));
  return { path: urlOf(endpoint, params, query), init: { method: endpoint.method, ...init } };
}

interface Choice {
  mayBeLeftOut(name: string, shape: Shape): boolean;
  readonly body: object;
}

function requestOf(endpoint: Endpoint, writer: Writer, choice: Choice): Attempt {
  const params = Object.fromEntries(Object.keys(endpoint.params?.shape ?? {}).map((name) => [name, writer.id(name)]));
  const query = endpoint.query ? (valueOf(shapeOf(endpoint.query), 'query', writer, choice) as Record<string, unknown>) : {};
  return { path: urlOf(endpoint, params, query), init: { method: endpoint.method, ...bodyOf(endpoint, writer, choice) } };
}

function bodyOf({ body }: Endpoint, writer: Writer, choice: Choice): RequestInit {
  if (!body) return {};
  if (isRaw(body)) return rawBody(body.raw[0], () => writer.text('cell'));
  const value = valueOf(shapeOf(body), 'body', writer, choice);
  return json(Object.entries({ ...(value as object), ...choice.body }));
}

function json(entries: readonly (readonly [string, unknown])[]): RequestInit {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(Object.fromEntries(entries)) };
}

function rawBody(type: string | undefined, text: () => string): RequestInit {
  return { headers: { 'content-type': type ?? '' }, body: `Company,Job Title,Notes\n${text()},${text()},${text()}\n` };
}

function shapeOf(schema: z.ZodType): Shape {
  // Safe: zod writes JSON Schema, of which `Shape` is the part that is read.
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
}

function namesOf({ properties = {} }: Shape): string[] {
  return Object.keys(properties);
}

function valueOf(shape: Shape, name: string, writer: Writer, choice: Choice): unknown {
  const variant = shape.anyOf?.[0] ?? shape.oneOf?.[0];
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  if (variant) return valueOf(variant, name, writer, choice);
  const type = typeof shape.type === 'string' ? shape.type : shape.type?.[0];
  if (type === 'object') return objectOf(shape, writer, choice);
  if (type === 'array') return [valueOf(shape.items ?? {}, name, writer, choice)];
  if (type === 'integer' || type === 'number') return Math.max(1, shape.minimum ?? 1);
  if (type === 'boolean') return true;
  return textOf(shape, name, writer);
}

function objectOf({ properties = {}, required = [] }: Shape, writer: Writer, choice: Choice): object {
  const given = Object.entries(properties).filter(([name, shape]) => required.includes(name) || choice.mayBeLeftOut(name, shape));
  return Object.fromEntries(given.map(([name, shape]) => [name, valueOf(shape, name, writer, choice)]));
}

function isId(name: string, { format, allOf }: Shape): boolean {
  return /Ids?$|^id$|^to$|^after$/.test(name) || format === 'uuid' || allOf !== undefined;
}

const known: Readonly<Record<string, string>> = {
  'date-time': '2026-11-21T11:00:00Z',
  date: '2026-11-20',
  currency: 'EUR',
  rank: 'a5',
  zone: 'Europe/Berlin',
  startsAt: '2026-11-24T14:00',
  endsAt: '2026-11-24T15:00',
  time: '09:00',
  dailyAt: '09:00',
  digestAt: '09:00',
  locale: 'en-GB',
  phone: '612 345 678',
  phoneCountryCode: '+34',
  '^[A-Z]{2}$': 'ES',
};

function textOf(shape: Shape, name: string, writer: Writer): string {
  const asked = known[shape.format ?? ''] ?? known[shape.pattern ?? ''] ?? known[name];
  if (asked !== undefined) return asked;
  if (isId(name, shape)) return writer.id(name);
  if (/url$|^website$|^link$/i.test(name)) return `https://${writer.text(name)}.example/jobs?of=${writer.text(name)}`;
  return name === 'email' ? `${writer.text(name)}@example.org` : writer.text(name);
}
