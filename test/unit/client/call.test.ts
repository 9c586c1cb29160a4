import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { createClient } from '../../../client/index.ts';

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

function clientOf(answer: () => Response | Promise<Response>) {
  const sent: Sent[] = [];
  const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
    sent.push({ url: String(url), ...(init as Omit<Sent, 'url'>) });
    init.signal?.throwIfAborted();
    return answer();
  };
  return {
    sent,
    client: createClient({ baseUrl: 'https://api.example/dev', fetch: fetch as typeof globalThis.fetch }),
  };
}

describe('call', () => {
  it('fills path and query, and gives status and body', async () => {
    const { client, sent } = clientOf(() => Response.json({ data: {} }));

    const answer = await client.call('lookupByName', { query: { query: 'a b' } });

    expect(answer).toMatchObject({ status: 200, body: { data: {} } });
    expect(sent[0]).toMatchObject({ method: 'GET', url: 'https://api.example/dev/companies/lookup?query=a+b' });
    expect(sent[0]?.headers).not.toHaveProperty('idempotency-key');
  });

  it('gives each start a key of its own, unless the caller has one', async () => {
    const { client, sent } = clientOf(() => Response.json({ items: [] }, { status: 202 }));

    await client.call('startBatch', { body: { domains: ['acme.com'] } });
    await client.call('startBatch', { body: { domains: ['acme.com'] } });
    await client.call('startBatch', { body: {} }, { headers: { 'idempotency-key': 'mine' } });

    const [first, second, third] = sent.map(({ headers }) => headers['idempotency-key']);
    expect(first).toMatch(/^[\da-f-]{36}$/);
    expect(second).not.toBe(first);
    expect(third).toBe('mine');
  });

  it('cancels a request, whose answer has no body', async () => {
    const { client, sent } = clientOf(() => new Response(null, { status: 204 }));

    await client.cancel('req_1');

    expect(sent[0]).toMatchObject({ method: 'DELETE', url: 'https://api.example/dev/analysis/req_1' });
  });

  it('ends a call with the reason of its signal', async () => {
    const { client } = clientOf(() => Response.json({}));

    const call = client.call('checkHealth', {}, { signal: AbortSignal.abort(new Error('enough')) });

    await expect(call).rejects.toThrow('enough');
  });

  it('ends waiting at once with the reason of its signal', async () => {
    const { client } = clientOf(() => Response.json({ status: 'processing' }, { headers: { 'retry-after': '9' } }));
    const control = new AbortController();

    const waiting = client.waitFor('req_1', {
      signal: control.signal,
      onProgress: () => control.abort(new Error('enough')),
    });

    await expect(waiting).rejects.toThrow('enough');
  });
});

describe('the bundled client', () => {
  it('runs in a browser and is small', async () => {
    const entry = join(import.meta.dirname, '../../../client/index.ts');

    const { outputFiles, metafile } = await build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      metafile: true,
    });

    expect(Object.keys(metafile.inputs).every((path) => path.startsWith('client/'))).toBe(true);
    expect(outputFiles[0]?.contents.byteLength).toBeLessThan(8 * 1024);
  });
});
