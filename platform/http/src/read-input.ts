/** Turns what arrived into what the endpoint declares, or refuses it by the names of the fields. Never repeats a value in a refusal. */
import { type Endpoint, Problem, type RawContent, isRaw } from '@sotto/contract';
import type { z } from 'zod';
import { fieldErrors } from './field-errors.ts';
import { findKeyFault } from './repeated-keys.ts';
import { definitionOf } from './strictness.ts';

/** Greatest JSON body of an endpoint that names none. */
const oneMebibyte = 1024 * 1024;
/** Faults told of in one refusal: what is refused must not answer with more than was sent. */
const mostErrors = 50;

/** Parameters of the path. One that cannot be an id names nothing that exists: the same answer as for an absent record. */
export function readParams(endpoint: Endpoint, raw: Readonly<Record<string, string>>): object {
  if (!endpoint.params) return {};
  const parsed = endpoint.params.safeParse(raw);
  if (!parsed.success) throw new Problem('not-found');
  return parsed.data;
}

/** The query, every name known and given once unless it is a list. */
export function readQuery(endpoint: Endpoint, search: URLSearchParams): object {
  const shape = endpoint.query?.shape ?? {};
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(search.keys())) {
    const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (!schema) throw refused(name, 'There is no such parameter.');
    const given = search.getAll(name);
    if (isList(schema)) values[name] = given;
    else if (given.length > 1) throw refused(name, 'This is given twice.');
    else values[name] = given[0] ?? '';
  }
  return endpoint.query ? parse(endpoint.query, values) : {};
}

function isList(schema: z.core.$ZodType): boolean {
  const def = definitionOf(schema);
  if (def.type === 'array') return true;
  if (def.type === 'pipe') return isList(def.in);
  return 'innerType' in def && isList(def.innerType);
}

/** The content type of a body, one that the endpoint declares; `null` where it takes none. Looked at before anything else of the input. */
export function readType({ body }: Endpoint, request: Request): string | null {
  if (body) return declaredType(request.headers.get('content-type'), isRaw(body) ? body.raw : ['application/json']);
  refuseBody(request);
  return null;
}

/** The body: JSON parsed and checked, or bytes with their `type`. Reads no more of it than the endpoint's limit. */
export async function readBody(endpoint: Endpoint, request: Request, type: string | null): Promise<unknown> {
  const { body } = endpoint;
  if (!body) return undefined;
  const bytes = await readBytes(request, limitOf(endpoint, body));
  return isRaw(body) ? { bytes, type } : parseJson(body, bytes);
}

/** A raw body as it comes, up to the endpoint's limit. Throws `too-large`: at once where the length was said. */
export function readPieces(request: Request, { limitBytes = oneMebibyte }: RawContent): AsyncIterable<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) throw tooLarge(limitBytes);
  return countedPieces(request, limitBytes);
}

function limitOf(endpoint: Endpoint, body: z.ZodType | RawContent): number {
  return (isRaw(body) ? body.limitBytes : endpoint.limitBytes) ?? oneMebibyte;
}

function refuseBody(request: Request): void {
  const length = request.headers.get('content-length');
  const hasBody = request.headers.has('transfer-encoding') || (length !== null && Number(length) > 0);
  if (hasBody) throw new Problem('invalid-input', { detail: 'This address takes no body.' });
}

/** Browsers send some types without asking the server first, so a missing or undeclared type is refused and never guessed. */
function declaredType(header: string | null, declared: readonly string[]): string {
  const [type = '', ...parameters] = (header ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charsets = parameters.filter((parameter) => parameter.startsWith('charset='));
  const isUtf8 = charsets.every((charset) => /^charset="?utf-8"?$/.test(charset));
  if (declared.includes(type) && isUtf8) return type;
  throw new Problem('unsupported-type', { detail: `Send ${declared.join(' or ')}, in UTF-8.` });
}

async function readBytes(request: Request, limitBytes: number): Promise<Uint8Array> {
  const declared = request.headers.get('content-length');
  if (Number(declared ?? 0) > limitBytes) throw tooLarge(limitBytes);
  // The HTTP parser ends a body at its declared length, so only an undeclared one must be counted.
  if (declared !== null) return new Uint8Array(await request.arrayBuffer());
  return countBytes(request, limitBytes);
}

async function countBytes(request: Request, limitBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of countedPieces(request, limitBytes)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* countedPieces(request: Request, limitBytes: number): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const piece of request.body ?? []) {
    total += piece.byteLength;
    if (total > limitBytes) throw tooLarge(limitBytes);
    yield piece;
  }
}

function tooLarge(limitBytes: number): Problem {
  return new Problem('too-large', { detail: `At most ${limitBytes} bytes are taken here.` });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parseJson(schema: z.ZodType, bytes: Uint8Array): unknown {
  const { text, value } = decodeJson(bytes);
  const fault = findKeyFault(text);
  if (fault) throw refused(fault.field, fault.message);
  return parse(schema, value);
}

function decodeJson(bytes: Uint8Array): { text: string; value: unknown } {
  try {
    const text = utf8.decode(bytes);
    return { text, value: JSON.parse(text) };
  } catch {
    // Both errors would repeat what was sent; that it is not JSON is all there is to say.
    throw new Problem('invalid-input', { detail: 'The body is not JSON in UTF-8.' });
  }
}

function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> & object {
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw new Problem('invalid-input', { errors: fieldErrors(parsed.error.issues, value).slice(0, mostErrors) });
  // Safe: schemas of a query and of a JSON body describe objects; for any other body the handler's own type speaks.
  return parsed.data as z.output<S> & object;
}

function refused(field: string, message: string): Problem {
  return new Problem('invalid-input', { errors: [{ field, message }] });
}
