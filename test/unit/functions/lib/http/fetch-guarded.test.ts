import dnsModule from 'node:dns';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { fetchGuarded, type GuardedRequest, HttpError } from '../../../../../functions/lib/http/index.ts';
import { addressOf, refusingAddressOf, silentAddressOf } from '../../../../../local/network/address-plan.ts';
import { type SmallWeb, servePages, startSmallWeb } from './small-web.ts';

let web: SmallWeb;
beforeAll(async () => {
  web = await startSmallWeb();
});
afterEach(() => {
  web.names.clear();
  web.asked.length = 0;
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
afterAll(() => web.close());

const text = (body: Uint8Array) => Buffer.from(body).toString();
const failureOf = async (url: string, request?: GuardedRequest) => {
  const error: unknown = await fetchGuarded(url, request).catch((caught: unknown) => caught);
  if (!(error instanceof HttpError)) throw new Error('expected an HttpError', { cause: error });
  return [error.code, error.reason];
};

describe('fetchGuarded', () => {
  it('gives status, headers and body over https', async () => {
    web.answer = servePages({ '/a': { status: 203, headers: { 'x-test': 'yes' }, body: 'hello' } });

    const answer = await fetchGuarded('https://shop.example/a?b=c');

    expect(answer).toMatchObject({
      status: 203,
      url: 'https://shop.example/a?b=c',
      redirects: [],
      headers: { 'x-test': 'yes' },
    });
    expect(text(answer.body)).toBe('hello');
    expect(answer.ms).toBeGreaterThanOrEqual(0);
  });

  it('says honestly who asks, and sends what it is told to', async () => {
    vi.stubEnv('CONTACT_URL', 'https://bot.example/about');
    const seen: Record<string, unknown>[] = [];
    web.answer = ({ request, response }) => {
      seen.push({ ...request.headers, method: request.method });
      request.pipe(response);
    };

    const answer = await fetchGuarded('https://api.example/', {
      method: 'POST',
      body: '{"a":"ä"}',
      accept: 'application/json',
      headers: { 'X-Key': 'k', Host: 'evil.example', 'Accept-Encoding': 'zstd' },
    });

    expect(text(answer.body)).toBe('{"a":"ä"}');
    expect(seen[0]).toMatchObject({
      'user-agent': 'SalesIntelligenceOrchestrator/0.1.0 (+https://bot.example/about; company research)',
      method: 'POST',
      host: 'api.example',
      accept: 'application/json',
      'accept-encoding': 'gzip, br',
      'content-length': '10',
      'x-key': 'k',
    });
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['identity', (body: Buffer) => body],
  ] as const)('decodes %s', async (encoding, compress) => {
    web.answer = servePages({
      '/': { headers: { 'content-encoding': encoding }, body: compress(Buffer.from('squeezed')) },
    });

    const answer = await fetchGuarded('http://shop.example/');

    expect(text(answer.body)).toBe('squeezed');
  });

  it('asks for nothing more than headers with HEAD', async () => {
    web.answer = servePages({ '/': { headers: { 'content-length': '5000000' } } });

    const answer = await fetchGuarded('https://shop.example/', { method: 'HEAD' });

    expect([answer.status, answer.body.length]).toEqual([200, 0]);
  });

  it('joins headers that come more than once', async () => {
    web.answer = ({ response }) => void response.writeHead(200, { 'set-cookie': ['a=1', 'b=2'] }).end();

    const answer = await fetchGuarded('https://shop.example/');

    expect(answer.headers['set-cookie']).toBe('a=1, b=2');
  });
});

describe('fetchGuarded, where it may not go', () => {
  it.each([
    ['http://localhost/', 'special_name'],
    ['http://127.0.0.1/', 'private_address'],
    ['https://shop.example:8080/', 'port'],
    ['ftp://shop.example/', 'scheme'],
  ])('refuses %s without asking anybody', async (url, reason) => {
    const failure = await failureOf(url);

    expect(failure).toEqual(['http.refused', reason]);
    expect(web.asked).toEqual([]);
  });

  it.each([
    ['one of several answers', [addressOf('mixed.example'), '10.0.0.7'], []],
    ['a mapped address', [], ['::ffff:10.0.0.7']],
    ['the metadata service', ['169.254.169.254'], []],
    ['the metadata service over IPv6', [addressOf('mixed.example')], ['fd00:ec2::254']],
  ])('refuses a name with %s that is not public', async (_, v4, v6) => {
    vi.spyOn(dnsModule.promises, 'resolve4').mockResolvedValue(v4 as never);
    vi.spyOn(dnsModule.promises, 'resolve6').mockResolvedValue(v6 as never);

    const failure = await failureOf('http://mixed.example/');

    expect(failure).toEqual(['http.refused', 'private_address']);
    expect(web.asked).toEqual([]);
  });

  it('asks for a name once and connects to that answer, whatever the next would be', async () => {
    const resolve4 = vi
      .spyOn(dnsModule.promises, 'resolve4')
      .mockResolvedValueOnce([addressOf('rebind.example')] as never)
      .mockResolvedValue(['127.0.0.1'] as never);
    web.answer = servePages({ '/': 'first answer' });

    const answer = await fetchGuarded('http://rebind.example/');

    expect(text(answer.body)).toBe('first answer');
    expect(resolve4).toHaveBeenCalledTimes(1);
  });

  it('takes a public literal', async () => {
    web.answer = servePages({ '/': 'by number' });

    const answer = await fetchGuarded(`http://${addressOf('number.example')}/`);

    expect(text(answer.body)).toBe('by number');
  });

  it('takes what one family answers where the other fails', async () => {
    vi.spyOn(dnsModule.promises, 'resolve6').mockRejectedValue(Object.assign(new Error('down'), { code: 'ESERVFAIL' }));
    web.answer = servePages({ '/': 'over IPv4' });

    const answer = await fetchGuarded('https://shop.example/');

    expect(text(answer.body)).toBe('over IPv4');
  });
});

describe('fetchGuarded, redirected', () => {
  const moved = (location: string, status = 302) => ({ status, headers: { location } });

  it('follows and tells each step', async () => {
    web.answer = servePages({
      'http://shop.example/': moved('https://shop.example/', 301),
      'https://shop.example/': moved('/home'),
      'https://shop.example/home': 'arrived',
    });

    const answer = await fetchGuarded('http://shop.example/');

    expect(answer).toMatchObject({
      url: 'https://shop.example/home',
      redirects: ['http://shop.example/', 'https://shop.example/'],
    });
    expect(text(answer.body)).toBe('arrived');
  });

  it.each([
    ['http://[::ffff:7f00:1]/', 'private_address'],
    ['gopher://127.0.0.1:6379/_x', 'scheme'],
    ['http://localhost:9001/next', 'port'],
    ['https://user:pw@shop.example/', 'userinfo'],
    ['//metadata.google.internal/', 'special_name'],
    ['https://[', 'url'],
  ])('does not follow to %s', async (location, reason) => {
    web.answer = servePages({ '/': moved(location) });

    const failure = await failureOf('https://shop.example/');

    expect(failure).toEqual(['http.refused', reason]);
    expect(web.asked).toEqual(['https://shop.example/']);
  });

  it('does not follow to a name that leads inside', async () => {
    web.names.set('inside.example', { a: ['192.168.1.1'] });
    web.answer = servePages({ '/': moved('http://inside.example/') });

    const failure = await failureOf('https://shop.example/');

    expect(failure).toEqual(['http.refused', 'private_address']);
  });

  it('stops after five', async () => {
    web.answer = servePages({ '/': moved('/') });

    const failure = await failureOf('https://shop.example/');

    expect(failure).toEqual(['http.too_many_redirects', 'redirects']);
    expect(web.asked).toHaveLength(6);
  });

  it('takes a redirect without a destination as the answer', async () => {
    web.answer = servePages({ '/': { status: 302 } });

    const answer = await fetchGuarded('https://shop.example/');

    expect(answer.status).toBe(302);
  });

  it('keeps key and body from another origin, and turns POST into GET', async () => {
    const seen: [method: string | undefined, key: unknown][] = [];
    web.answer = ({ url, request, response }) => {
      seen.push([request.method, request.headers['x-key']]);
      if (url.hostname === 'one.example') response.writeHead(302, { location: 'https://two.example/' }).end();
      else response.end('two');
    };

    await fetchGuarded('https://one.example/', { method: 'POST', body: 'b', headers: { 'x-key': 'secret' } });

    expect(seen).toEqual([
      ['POST', 'secret'],
      ['GET', undefined],
    ]);
  });

  it('sends the body again where the status asks for it, but to no other origin', async () => {
    web.answer = ({ url, request, response }) => {
      if (url.pathname === '/old') response.writeHead(308, { location: '/new' }).end();
      else if (url.pathname === '/away') response.writeHead(307, { location: 'https://two.example/' }).end();
      else request.pipe(response);
    };

    const kept = await fetchGuarded('https://one.example/old', { method: 'POST', body: 'again' });
    const away = await failureOf('https://one.example/away', { method: 'POST', body: 'again' });

    expect(text(kept.body)).toBe('again');
    expect(away).toEqual(['http.refused', 'location']);
  });

  it('asks before every hop whether it may be taken', async () => {
    web.answer = servePages({ '/': moved('/next') });
    const hops: string[] = [];
    const refusal = new Error('not there');

    const fetched = fetchGuarded('https://shop.example/', {
      beforeHop: async (hop) => {
        hops.push(hop.href);
        if (hop.pathname === '/next') throw refusal;
      },
    });

    await expect(fetched).rejects.toBe(refusal);
    expect(hops).toEqual(['https://shop.example/', 'https://shop.example/next']);
  });
});

describe('fetchGuarded, badly served', () => {
  it.each([
    ['a name that does not exist', 'gone.example', null, 'no_such_domain'],
    ['a name without address', 'bare.example', {}, 'no_address'],
    ['a name server that fails', 'broken.example', 'fails', 'dns_failed'],
    ['a port that nobody listens on', 'shut.example', { a: [refusingAddressOf('shut.example')] }, 'connect_failed'],
  ] as const)('tells %s', async (_, host, records, reason) => {
    web.names.set(host, records as never);

    const failure = await failureOf(`https://${host}/`);

    expect(failure).toEqual(['http.unreachable', reason]);
  });

  it('tells a server that does not speak TLS', async () => {
    const failure = await failureOf('https://plain.example/');

    expect(failure[0]).toBe('http.unreachable');
  });

  it('tells a certificate that nobody vouches for', async () => {
    web.answer = servePages({ '/': 'hello' });

    const failure = await failureOf(`https://${addressOf('number.example')}/`);

    expect(failure).toEqual(['http.unreachable', 'tls_failed']);
  });

  it('tells a connection that breaks off, before and within the body', async () => {
    web.answer = ({ url, request, response }) => {
      if (url.pathname === '/') request.socket.resetAndDestroy();
      else response.writeHead(200, { 'content-length': '100' }).write('half', () => request.socket.resetAndDestroy());
    };

    const before = await failureOf('http://shop.example/');
    const within = await failureOf('http://shop.example/half');

    expect(before).toEqual(['http.unreachable', 'connection_lost']);
    expect(within).toEqual(['http.unreachable', 'connection_lost']);
  });

  it('waits no longer than it was told: for a connection, for headers, for a body, for a name', async () => {
    web.names.set('silent.example', { a: [silentAddressOf('silent.example')] });
    web.names.set('mute.example', 'silent');
    web.answer = ({ url, response }) => {
      if (url.pathname === '/drip') {
        response.writeHead(200).write('a');
        const drip = setInterval(() => response.write('a'), 10);
        response.on('close', () => clearInterval(drip));
      }
    };

    const failures = await Promise.all([
      failureOf('https://silent.example/', { firstByteMs: 60 }),
      failureOf('https://shop.example/hang', { firstByteMs: 60 }),
      failureOf('https://mute.example/', { totalMs: 60 }),
      failureOf('https://shop.example/drip', { totalMs: 80 }),
      failureOf('https://shop.example/drip', { stallMs: 60 }),
    ]);

    expect(failures.map(([code]) => code)).toEqual(Array(5).fill('http.timeout'));
    expect(failures.map(([, reason]) => reason)).toEqual(['first_byte', 'first_byte', 'total', 'total', 'stalled']);
  });

  it('ends when its caller gives up', async () => {
    web.answer = () => undefined;
    const caller = new AbortController();

    const failure = failureOf('https://shop.example/', { signal: caller.signal });
    caller.abort();

    expect(await failure).toEqual(['http.timeout', 'aborted']);
  });

  it('refuses a body that is announced or grows too large, and cuts it where asked to', async () => {
    web.answer = ({ url, response }) => {
      if (url.pathname === '/announced') response.writeHead(200, { 'content-length': '5000' });
      response.end('x'.repeat(5000));
    };
    const limits = { maxBytes: 1000 };

    const announced = await failureOf('https://shop.example/announced', limits);
    const grown = await failureOf('https://shop.example/', limits);
    const cut = await fetchGuarded('https://shop.example/announced', { ...limits, oversize: 'cut' });

    expect([announced, grown]).toEqual(Array(2).fill(['http.too_large', 'body']));
    expect(text(cut.body)).toBe('x'.repeat(1000));
  });

  it('refuses a small body that unfolds beyond measure', async () => {
    const bomb = gzipSync(Buffer.alloc(1_500_000));
    web.answer = servePages({ '/': { headers: { 'content-encoding': 'gzip' }, body: bomb } });

    const failure = await failureOf('https://shop.example/');

    expect(bomb.length).toBeLessThan(5_000);
    expect(failure).toEqual(['http.too_large', 'decompression_ratio']);
  });

  it.each([
    ['gzip, br', gzipSync('x'), 'content_encoding'],
    ['zstd', 'x', 'content_encoding'],
    ['gzip', 'not gzip at all', 'body'],
    ['br', 'not brotli at all', 'body'],
  ])('refuses the encoding %s that it cannot read', async (encoding, body, reason) => {
    web.answer = servePages({ '/': { headers: { 'content-encoding': encoding }, body } });

    const failure = await failureOf('https://shop.example/');

    expect(failure).toEqual(['http.malformed', reason]);
  });

  it('refuses headers beyond measure, and what is no HTTP', async () => {
    web.answer = ({ url, request, response }) => {
      if (url.pathname === '/headers') response.writeHead(200, { 'x-long': 'x'.repeat(40_000) }).end();
      else request.socket.end('SSH-2.0-OpenSSH_9.0\r\n');
    };

    const headers = await failureOf('http://shop.example/headers');
    const protocol = await failureOf('http://shop.example/');

    expect(headers).toEqual(['http.too_large', 'headers']);
    expect(protocol).toEqual(['http.malformed', 'protocol']);
  });
});
