import dns, { type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type LookupFunction, Socket, type SocketConnectOpts, type TcpSocketConnectOpts } from 'node:net';
import { constants } from 'node:os';
import { isLoopback, reachabilityOf } from './address-plan.ts';
import type { Network } from './network.ts';

type LookupCallback = Parameters<LookupFunction>[2];
type Failure = 'ECONNREFUSED' | 'ENETUNREACH';

/**
 * Makes every new TCP connection of this thread that would leave the machine end at the network's
 * web server instead: after the caller's own `lookup` has run, only to addresses of the plan, only
 * to ports 80 and 443. Gives what undoes it.
 */
export function redirectSockets(network: Network): () => void {
  const connect = Socket.prototype.connect;
  const redirected = function (this: Socket, ...given: unknown[]): Socket {
    const { options, listener } = readArguments(given);
    if ('path' in options || isLoopback(options.host ?? 'localhost')) return Reflect.apply(connect, this, given);
    return Reflect.apply(connect, this, [redirect(this, options, network), listener]);
  };
  Socket.prototype.connect = redirected as typeof connect;
  return () => {
    Socket.prototype.connect = connect;
  };
}

/** The forms of https://nodejs.org/api/net.html#socketconnect, and the array that `net.connect` itself hands on. */
function readArguments(given: readonly unknown[]): { options: SocketConnectOpts; listener: unknown } {
  const [first, second] = given;
  if (Array.isArray(first)) return readArguments(first);
  const listener = given.findLast((argument) => typeof argument === 'function');
  if (typeof first === 'object' && first !== null) {
    // `path: null` is how http.Agent says that it wants no Unix socket.
    const { path, ...others } = first as { path?: string | null } & TcpSocketConnectOpts;
    return { options: typeof path === 'string' ? { path } : others, listener };
  }
  if (Number.isNaN(Number(first))) return { options: { path: String(first) }, listener };
  return { options: { port: Number(first), host: typeof second === 'string' ? second : 'localhost' }, listener };
}

function redirect(socket: Socket, options: TcpSocketConnectOpts, network: Network): TcpSocketConnectOpts {
  const asked = options.host ?? 'localhost';
  const askedPort = Number(options.port);
  const port = askedPort === 443 ? network.httpsPort : network.httpPort;
  const find: LookupFunction = isIP(asked) === 0 ? (options.lookup ?? dns.lookup) : literal(asked);
  const lookup: LookupFunction = (_, lookupOptions, callback) => {
    find(asked, lookupOptions, (error, found) => {
      if (error === null) arrive(socket, listOf(found), askedPort, lookupOptions, callback);
      else callback(error, '', 0);
    });
  };
  // A literal would go round the lookup, so the socket is given a name that leads to it.
  return { ...options, port, host: isIP(asked) === 0 ? asked : 'literal.invalid', lookup };
}

function literal(address: string): LookupFunction {
  return (_, __, callback) => process.nextTick(callback, null, address, isIP(address));
}

function listOf(found: string | readonly LookupAddress[]): string[] {
  return typeof found === 'string' ? [found] : found.map((each) => each.address);
}

/** Goes to the first address that is not unreachable, as a client does that tries one after the other. */
function arrive(
  socket: Socket,
  addresses: readonly string[],
  port: number,
  options: LookupOptions,
  callback: LookupCallback,
): void {
  const address = addresses.find((each) => reachabilityOf(each) !== 'unreachable');
  const reachability = address === undefined ? 'unreachable' : reachabilityOf(address);
  if (address === undefined || reachability === 'unreachable') {
    callback(failure('ENETUNREACH', addresses[0] ?? '', port), '', 0);
  } else if (reachability === 'refused' || (reachability === 'host' && port !== 80 && port !== 443)) {
    callback(failure('ECONNREFUSED', address, port), '', 0);
  } else if (reachability === 'host') {
    showAs(socket, address, port);
    if (options.all === true) callback(null, [{ address: '127.0.0.1', family: 4 }]);
    else callback(null, '127.0.0.1', 4);
  }
}

/** A guard that looks at the connected peer must see the address that it was promised. */
function showAs(socket: Socket, address: string, port: number): void {
  const shown = (name: 'remoteAddress' | 'remotePort', value: string | number) =>
    Object.defineProperty(socket, name, {
      configurable: true,
      get: () => (Reflect.get(Socket.prototype, name, socket) === undefined ? undefined : value),
    });
  shown('remoteAddress', address);
  shown('remotePort', port);
}

function failure(code: Failure, address: string, port: number): NodeJS.ErrnoException {
  const facts = { code, errno: -constants.errno[code], syscall: 'connect', address, port };
  return Object.assign(new Error(`connect ${code} ${address}:${port}`), facts);
}
