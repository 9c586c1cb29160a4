import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OnCall, type OnExchange, readCredential } from '../calls.ts';
import { type LoopbackServer, listenOnLoopback } from '../loopback-server.ts';
import { openBuckets } from './buckets.ts';
import { S3Error } from './errors.ts';
import type { Answer } from './object-operations.ts';
import { operate } from './operations.ts';
import { readTarget } from './target.ts';
import { writeXml } from './xml.ts';

interface S3Options {
  /** Folder kept between runs; a temporary one, removed at the end, without. */
  readonly dataDir?: string | undefined;
  readonly port?: number | undefined;
  readonly region?: string | undefined;
  readonly onCall?: OnCall | undefined;
  readonly onExchange?: OnExchange | undefined;
}

/**
 * Starts an S3 on loopback for unmodified SDK clients, path style: buckets, objects with conditions,
 * ranges and checksums, listing. Signatures are not verified; other operations answer NotImplemented.
 */
export async function startS3(options: S3Options = {}): Promise<LoopbackServer> {
  const { region = 'us-east-1', onCall, onExchange } = options;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 's3-')));
  const buckets = await openBuckets(dataDir);
  const server = await listenOnLoopback(async (message, response) => {
    const accessKeyId = readCredential(message.headers.authorization)?.accessKeyId ?? null;
    const report = (action: string, resource: string) => onCall?.({ accessKeyId, action, resource });
    try {
      const target = readTarget(message.url ?? '/');
      const answered = await operate({ buckets, target, message, region, report });
      const { 'x-amz-decoded-content-length': decoded, 'content-length': length } = message.headers;
      const requestBytes = Number(decoded ?? length ?? 0);
      const responseBytes = Buffer.byteLength(answered.body);
      onExchange?.({ service: 's3', operation: message.method ?? '', rows: 1, requestBytes, responseBytes });
      send(response, answered);
    } catch (error) {
      // What is left of the body would otherwise keep the connection from its next request.
      message.resume();
      send(response, describe(error, message));
    }
  }, options.port);
  return {
    port: server.port,
    close: async () => {
      await server.close();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'x-amz-request-id': randomUUID() });
  response.end(body);
}

function describe(error: unknown, { method, url }: IncomingMessage): Answer {
  if (!(error instanceof S3Error)) console.error(error);
  const status = error instanceof S3Error ? error.status : 500;
  const Code = error instanceof S3Error ? error.code : 'InternalError';
  const Message = error instanceof S3Error ? error.message : 'We encountered an internal error. Please try again.';
  const document = writeXml('Error', { Code, Message, Resource: url });
  const body = method === 'HEAD' || status === 304 ? '' : document;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}
