import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { type BodyLimits, readBody } from './body.ts';
import type { PublicAddress } from './resolution.ts';
import { hostnameOf } from './target.ts';

/** One request of a redirect chain, its URL checked. */
export interface HopRequest extends BodyLimits {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  readonly accept: string;
  readonly userAgent: string;
}

/** What came back on one connection; a redirect's body is not read. */
export interface HopResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly isTruncated: boolean;
}

/** Largest header section that is read, in bytes. */
const largestHeaders = 32_768;

/**
 * Sends one request over a connection of its own to one of the given addresses and reads the
 * answer; `onHeaders` is called when its headers are there. Node's own client is used because its
 * `lookup` pins the address without adding a byte to a bundle. Throws what the socket, the parser
 * or the signal throw, and HttpError for limits.
 */
export async function exchange(
  hop: HopRequest,
  addresses: readonly PublicAddress[],
  signal: AbortSignal,
  onHeaders: () => void,
): Promise<HopResponse> {
  const message = await send(hop, addresses, signal);
  onHeaders();
  const headers = joinHeaders(message.headers);
  const status = message.statusCode ?? 0;
  if (hop.method === 'HEAD' || (status >= 300 && status < 400)) {
    message.destroy();
    return { status, headers, body: new Uint8Array(), isTruncated: false };
  }
  return { status, headers, ...(await readBody(message, headers, hop, signal)) };
}

function send(hop: HopRequest, addresses: readonly PublicAddress[], signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const client = hop.url.protocol === 'https:' ? https : http;
  const request = client.request({
    protocol: hop.url.protocol,
    hostname: hostnameOf(hop.url),
    port: hop.url.port || undefined,
    path: hop.url.pathname + hop.url.search,
    method: hop.method,
    headers: requestHeaders(hop),
    agent: false,
    lookup: pinTo(addresses),
    maxHeaderSize: largestHeaders,
    signal,
  });
  request.once('response', resolve);
  request.on('error', reject);
  request.end(hop.body);
  return promise;
}

function requestHeaders(hop: HopRequest): Record<string, string> {
  const given = Object.entries(hop.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    'user-agent': hop.userAgent,
    accept: hop.accept,
    'accept-language': 'en;q=0.9, *;q=0.5',
    ...Object.fromEntries(given),
    'accept-encoding': 'gzip, br',
    ...(hop.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(hop.body)) }),
    host: hop.url.host.replace(/\.(?=:|$)/, ''),
    connection: 'close',
  };
}

/** Answers the socket's question for an address with the checked ones; literals never ask. */
function pinTo(addresses: readonly PublicAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const first = addresses[0];
    if (options.all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}

function joinHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const pairs = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}
