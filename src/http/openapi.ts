import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';
import type { Answer, Operation } from './operation.js';
import { scopesFor } from './permissions.js';
import { Message, Problem, PROBLEM_MEDIA_TYPE } from './problem.js';

export type OpenApiDocument = ReturnType<typeof createDocument>;

const DESCRIPTION = `Gantry reads number plates in the pictures that cameras send, keeps what it read with the evidence, and answers which plates passed.

Errors of \`/api/v1\` are \`application/problem+json\` (RFC 9457); their \`type\` never changes. Times are RFC 3339 in UTC. Lists page by cursor: pass \`next\` of one page as \`cursor\` of the next.

A key goes into \`X-API-Key\`, \`Authorization: Bearer\`, or the password of \`Authorization: Basic\`.`;

/** Any of them will do. */
const SECURITY = [{ apiKey: [] }, { bearer: [] }, { basic: [] }];

const FAILURES: Readonly<Record<number, string>> = {
  400: 'The request is not as documented.',
  401: 'A valid key is needed.',
  403: 'The key does not allow this.',
  404: 'There is nothing at this address.',
  406: 'The answer exists in no media type that is accepted.',
  409: 'The request contradicts what is there.',
  413: 'What was sent is too large.',
  415: 'The body is in another form than is read here.',
  422: 'The request is well-formed, but does not fit what is there.',
  429: 'Too many requests.',
  500: 'A fault of the service.',
  503: 'Not now; see Retry-After.',
};

/** The OpenAPI 3.1 document of a table of routes: its schemas are those that check the requests. */
export function openApiDocument(operations: readonly Operation[], version: string): OpenApiDocument {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of operations) {
    if (operation.undocumented === true) continue;
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = describe(operation);
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Gantry',
      version,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        bearer: { type: 'http', scheme: 'bearer' },
        basic: {
          type: 'http',
          scheme: 'basic',
          description: 'The key is the password; the user does not matter.',
        },
      },
    },
  });
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, description, permission, schemas } = operation;
  const { params = schemas.documentedParams, query, headers, body, form } = schemas;
  const scopes = scopesFor(permission);
  const needs = permission === 'none' ? 'No key is needed.' : `Keys with the scope: ${scopes.join(', ')}.`;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [description, needs].filter(Boolean).join('\n\n'),
    security: permission === 'none' ? [] : SECURITY,
    ...(params || query || headers
      ? {
          requestParams: {
            ...parameters('path', params),
            ...parameters('query', query),
            ...parameters('header', headers),
          },
        }
      : {}),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    ...(form
      ? {
          requestBody: {
            required: true,
            content: { 'multipart/form-data': { schema: form.extend({ image: IMAGE }) } },
          },
        }
      : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(operation.answers).map(([status, answer]) => [status, success(answer)]),
      ),
      ...Object.fromEntries(
        failuresOf(operation).map((status) => [String(status), failure(operation, status)]),
      ),
    },
  };
}

const IMAGE = z.any().meta({
  description: 'A JPG or PNG file.',
  override: { type: 'string', format: 'binary', contentMediaType: 'application/octet-stream' },
});

function parameters(
  place: 'path' | 'query' | 'header',
  schema: z.ZodType | undefined,
): Record<string, z.ZodObject> {
  return schema === undefined ? {} : { [place]: schema as z.ZodObject };
}

function success({
  description,
  content,
  headers,
}: Answer): ZodOpenApiOperationObject['responses'][`2${string}`] {
  return {
    description,
    ...(headers === undefined ? {} : { headers }),
    ...(content === undefined
      ? {}
      : {
          content: Object.fromEntries(
            Object.entries(content).map(([type, schema]) => [type, schema === undefined ? {} : { schema }]),
          ),
        }),
  };
}

/** Those that come with a key, with one that may be too narrow, with a limit, with a fault. */
const COMMON_FAILURES = { none: [], any: [401, 429, 500], some: [401, 403, 429, 500] } as const;

function failuresOf({ permission, failures = [] }: Operation): readonly number[] {
  return [
    ...new Set([
      ...failures,
      ...COMMON_FAILURES[permission === 'none' || permission === 'any' ? permission : 'some'],
    ]),
  ].sort((a, b) => a - b);
}

function failure(
  { errors }: Operation,
  status: number,
): ZodOpenApiOperationObject['responses'][`4${string}`] {
  const description = FAILURES[status] ?? 'An error.';
  return {
    description,
    content:
      errors === 'problem'
        ? { [PROBLEM_MEDIA_TYPE]: { schema: Problem } }
        : { 'application/json': { schema: Message } },
  };
}
