import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** The few calls of S3's wire that the product makes, in memory; other tests hold the real laptop S3 against the SDK. */
export interface TestBucket {
  readonly objects: Map<string, Buffer>;
  readonly requests: { readonly method: string; readonly path: string; readonly authorization: string }[];
  failWith(status: number | null): void;
  close(): Promise<void>;
}

export async function startBucket(): Promise<TestBucket> {
  const objects = new Map<string, Buffer>();
  const requests: TestBucket['requests'] = [];
  let failure: number | null = null;
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    requests.push({ method: request.method ?? '', path, authorization: request.headers.authorization ?? '' });
    const body = await buffer(request);
    const answer = failure === null ? serve(objects, request, path, body) : { status: failure };
    response.writeHead(answer.status, { etag: '"1"' }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.AWS_ENDPOINT_URL_S3 = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    objects,
    requests,
    failWith: (status) => {
      failure = status;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function serve(
  objects: TestBucket['objects'],
  request: IncomingMessage,
  path: string,
  body: Buffer,
): { readonly status: number; readonly body?: Buffer | string } {
  if (request.method === 'HEAD') return { status: path === '/documents' ? 403 : 404 };
  if (request.method === 'PUT') {
    objects.set(path, decodeChunks(body, request.headers['content-encoding']));
    return { status: 200 };
  }
  const object = objects.get(path);
  return object === undefined ? { status: 404, body: noSuchKey } : { status: 200, body: object };
}

const noSuchKey = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>gone</Message></Error>';

/** The SDK may stream a body in signed chunks: `size;…\r\n` before each, zero at the end. */
function decodeChunks(body: Buffer, encoding: string | undefined): Buffer {
  if (!encoding?.includes('aws-chunked')) return body;
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.subarray(at, end).toString(), 16);
    if (!(size > 0)) break;
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(parts);
}
