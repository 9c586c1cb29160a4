import { type Operations, places } from './api.ts';
import { readBody, type Send } from './sender.ts';

export type OperationId = keyof Operations;
/** What an operation takes: `path`, `query` and `body`, as far as it has them. */
export type InputOf<Id extends OperationId> = Operations[Id]['input'];
/** What an operation answers: its status with the body of that status. */
export type AnswerOf<Id extends OperationId> = Id extends OperationId ? Told<Operations[Id]['answers']> : never;

type Told<Answers> = {
  [Status in keyof Answers]: {
    readonly status: Status;
    readonly body: Answers[Status];
    readonly headers: Headers;
  };
}[keyof Answers];

/** How one call is made. */
export interface CallOptions {
  /** Sent beside those that the client sends by itself. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

interface Parts {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

/** Makes what calls operations by their ids. Calls throw ApiError and ConnectionError, or the signal's reason. */
export function createCaller(send: Send) {
  return async <Id extends OperationId>(
    id: Id,
    input: InputOf<Id>,
    { headers = {}, signal }: CallOptions = {},
  ): Promise<AnswerOf<Id>> => {
    const { method, path, isRepeatable } = places[id];
    const parts: Parts = input;
    const repeatable: Record<string, string> = isRepeatable ? { 'idempotency-key': crypto.randomUUID() } : {};
    const response = await send(method, fill(path, parts), {
      headers: { ...repeatable, ...headers },
      body: parts.body,
      signal,
    });
    const hasBody = response.status !== 204 && response.status !== 304;
    const answer = {
      status: response.status,
      body: hasBody ? await readBody<unknown>(response) : null,
      headers: response.headers,
    };
    return answer as AnswerOf<Id>;
  };
}

function fill(path: string, { path: parts = {}, query = {} }: Parts): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts[name] ?? ''));
  const asked = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return asked.length === 0 ? filled : `${filled}?${new URLSearchParams(asked)}`;
}
