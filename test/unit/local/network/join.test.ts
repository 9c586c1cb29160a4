import dns from 'node:dns';
import { lookup as lookupByName, Resolver as ResolverByName } from 'node:dns/promises';
import { once } from 'node:events';
import http, { createServer } from 'node:http';
import https from 'node:https';
import { type AddressInfo, connect, type LookupFunction, Socket } from 'node:net';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { Agent, fetch as undiciFetch } from 'undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addressOf } from '../../../../local/network/address-plan.ts';
import { joinVirtualInternet } from '../../../../local/network/join.ts';
import { startSmallNetwork } from './small-network.ts';

let small: Awaited<ReturnType<typeof startSmallNetwork>>;
let leave: () => void;

beforeAll(async () => {
  small = await startSmallNetwork();
});
afterAll(() => small.close());
beforeEach(() => {
  leave = joinVirtualInternet(small.network);
});
afterEach(() => {
  leave();
  vi.restoreAllMocks();
});

const address = addressOf('shop.example');

async function failureOf(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown as { code?: string; cause?: { code?: string } },
  );
  return error?.cause?.code ?? error?.code;
}

async function textOf(request: http.ClientRequest): Promise<string> {
  const [response] = (await once(request.end(), 'response')) as [http.IncomingMessage];
  return (await response.toArray()).join('');
}

