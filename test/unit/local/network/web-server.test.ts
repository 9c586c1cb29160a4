import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startSmallNetwork } from './small-network.ts';

let small: Awaited<ReturnType<typeof startSmallNetwork>>;

beforeAll(async () => {
  small = await startSmallNetwork();
});
afterAll(() => small.close());
afterEach(() => vi.restoreAllMocks());

async function send(text: string): Promise<string> {
  const socket = connect(small.network.httpPort, '127.0.0.1');
  socket.end(text);
  const chunks: string[] = [];
  socket.on('data', (chunk) => chunks.push(chunk.toString()));
  socket.on('error', () => undefined);
  await once(socket, 'close');
  return chunks.join('');
}

describe('the web server', () => {
  it('refuses a Host header that is none', async () => {
    const answer = await send('GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n');

    expect(answer).toContain('400 Bad Request');
  });

  it('answers 500 when a visit throws, and drops the connection when the answer has begun', async () => {
    vi.spyOn(console, 'error').mockReturnValue(undefined);

    const early = await send('GET /throws HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n');
    const late = await send('GET /throws-late HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n');

    expect(early).toContain('500 Internal Server Error');
    expect(late).not.toContain('\r\n0\r\n');
  });
});
