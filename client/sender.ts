import type { Problem } from './api.ts';
import { ApiError, ConnectionError } from './errors.ts';

/** Where and how requests go out. */
export interface SenderOptions {
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly fetch?: typeof fetch;
}

/** Sends one request; an answer that is neither 2xx nor 304 is thrown as ApiError, none at all as ConnectionError. */
export type Send = (
  method: string,
  path: string,
  parts?: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly signal?: AbortSignal | undefined;
  },
) => Promise<Response>;

/** Makes the sender of one API and one key. */
export function createSender(options: SenderOptions): Send {
  const base = options.baseUrl.replace(/\/+$/, '');
  const call = options.fetch ?? globalThis.fetch;
  return async (method, path, { headers = {}, body, signal } = {}) => {
    const response = await reach(signal, () =>
      call(`${base}${path}`, {
        method,
        ...(signal === undefined ? {} : { signal }),
        headers: {
          accept: 'application/json',
          ...(options.apiKey === undefined ? {} : { 'x-api-key': options.apiKey }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    if (response.ok || response.status === 304) return response;
    throw new ApiError(response.status, await readProblem(response), retryAfterOf(response));
  };
}

/** A call that its own signal has ended is told as the signal tells it. */
async function reach(signal: AbortSignal | undefined, call: () => Promise<Response>): Promise<Response> {
  try {
    return await call();
  } catch (cause) {
    signal?.throwIfAborted();
    throw new ConnectionError('The API cannot be reached.', { cause });
  }
}

/** Gives an answer's JSON. Throws ConnectionError when it is none. */
export async function readBody<Body>(response: Response): Promise<Body> {
  try {
    return (await response.json()) as Body;
  } catch (cause) {
    throw new ConnectionError('The API answered something that is not JSON.', { cause });
  }
}

async function readProblem(response: Response): Promise<Partial<Problem>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}

/** Gives the seconds of Retry-After, null where it is missing or a date. */
export function retryAfterOf(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
