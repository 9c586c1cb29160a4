import { beforeEach, describe, expect, it } from 'vitest';
import {
  ApiError,
  ConnectionError,
  createClient,
  DeadlineError,
  type IntelligenceClient,
  type StatusView,
} from '../../../client/index.ts';

interface SentRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}
type Answer = { readonly status?: number; readonly body?: unknown; readonly headers?: Record<string, string> } | Error;

let sent: SentRequest[];
let slept: number[];
let client: IntelligenceClient;

/** A client whose API gives these answers, one a call, the last one again and again. */
function clientOf(...answers: readonly Answer[]): IntelligenceClient {
  let now = 0;
  return createClient({
    baseUrl: 'https://api.example/dev/',
    apiKey: 'sio_key',
    now: () => now,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
    },
    fetch: async (url, init) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)] ?? {};
      const body = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
      const headers = init?.headers as Record<string, string>;
      sent.push({ url: String(url), method: init?.method ?? '', headers, body });
      if (answer instanceof Error) throw answer;
      const status = answer.status ?? 200;
      const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {});
      return new Response(status === 304 ? null : text, { status, headers: answer.headers ?? {} });
    },
  });
}

beforeEach(() => {
  sent = [];
  slept = [];
  client = clientOf({});
});

const processing = (progress: number): Answer => ({
  body: { status: 'processing', progress },
  headers: { etag: `"${progress}"`, 'retry-after': '2' },
});
const completed: Answer = { body: { status: 'completed', progress: 100 } };
const problem = {
  code: 'request.invalid',
  detail: 'Not valid: domain.',
  details: [{ field: 'domain', message: 'no' }],
};

describe('createClient', () => {
  it('looks up with the key, and with the query as one path segment', async () => {
    client = clientOf({ body: { companies: [], cached: false, requestId: 'r' } });

    const answer = await client.lookup('https://acme.com/a b');

    expect(answer.companies).toEqual([]);
    expect(sent[0]).toMatchObject({
      method: 'GET',
      url: 'https://api.example/dev/company/https%3A%2F%2Facme.com%2Fa%20b/lookup',
      headers: { 'x-api-key': 'sio_key' },
    });
  });

  it('starts a brief that is under way', async () => {
    client = clientOf({ status: 202, body: { requestId: 'req_1' } });

    const answer = await client.startVendorContext('acme.com', { userRole: 'AE' });

    expect(answer).toEqual({ ready: false, started: { requestId: 'req_1' } });
    expect(sent[0]).toMatchObject({ method: 'POST', body: { userRole: 'AE' } });
    expect(sent[0]?.headers).toMatchObject({ 'content-type': 'application/json' });
    expect(sent[0]?.headers).not.toHaveProperty('prefer');
  });

  it('gives a brief that was ready in time', async () => {
    client = clientOf({ body: { companyIntelligence: null } });

    const answer = await client.startVendorContext('acme.com', { userRole: 'AE' }, 20);

    expect(answer).toEqual({ ready: true, answer: { companyIntelligence: null } });
    expect(sent[0]?.headers.prefer).toBe('wait=20');
  });

  it('starts an analysis and asks for its status', async () => {
    client = clientOf({ status: 202, body: { requestId: 'req_1' } }, processing(5));

    const { requestId } = await client.startAnalysis({ domain: 'acme.com', context: 'renewal' });
    const status = await client.status(requestId);

    expect(status.progress).toBe(5);
    expect(sent.map(({ url }) => url)).toEqual([
      'https://api.example/dev/analysis/async',
      'https://api.example/dev/analysis/status/req_1',
    ]);
  });

  it('throws what a problem document says', async () => {
    client = clientOf({
      status: 422,
      body: { ...problem, requestId: 'x', retryable: false, candidates: [{ domain: 'acme.com' }] },
      headers: { 'retry-after': '3' },
    });

    const error = await client.lookup('x').catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      code: problem.code,
      details: problem.details,
      candidates: [{ domain: 'acme.com' }],
      status: 422,
      message: 'Not valid: domain.',
      requestId: 'x',
      retryAfter: 3,
    });
  });

  it.each(['<html>', '"text"', '{}'])('throws an error also for a refusal that says only %s', async (body) => {
    client = clientOf({ status: 502, body });

    await expect(client.lookup('x')).rejects.toMatchObject({ status: 502, code: 'internal', retryable: true });
  });

  it('tells an API that is away from one that answers nonsense', async () => {
    const away = clientOf(new TypeError('fetch failed')).lookup('x');
    await expect(away).rejects.toBeInstanceOf(ConnectionError);
    await expect(away).rejects.toMatchObject({ message: 'The API cannot be reached.' });

    await expect(clientOf({ body: '<html>' }).lookup('x')).rejects.toThrow('not JSON');
  });

  it('works without a key and with the global fetch', () => {
    expect(() => createClient({ baseUrl: 'https://api.example' })).not.toThrow();
  });
});

describe('waitFor', () => {
  it('polls at the pace the API asks for until the end, telling only news', async () => {
    client = clientOf(processing(5), { status: 304, headers: { 'retry-after': '3' } }, processing(60), completed);
    const seen: number[] = [];

    const status = await client.waitFor('req_1', { onProgress: ({ progress }: StatusView) => seen.push(progress) });

    expect(status.status).toBe('completed');
    expect(seen).toEqual([5, 60, 100]);
    expect(slept).toEqual([2000, 3000, 2000]);
    expect(sent.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"5"', '"5"', '"60"']);
  });

  it('ends with a failed enrichment, too', async () => {
    client = clientOf({ body: { status: 'failed', error: { code: 'enrichment.failed' } } });

    expect(await client.waitFor('req_1')).toMatchObject({ status: 'failed' });
  });

  it('outlasts polls that are lost, with growing pauses', async () => {
    client = clientOf(
      { status: 503 },
      new TypeError('reset'),
      { status: 429, headers: { 'retry-after': '4' } },
      completed,
    );

    await client.waitFor('req_1');

    expect(slept).toEqual([1000, 2000, 10_000]);
  });

  it.each([{ status: 503 }, new TypeError('reset')])('gives up after five lost polls in a row', async (answer) => {
    client = clientOf(answer);

    await expect(client.waitFor('req_1')).rejects.toBeInstanceOf(answer instanceof Error ? ConnectionError : ApiError);
    expect(sent).toHaveLength(5);
  });

  it('does not ask again for what is not there', async () => {
    client = clientOf({ status: 404, body: { code: 'request.not_found' } });

    await expect(client.waitFor('req_1')).rejects.toMatchObject({ code: 'request.not_found' });
    expect(sent).toHaveLength(1);
  });

  it('stops at the deadline', async () => {
    client = clientOf({ body: { status: 'processing' } });

    const waiting = client.waitFor('req_1', { timeoutMs: 5000 });

    await expect(waiting).rejects.toBeInstanceOf(DeadlineError);
    await expect(waiting).rejects.toMatchObject({ requestId: 'req_1' });
    expect(slept).toEqual([1000, 1000, 1000, 1000, 1000]);
  });

  it('throws what is no passing trouble', async () => {
    client = clientOf({ body: '<html>' });

    await expect(client.waitFor('req_1')).rejects.toThrow('not JSON');
  });
});