describe('a thread in the virtual internet', () => {
  it.each([
    ['global fetch', fetch],
    ['undici', undiciFetch as unknown as typeof fetch],
  ])('reaches a host over http and verified https with %s', async (_, fetchWith) => {
    const plain = await fetchWith('http://shop.example/a?b=1');
    const secure = await fetchWith('https://www.shop.example/');

    expect(await plain.text()).toBe('served http://shop.example/a?b=1');
    expect(await secure.text()).toBe('served https://www.shop.example/');
  });

  it('reaches a host with the http and https modules', async () => {
    const plain = await textOf(http.request('http://shop.example/x'));
    const secure = await textOf(https.request('https://shop.example/y'));

    expect([plain, secure]).toEqual(['served http://shop.example/x', 'served https://shop.example/y']);
  });

  it('works in a worker thread', async () => {
    const worker = new Worker(new URL('./join-worker.ts', import.meta.url), { workerData: small.network });

    const [message] = await once(worker, 'message');

    expect(message).toEqual({ body: 'served https://shop.example/', address: [address] });
  });

  it('runs the lookup of the caller and connects to what it gave', async () => {
    const lookup = vi.fn<LookupFunction>((_, options, callback) => {
      if (options.all) callback(null, [{ address, family: 4 }]);
      else callback(null, address, 4);
    });
    const dispatcher = new Agent({ connect: { lookup } });

    const answer = await undiciFetch('https://shop.example/', { dispatcher });

    expect(await answer.text()).toBe('served https://shop.example/');
    expect(lookup).toHaveBeenCalledWith('shop.example', expect.anything(), expect.anything());
    await dispatcher.destroy();
  });

  it('does not connect when the lookup of the caller fails', async () => {
    const lookup: LookupFunction = (_, __, callback) =>
      callback(Object.assign(new Error('guarded'), { code: 'EGUARD' }), '', 0);

    const request = http.request('http://shop.example/', { lookup, agent: false }).end();

    expect(await failureOf(once(request, 'response'))).toBe('EGUARD');
  });

  it.each(['10.0.0.7', '169.254.169.254', '8.8.8.8', '11.255.0.1'])(
    'has no route to %s, whether looked up or asked for',
    async (elsewhere) => {
      const lookup: LookupFunction = (_, __, callback) => callback(null, elsewhere, 4);

      const lookedUp = http.request('http://shop.example/', { lookup, agent: false }).end();
      const literal = fetch(`http://${elsewhere}/`);

      expect(await failureOf(once(lookedUp, 'response'))).toBe('ENETUNREACH');
      expect(await failureOf(literal)).toBe('ENETUNREACH');
    },
  );

  it('takes the first address that has a route', async () => {
    const lookup: LookupFunction = (_, __, callback) =>
      callback(null, [
        { address: '10.0.0.7', family: 4 },
        { address, family: 4 },
      ]);

    const text = await textOf(http.request('http://shop.example/', { lookup, agent: false }));

    expect(text).toBe('served http://shop.example/');
  });

  it('has no route when a lookup gives no address at all', async () => {
    const lookup: LookupFunction = (_, __, callback) => callback(null, []);

    const request = http.request('http://shop.example/', { lookup, agent: false }).end();

    expect(await failureOf(once(request, 'response'))).toBe('ENETUNREACH');
  });

  it('goes to an address of the plan without a name', async () => {
    const text = await textOf(http.request(`http://${address}/`));

    expect(text).toBe(`served http://${address}/`);
  });

  it('shows the promised peer once connected', async () => {
    const socket = connect(80, 'shop.example');
    const before = [socket.remoteAddress, socket.remotePort];

    await once(socket, 'connect');

    expect(before).toEqual([undefined, undefined]);
    expect([socket.remoteAddress, socket.remotePort]).toEqual([address, 80]);
    socket.destroy();
  });

  it('refuses other ports, and hosts that refuse', async () => {
    expect(await failureOf(fetch('http://shop.example:8080/'))).toBe('ECONNREFUSED');
    expect(await failureOf(fetch('https://refusing.example/'))).toBe('ECONNREFUSED');
  });

  it('leaves a connection to a silent host open until the caller gives up', async () => {
    const socket = connect({ port: 443, host: 'silent.example' });

    await dns.promises.resolve4('silent.example');
    await (await fetch('http://shop.example/')).text();

    expect(socket.connecting).toBe(true);
    socket.destroy();
  });

  it('verifies certificates: without the authority a host is not trusted', async () => {
    const request = https.request('https://shop.example/', { ca: [], agent: false }).end();

    expect(await failureOf(once(request, 'response'))).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  it('finds no certificate at an address without a name', async () => {
    expect(await failureOf(fetch(`https://${address}/`))).toMatch(/ALERT_HANDSHAKE_FAILURE|ECONNRESET/);
  });

  it('loses the connection to a host that does not speak TLS', async () => {
    expect(await failureOf(fetch('https://plain.example/'))).toBe('ECONNRESET');
  });

  it('leaves loopback alone, in every way of asking for it', async () => {
    const server = createServer((_, response) => response.end('local')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;

    const text = await (await fetch(`http://127.0.0.1:${port}/`)).text();
    const byName = await textOf(http.request({ host: 'localhost', port }));
    const sockets = [new Socket().connect(port), new Socket().connect(port, '127.0.0.1'), connect({ port })];
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    for (const socket of sockets) socket.destroy();

    expect([text, byName]).toEqual(['local', 'local']);
    server.closeAllConnections();
    server.close();
  });

  it('leaves Unix paths alone', async () => {
    const byString = connect('/nowhere/at/all.sock');
    const byObject = connect({ path: '/nowhere/at/all.sock' });

    expect(await failureOf(once(byString, 'connect'))).toBe('ENOENT');
    expect(await failureOf(once(byObject, 'connect'))).toBe('ENOENT');
  });
});

describe('names in the virtual internet', () => {
  it('are resolved by the module, by promises and by new resolvers', async () => {
    const byCallback = await promisify(dns.resolve4)('shop.example');
    const byPromise = await dns.promises.resolveMx('shop.example');
    const byResolver = await promisify((name: string, done: (error: Error | null, found: string[]) => void) =>
      new dns.Resolver().resolveNs(name, done),
    )('shop.example');
    const byImportedResolver = await new ResolverByName({ timeout: 500 }).resolveTxt('shop.example');

    expect(byCallback).toEqual([address]);
    expect(byPromise).toMatchObject([{ priority: 10, exchange: 'mail.shop.example' }]);
    expect(byResolver).toEqual(['ns1.shop.example']);
    expect(byImportedResolver.map((strings) => strings.join(''))).toContain('x'.repeat(600));
  });

  it('are looked up in every form of lookup', async () => {
    const lookup = promisify(dns.lookup);

    expect(await lookup('shop.example')).toEqual({ address, family: 4 });
    expect(await lookupByName('shop.example', { all: true })).toEqual([{ address, family: 4 }]);
    expect(await lookupByName('shop.example', 4)).toEqual({ address, family: 4 });
    expect(await failureOf(lookupByName('shop.example', { family: 'IPv6' }))).toBe('ENOTFOUND');
    expect(await failureOf(lookupByName('unknown.example'))).toBe('ENOTFOUND');
    expect(await failureOf(lookupByName('broken.example'))).toBe('EAI_AGAIN');
    expect((await lookupByName('localhost', { family: 4 })).address).toBe('127.0.0.1');
  });

  it('belong to the outer internet again once the thread has left', async () => {
    const inside = dns.getServers();
    const lookup = dns.lookup;
    const connectInside = Socket.prototype.connect;
    leave();

    expect(dns.getServers()).not.toEqual(inside);
    expect(dns.lookup).not.toBe(lookup);
    expect(Socket.prototype.connect).not.toBe(connectInside);
    leave = joinVirtualInternet(small.network);
  });
});
