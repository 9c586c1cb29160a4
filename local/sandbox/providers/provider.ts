import { addressOf } from '../../network/address-plan.ts';
import type { Visit } from '../../network/web-server.ts';
import type { Host } from '../host.ts';
import type { CompanyRecords } from '../records.ts';
import type { Site } from '../site/read-site.ts';

/** What every stand-in may draw on. */
export interface Knowledge {
  readonly records: readonly CompanyRecords[];
  readonly sites: readonly Site[];
  /** Epoch ms. */
  now(): number;
}

/** An answer of a stand-in: JSON unless it has a type of its own. */
export interface ProviderAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Makes a host that answers GET by the URL; null stands for the provider's own 404. */
export function providerHost(
  name: string,
  respond: (url: URL, visit: Visit) => ProviderAnswer | null,
  notFound: ProviderAnswer = { status: 404, body: { error: 'Not Found' } },
): Host {
  return {
    name,
    kind: 'provider',
    records: { a: [addressOf(name)] },
    visit: (visit) => send(visit, respond(visit.url, visit) ?? { status: 404, ...notFound }),
  };
}

function send({ response }: Visit, { status = 200, headers = {}, body }: ProviderAnswer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? undefined : text);
}
