import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { connect } from 'node:net';
import { decode, encode, type RecordType, streamDecode, streamEncode } from 'dns-packet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../../../local/network/address-plan.ts';
import { type NameServer, startNameServer } from '../../../../local/network/name-server.ts';
import { lookup } from './small-network.ts';

let server: NameServer;
let resolver: Resolver;

beforeAll(async () => {
  server = await startNameServer(lookup);
  resolver = new Resolver({ timeout: 200, tries: 1 });
  resolver.setServers([`127.0.0.1:${server.port}`]);
});
afterAll(() => server.close());

const question = (name: string, type: RecordType) =>
  encode({ type: 'query', id: 7, flags: 0x0100, questions: [{ name, type }] });

async function askDatagram(message: Buffer) {
  const socket = createSocket('udp4');
  socket.send(message, server.port, '127.0.0.1');
  const [answer] = (await once(socket, 'message')) as [Buffer];
  socket.close();
  return decode(answer);
}

describe('the name server', () => {
  it('gives every kind of record of a zone', async () => {
    const address = addressOf('shop.example');

    expect(await resolver.resolve4('Shop.Example')).toEqual([address]);
    expect(await resolver.resolveMx('shop.example')).toMatchObject([{ priority: 10, exchange: 'mail.shop.example' }]);
    expect(await resolver.resolveNs('shop.example')).toEqual(['ns1.shop.example']);
    expect(await resolver.resolveCaa('shop.example')).toMatchObject([{ issue: 'letsencrypt.org' }]);
    expect(await resolver.resolveCname('www.shop.example')).toEqual(['shop.example']);
    expect(await resolver.resolve4('www.shop.example')).toEqual([address]);
  });

  it('gives a text longer than a datagram over TCP', async () => {
    const texts = await resolver.resolveTxt('shop.example');

    expect(texts.map((strings) => strings.join(''))).toEqual(['v=spf1 include:_spf.google.com ~all', 'x'.repeat(600)]);
  });

  it('marks an answer that does not fit into a datagram as truncated', async () => {
    const answer = await askDatagram(question('shop.example', 'TXT'));

    expect(answer).toMatchObject({ id: 7, flag_tc: true, flag_rd: true, answers: [] });
  });

  it('tells a name without such records from a name that does not exist and from a failure', async () => {
    await expect(resolver.resolve6('shop.example')).rejects.toMatchObject({ code: 'ENODATA' });
    await expect(resolver.resolveMx('refusing.example')).rejects.toMatchObject({ code: 'ENODATA' });
    await expect(resolver.resolveCname('shop.example')).rejects.toMatchObject({ code: 'ENODATA' });
    await expect(resolver.resolve4('unknown.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await expect(resolver.resolve4('broken.example')).rejects.toMatchObject({ code: 'ESERVFAIL' });
    await expect(resolver.resolve4('mute.example')).rejects.toMatchObject({ code: 'ETIMEOUT' });
  });

  it('ends an alias that leads nowhere or to itself', async () => {
    expect(await resolver.resolve4('dangling.example')).toEqual([]);
    await expect(resolver.resolve4('circle.example')).rejects.toMatchObject({ code: 'ESERVFAIL' });
  });

  it.each([
    ['MX', 'rebinding.example'],
    ['TXT', 'rebinding.example'],
    ['NS', 'rebinding.example'],
    ['CAA', 'rebinding.example'],
    ['A', 'empty.example'],
  ] as const)('has no %s for a host without one', async (type, name) => {
    const empty = await startNameServer((asked) => (asked === 'empty.example' ? {} : lookup(asked)));
    const own = new Resolver({ timeout: 200, tries: 1 });
    own.setServers([`127.0.0.1:${empty.port}`]);

    const failure = await own.resolve(name, type).catch((error: NodeJS.ErrnoException) => error.code);

    expect(failure).toBe('ENODATA');
    await empty.close();
  });

  it('does not answer what is no question, and goes on', async () => {
    const socket = createSocket('udp4');
    socket.send(Buffer.from([1, 2, 3]), server.port, '127.0.0.1');
    socket.send(encode({ type: 'query', id: 1, questions: [] }), server.port, '127.0.0.1');
    const answer = await askDatagram(question('shop.example', 'A'));
    socket.close();

    expect(answer.answers).toHaveLength(1);
  });

  it('answers several questions in one stream, cut anywhere', async () => {
    const socket = connect(server.port, '127.0.0.1');
    const bytes = Buffer.concat([
      streamEncode({ type: 'query', id: 1, questions: [] }),
      streamEncode({ type: 'query', id: 2, questions: [{ name: 'shop.example', type: 'A' }] }),
    ]);
    for (const byte of bytes) socket.write(Buffer.from([byte]));

    const [answer] = (await once(socket, 'data')) as [Buffer];

    expect(streamDecode(answer).answers).toMatchObject([{ name: 'shop.example', data: addressOf('shop.example') }]);
    socket.resetAndDestroy();
  });
});
