import { json } from 'node:stream/consumers';
import { addressOf } from '../../network/address-plan.ts';
import type { Visit } from '../../network/web-server.ts';
import type { Host } from '../host.ts';
import type { EngineScripts, Play } from './behaviour.ts';

/** What a stand-in answers over HTTP; null leaves the caller without an answer. */
export interface EngineReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A POST to a stand-in, its body read as JSON; undefined where it is none. */
export interface EngineVisit {
  readonly path: string;
  readonly method: string;
  header(name: string): string;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** Makes the host of an LLM provider's stand-in, which follows the script of its name. */
export function engineHost(
  name: string,
  scripts: EngineScripts,
  respond: (visit: EngineVisit, play: Play) => EngineReply | null,
): Host {
  return {
    name,
    kind: 'provider',
    records: { a: [addressOf(name)] },
    visit: async (visit) => {
      const reply = respond(await readVisit(visit), scripts.next(name));
      if (reply === null) return;
      const { status = 200, headers = {}, body } = reply;
      visit.response.writeHead(status, { 'content-type': 'application/json', ...headers });
      visit.response.end(JSON.stringify(body));
    },
  };
}

async function readVisit({ request, url }: Visit): Promise<EngineVisit> {
  const body = await json(request).catch(() => undefined);
  return {
    path: decodeURIComponent(url.pathname),
    method: request.method ?? 'GET',
    header: (name) => String(request.headers[name] ?? ''),
    body: typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : undefined,
  };
}

/** The header that a play asks for. */
export function retryAfter({ retryAfterSeconds }: Play): Record<string, string> {
  return retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) };
}
