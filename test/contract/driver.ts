import { setTimeout as wait } from 'node:timers/promises';
import type { JsonSchema } from '../../docs/contract/component-schemas.ts';
import type { DocumentedOperation, OpenApiDocument } from '../../docs/contract/document.ts';
import { follow, type Input } from './inputs.ts';
import { createJudge, type Judge } from './validate.ts';

/** An answer of the running stack, and what is wrong with it by the document. */
export interface Seen {
  readonly operationId: string;
  readonly status: number;
  /** Of a problem document, else null. */
  readonly code: string | null;
  readonly headers: Headers;
  // The tests look into every corner of the answers.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any;
  readonly complaint: string | null;
}

/** An operation with where it stands. */
export interface Placed {
  readonly method: string;
  readonly path: string;
  readonly operation: DocumentedOperation;
}

/** A documented answer. */
interface Documented {
  readonly headers?: object;
  readonly content?: Readonly<Record<string, Content>>;
}

/** A body of one media type. */
interface Content {
  readonly schema: JsonSchema;
  readonly examples?: object;
}

/** Lists the operations of a document. */
export function listOperations(document: OpenApiDocument): readonly Placed[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

/** Gives the documented answer of an operation under a status, references followed. */
export function answerOf({ operation }: Placed, status: number | string, document: OpenApiDocument): Documented | null {
  const answer = operation.responses[status];
  if (answer === undefined) return null;
  return '$ref' in answer ? (follow(String(answer.$ref), document) as Documented) : answer;
}

/**
 * Makes what sends requests to the API, no faster than its clients' plan allows, and holds every answer
 * against the document: status, media type, body, code, and the headers that always stand there.
 */
export function createDriver(
  url: string,
  document: OpenApiDocument,
  keys: ReadonlyMap<string, string>,
  ratePerSecond: number,
) {
  const judge = createJudge(document);
  let next = 0;

  const turn = async () => {
    const now = Date.now();
    next = Math.max(now, next) + 1000 / ratePerSecond;
    if (next > now) await wait(next - now);
  };

  return async (placed: Placed, input: Input): Promise<Seen> => {
    await turn();
    const { method, path, operation } = placed;
    const answer = await fetch(`${url}${fill(path, input)}`, { method, ...send(input, keys) });
    const text = await answer.text();
    const isJson = text !== '' && /^application\/(?:problem\+)?json$/.test(answer.headers.get('content-type') ?? '');
    const body: unknown = isJson ? JSON.parse(text) : text;
    const code = isJson && answer.status >= 400 ? (Reflect.get(Object(body), 'code') ?? null) : null;
    const seen = { operationId: operation.operationId, status: answer.status, code, headers: answer.headers, body };
    const wrong = complain(seen, answerOf(placed, answer.status, document), judge);
    const told =
      wrong === null
        ? null
        : `${method} ${path} ${JSON.stringify(input).slice(0, 400)} → ${answer.status} ${code ?? ''}: ${wrong}`;
    return { ...seen, complaint: told };
  };
}

function fill(path: string, { path: parts = {}, query = {} }: Input): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

function send({ body, raw, headers = {}, as = 'admin' }: Input, keys: ReadonlyMap<string, string>) {
  const key = keys.get(as);
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return {
    headers: {
      ...(key === undefined ? {} : { 'x-api-key': key }),
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(text === undefined ? {} : { body: text }),
  };
}

function complain(seen: Omit<Seen, 'complaint'>, documented: Documented | null, judge: Judge): string | null {
  const { status, headers, body } = seen;
  if (documented === null) return `not documented: ${JSON.stringify(body).slice(0, 200)}`;
  if (status >= 500) return `a failure: ${JSON.stringify(body).slice(0, 200)}`;
  if (!headers.has('x-request-id')) return 'no x-request-id';
  const { content, headers: told = {} } = documented;
  if (status === 202 && 'retry-after' in told && !headers.has('retry-after')) return 'no retry-after';
  if (content === undefined) return body === '' ? null : 'a body that is not documented';
  const type = headers.get('content-type') ?? 'none';
  const expected = content[type];
  return expected === undefined ? `the media type ${type}` : complainOfBody(seen, expected, judge);
}

function complainOfBody(
  { code, body, headers }: Omit<Seen, 'complaint'>,
  { schema, examples = {} }: Content,
  judge: Judge,
): string | null {
  const wrong = judge(schema, body);
  if (wrong !== null || code === null) return wrong;
  if (!(code in examples)) return 'a code that is not documented';
  return body.requestId === headers.get('x-request-id') ? null : 'two request ids';
}
