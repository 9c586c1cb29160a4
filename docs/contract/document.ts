import type { Route } from '../../functions/api/routes.ts';
import { convertOne, type JsonSchema, reference, referTo, writeSchemas } from './component-schemas.ts';
import type { Examples } from './examples.ts';
import { type AnswerHeader, answerHeaders, type RequestHeader, requestHeaders } from './headers.ts';
import { introduction } from './introduction.ts';
import { type AnswerDescription, type Operation, type ParameterDescription, tags } from './operation.ts';
import { describeRefusal, nameRefusal, refer, refusalsOf } from './problem-answers.ts';

/** What is told: the route table, each route's operation, and what the running stack has answered. */
export interface Described {
  readonly routes: readonly Route[];
  readonly operations: Readonly<Record<string, Operation>>;
  readonly examples: Examples;
  readonly version: string;
}

/** The part of an OpenAPI 3.1 document that readers of it here need. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> } & Readonly<Record<string, object>>;
}

/** One operation in the document. */
export interface DocumentedOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly DocumentedParameter[];
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: JsonSchema; readonly example: unknown } };
  };
  readonly responses: Readonly<Record<string, object>>;
}

/** One parameter in the document; a header may be told by reference. */
export interface DocumentedParameter {
  readonly $ref?: string;
  readonly name?: string;
  readonly in?: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: JsonSchema;
  readonly example?: unknown;
}

/** Writes the OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1.html) of all routes. Throws Error for a route without operation. */
export function writeDocument({ routes, operations, examples, version }: Described): OpenApiDocument {
  const told = routes.map((route) => {
    const operation = operations[`${route.method} ${route.path}`];
    if (operation === undefined) throw new Error(`No operation describes ${route.method} ${route.path}.`);
    return { route, operation };
  });
  const paths = Map.groupBy(told, ({ route }) => route.path);
  const refusals = told.flatMap(({ route, operation }) => refusalsOf(operation, route.scope === null));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sales Intelligence Orchestrator',
      version,
      summary: 'Company profiles and sales briefs in which every statement carries its source and its quote.',
      description: introduction,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '.', description: 'The stage that serves this document.' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths: Object.fromEntries(
      [...paths].map(([path, onPath]) => [
        path,
        Object.fromEntries(
          onPath.map(({ route, operation }) => [
            route.method.toLowerCase(),
            writeOperation(route, operation, examples),
          ]),
        ),
      ]),
    ),
    components: {
      schemas: writeSchemas(told.map(({ operation }) => operation)),
      responses: Object.fromEntries(refusals.map((refusal) => [nameRefusal(refusal), describeRefusal(refusal)])),
      headers: answerHeaders,
      parameters: Object.fromEntries(
        Object.entries(requestHeaders).map(([name, header]) => [name, { name, in: 'header', ...header }]),
      ),
      examples: Object.fromEntries(Object.entries(examples.problems).map(([code, value]) => [code, { value }])),
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'The key of a client.' },
      },
    },
  } as OpenApiDocument;
}

function writeOperation(route: Route, operation: Operation, examples: Examples): DocumentedOperation {
  const isOpen = route.scope === null;
  const refusals = refusalsOf(operation, isOpen).filter(({ status }) => operation.answers[status] === undefined);
  const seen = examples.answers[operation.operationId] ?? {};
  const answers = Object.entries(operation.answers).map(([status, answer]): [string, object] => [
    status,
    writeAnswer(answer, isOpen, seen[status]),
  ]);
  return {
    operationId: operation.operationId,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    security: route.scope === null ? [] : [{ apiKey: [route.scope] }],
    parameters: [
      ...writeParameters(operation.path ?? {}, 'path'),
      ...writeParameters(operation.query ?? {}, 'query'),
      ...headersOf(operation).map((name) => ({ $ref: `#/components/parameters/${name}` })),
    ],
    ...(operation.body === undefined ? {} : { requestBody: writeBody(operation.body) }),
    responses: Object.fromEntries([
      ...answers,
      ...(operation.hasVersion === true ? [['304', notModified(isOpen)] as const] : []),
      ...refusals.map(
        (refusal) => [refusal.status, { $ref: `#/components/responses/${nameRefusal(refusal)}` }] as const,
      ),
    ]),
  } as DocumentedOperation;
}

function headersOf(operation: Operation): RequestHeader[] {
  return [
    'X-Request-Id',
    ...(operation.isIdempotent === true ? (['Idempotency-Key'] as const) : []),
    ...(operation.canWait === true ? (['Prefer'] as const) : []),
    ...(operation.hasVersion === true ? (['If-None-Match'] as const) : []),
    ...(operation.path?.userId === undefined ? [] : (['X-User-Id'] as const)),
  ];
}

function writeParameters(parameters: Readonly<Record<string, ParameterDescription>>, place: 'path' | 'query') {
  return Object.entries(parameters).map(([name, { description, schema, example, isRequired }]) => {
    const converted = convertOne(schema);
    return {
      name,
      in: place,
      required: place === 'path' || isRequired === true,
      description,
      schema: converted,
      example: converted.type === 'integer' ? Number(example) : example,
    };
  });
}

function writeBody({ name, example }: NonNullable<Operation['body']>) {
  return { required: true, content: { 'application/json': { schema: reference(name), example } } };
}

function writeAnswer({ description, schema, headers = [] }: AnswerDescription, isOpen: boolean, seen: unknown) {
  const example = seen === undefined ? {} : { example: seen };
  return {
    description,
    headers: refer([...headers, ...everywhere(isOpen)]),
    ...(schema === undefined ? {} : { content: { 'application/json': { schema: referTo(schema), ...example } } }),
  };
}

function notModified(isOpen: boolean) {
  return {
    description: 'It is as the caller knows it.',
    headers: refer(['etag', 'retry-after', ...everywhere(isOpen)]),
  };
}

function everywhere(isOpen: boolean): AnswerHeader[] {
  return isOpen ? ['x-request-id'] : ['x-request-id', 'ratelimit-limit'];
}
