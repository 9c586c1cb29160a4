import { createSocket, type Socket as DatagramSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { AUTHORITATIVE_ANSWER, decode, encode, type Packet, TRUNCATED_RESPONSE } from 'dns-packet';
import { answerQuestion, type Lookup } from './zone.ts';

/** Largest answer over UDP without EDNS (RFC 1035, 4.2.1). */
const plainDatagram = 512;
const bindAttempts = 20;

export interface NameServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves what `lookup` knows on one loopback port, over UDP and, for what is too long for it, TCP. */
export async function startNameServer(lookup: Lookup): Promise<NameServer> {
  const { datagrams, streams } = await bindBoth();
  const connections = new Set<Socket>();
  datagrams.on('message', (message, sender) => {
    const answer = answerMessage(message, lookup, true);
    if (answer !== null) datagrams.send(answer, sender.port, sender.address);
  });
  streams.on('connection', (socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    socket.on('error', () => socket.destroy());
    serveStream(socket, lookup);
  });
  return {
    port: datagrams.address().port,
    close: async () => {
      for (const socket of connections) socket.destroy();
      await Promise.all([closed(datagrams), closed(streams)]);
    },
  };
}

async function bindBoth(attempt = 1): Promise<{ datagrams: DatagramSocket; streams: Server }> {
  const datagrams = createSocket('udp4');
  datagrams.bind(0, '127.0.0.1');
  await once(datagrams, 'listening');
  const streams = createServer();
  streams.listen(datagrams.address().port, '127.0.0.1');
  try {
    await once(streams, 'listening');
    return { datagrams, streams };
  } catch (cause) {
    await closed(datagrams);
    if (attempt === bindAttempts) throw new Error('No port is free for both UDP and TCP.', { cause });
    await setImmediate();
    return bindBoth(attempt + 1);
  }
}

async function closed(socket: DatagramSocket | Server): Promise<void> {
  await new Promise<void>((resolve) => {
    socket.close(() => resolve());
  });
}

/** Messages over TCP are preceded by their length in two bytes (RFC 1035, 4.2.2). */
function serveStream(socket: Socket, lookup: Lookup): void {
  let received = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0);
      const answer = answerMessage(received.subarray(2, end), lookup, false);
      received = received.subarray(end);
      if (answer === null) continue;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(answer.length);
      socket.write(Buffer.concat([length, answer]));
    }
  });
}

function answerMessage(message: Buffer, lookup: Lookup, isDatagram: boolean): Buffer | null {
  const query = read(message);
  const question = query?.questions?.[0];
  if (query === null || question === undefined) return null;
  const { code, answers } = answerQuestion(question, lookup);
  if (code === 'silent') return null;
  const flags = AUTHORITATIVE_ANSWER | ((query.flags ?? 0) & recursionDesired) | code;
  const header: Packet = { type: 'response', id: query.id ?? 0, questions: [question] };
  const answer = encode({ ...header, flags, answers });
  if (!isDatagram || answer.length <= largestDatagram(query)) return answer;
  return encode({ ...header, flags: flags | TRUNCATED_RESPONSE });
}

/** RFC 1035, 4.1.1: the RD bit is copied into the response. */
const recursionDesired = 0x0100;

function read(message: Buffer): Packet | null {
  try {
    return decode(message);
  } catch {
    return null;
  }
}

function largestDatagram(query: Packet): number {
  const options = query.additionals?.find((record) => record.type === 'OPT');
  return Math.max(plainDatagram, options?.type === 'OPT' ? (options.udpPayloadSize ?? 0) : 0);
}
