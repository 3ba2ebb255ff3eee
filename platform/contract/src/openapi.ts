/**
 * The OpenAPI 3.1 document, drawn from the same endpoints by which the server checks and the client calls.
 *
 * A door of its own (`@sotto/contract/openapi`), so that the web app does not carry the generator.
 */
import { z } from 'zod';
import {
  type ZodOpenApiContentObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
  createDocument,
} from 'zod-openapi';
import { type Access, type Endpoint, type RawContent, isRaw, scopes } from './endpoint.ts';
import { type ProblemType, commonProblems, problems } from './problem.ts';

export type OpenApiDocument = ReturnType<typeof createDocument>;

/** What the document says of the installation that serves it. */
export interface OpenApiAbout {
  /** `http://localhost:4747`, without a slash at the end. */
  readonly origin: string;
  /** Name of the session cookie there. */
  readonly cookie: string;
}

/**
 * Draws the document. Every endpoint becomes one operation named by `endpoint.name`; problems become answers by status.
 *
 * Throws when a schema has no JSON form (a transform in an answer, for example): such an endpoint has no contract.
 */
export function openApiDocument(endpoints: readonly Endpoint[], about: OpenApiAbout): OpenApiDocument {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Sotto',
      version: '1',
      description:
        'A job-application tracker that keeps its voice down. Errors are problem documents (RFC 9457) with a stable type.',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: about.origin }],
    paths: pathsOf(endpoints),
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: about.cookie, description: 'The signed-in person, in the web app.' },
        accessKey: { type: 'http', scheme: 'bearer', description: `An access key from Settings. Scopes: ${scopes.join(', ')}.` },
      },
    },
  });
}

function pathsOf(endpoints: readonly Endpoint[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operationOf(endpoint) };
  }
  return paths;
}

function operationOf(endpoint: Endpoint): ZodOpenApiOperationObject {
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    security: securityOf(endpoint.access),
    requestParams: {
      ...(endpoint.params && { path: endpoint.params }),
      ...(endpoint.query && { query: endpoint.query }),
    },
    ...(endpoint.body && { requestBody: { required: true, content: contentOf(endpoint.body) } }),
    responses: { ...answersOf(endpoint), ...refusalsOf(endpoint) },
  };
}

/** A scope is named as a role of the bearer scheme, which OpenAPI 3.1 allows for every scheme. */
function securityOf(access: Access): Record<string, string[]>[] {
  switch (access.kind) {
    case 'public':
      return [];
    case 'session':
      return [{ session: [] }];
    case 'key':
      return [{ session: [] }, { accessKey: [access.scope] }];
    case 'any-key':
      return [{ accessKey: [] }];
  }
}

function contentOf(content: z.ZodType | RawContent): ZodOpenApiContentObject {
  if (!isRaw(content)) return { 'application/json': { schema: content } };
  return Object.fromEntries(content.raw.map((type) => [mediaTypeOf(type), { schema: { type: 'string' as const } }]));
}

/** `text/csv; charset=utf-8` → `text/csv`: the document names media types without parameters. */
function mediaTypeOf(type: string): string {
  return type.split(';', 1)[0]?.trim() ?? type;
}

function answersOf(endpoint: Endpoint): ZodOpenApiResponsesObject {
  const answers: ZodOpenApiResponsesObject = {};
  for (const [status, content] of Object.entries(endpoint.outputs)) {
    // Safe: keys of `outputs` are numbers, and a status of three digits is what the key type asks for.
    answers[status as '200'] = { description: descriptions[status] ?? 'Done.', ...(content && { content: contentOf(content) }) };
  }
  return answers;
}

const descriptions: Readonly<Record<string, string>> = {
  200: 'Here it is.',
  201: 'Made.',
  202: 'Taken; it goes on by itself.',
  204: 'Done; there is nothing to say.',
};

function refusalsOf(endpoint: Endpoint): ZodOpenApiResponsesObject {
  const refusals: ZodOpenApiResponsesObject = {};
  for (const [status, types] of problemsByStatus(endpoint)) {
    // Safe: as above, a status of three digits.
    refusals[String(status) as '400'] = {
      description: types.map((type) => `${type}: ${problems[type].title}`).join('\n\n'),
      content: { 'application/problem+json': { schema: ProblemDocument } },
    };
  }
  return refusals;
}

function problemsByStatus(endpoint: Endpoint): Map<number, ProblemType[]> {
  const byStatus = new Map<number, ProblemType[]>();
  for (const type of new Set<ProblemType>([...commonProblems, ...(endpoint.problems ?? [])])) {
    const { status } = problems[type];
    byStatus.set(status, [...(byStatus.get(status) ?? []), type]);
  }
  return byStatus;
}

/** What `ProblemBody` says, as a schema. Extensions are open, as RFC 9457 has them. */
export const ProblemDocument = z
  .looseObject({
    type: z.string().meta({ description: '`urn:sotto:problem:` and a stable name.', examples: ['urn:sotto:problem:not-found'] }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' });
