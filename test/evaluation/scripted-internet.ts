import { promises as dns } from 'node:dns';
import { once } from 'node:events';
import http, { createServer, type RequestOptions } from 'node:http';
import https from 'node:https';
import { type AddressInfo, isIP, isIPv4 } from 'node:net';

/** An internet whose names and redirects follow a script, and what was asked of it since the last `reset`. */
export interface ScriptedInternet {
  /** How often names were resolved, A and AAAA of one counted once. */
  readonly lookups: number;
  /** Addresses that sockets would have gone to. */
  readonly connected: readonly string[];
  /** `answers`: addresses by lookup, the last ones repeated; `chain`: URLs that redirect each to the next. */
  reset(answers: readonly (readonly string[])[], chain: readonly string[]): void;
}

/**
 * Runs work while this process asks no name server and connects to nothing but a server of its own
 * on loopback: after the caller's own `lookup` has run, with the addresses noted that it gave.
 */
export async function withScriptedInternet<Result>(work: (internet: ScriptedInternet) => Promise<Result>) {
  const script = createScript();
  const server = createServer((request, response) => {
    const location = script.redirects.get(`${request.headers[schemeHeader]}//${request.headers.host}${request.url}`);
    if (location === undefined) response.writeHead(200).end('Hello.');
    else response.writeHead(302, { location }).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const leadHere = createRequester(script, (server.address() as AddressInfo).port, http.request);
  const before = { dns: { resolve4: dns.resolve4, resolve6: dns.resolve6 }, http: http.request, https: https.request };
  Object.assign(dns, { resolve4: script.resolve4, resolve6: script.resolve6 });
  Object.assign(http, { request: leadHere });
  Object.assign(https, { request: leadHere });
  try {
    return await work(script);
  } finally {
    Object.assign(dns, before.dns);
    Object.assign(http, { request: before.http });
    Object.assign(https, { request: before.https });
    server.closeAllConnections();
    server.close();
  }
}

/** Tells the server which scheme was asked for. */
const schemeHeader = 'x-asked-scheme';

function createScript() {
  let answers: readonly (readonly string[])[] = [];
  const script = {
    lookups: 0,
    connected: [] as string[],
    redirects: new Map<string, string>(),
    reset(nextAnswers: readonly (readonly string[])[], chain: readonly string[]) {
      answers = nextAnswers;
      script.lookups = 0;
      script.connected = [];
      script.redirects = new Map(chain.slice(0, -1).map((url, index) => [new URL(url).href, chain[index + 1] ?? '']));
    },
    resolve4: async () => {
      script.lookups += 1;
      return only((address) => isIPv4(address));
    },
    resolve6: async () => only((address) => !isIPv4(address)),
  };
  function only(isWanted: (address: string) => boolean): string[] {
    const found = (answers[script.lookups - 1] ?? answers.at(-1) ?? []).filter(isWanted);
    if (found.length > 0) return found;
    throw Object.assign(new Error('queryA ENODATA'), { code: 'ENODATA' });
  }
  return script;
}

/** A `http.request` that asks the caller's lookup where to go, notes it, and goes to loopback. */
function createRequester(script: { readonly connected: string[] }, port: number, request: typeof http.request) {
  return (options: RequestOptions) => {
    const { hostname, lookup, headers, protocol, ...others } = options;
    const asked = String(hostname);
    if (isIP(asked) !== 0) script.connected.push(asked);
    else {
      lookup?.(asked, { all: true }, (_error, found) => {
        for (const each of [found].flat()) script.connected.push(typeof each === 'string' ? each : each.address);
      });
    }
    return request({
      ...others,
      ...{ protocol: 'http:', hostname: '127.0.0.1', port },
      headers: { ...(headers as Record<string, string>), [schemeHeader]: String(protocol) },
    });
  };
}
