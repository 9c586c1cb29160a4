import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** One answer of the pretended API. */
export interface ApiAnswer {
  readonly status?: number;
  readonly body?: unknown;
}

/** A REST API on loopback that gives these answers, by method and path, each list's last one again and again. */
export async function startApi(answers: Readonly<Record<string, readonly ApiAnswer[]>>) {
  const requests: { readonly route: string; readonly apiKey: string | undefined; readonly body: unknown }[] = [];
  const server = createServer(async (request, response) => {
    const route = `${request.method} ${request.url}`;
    const sent = await text(request);
    const earlier = requests.filter((each) => each.route === route).length;
    requests.push({ route, apiKey: keyOf(request), body: sent === '' ? null : JSON.parse(sent) });
    const list = answers[route] ?? [{ status: 404, body: { detail: 'There is no such route.' } }];
    const answer = list[Math.min(earlier, list.length - 1)] ?? {};
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', 'retry-after': '0' });
    response.end(JSON.stringify(answer.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function keyOf(request: IncomingMessage): string | undefined {
  return request.headers['x-api-key']?.toString();
}
