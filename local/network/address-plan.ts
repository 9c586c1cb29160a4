import { createHash } from 'node:crypto';
import { BlockList, isIPv4 } from 'node:net';

/**
 * What a connection to an address of the virtual internet meets: a `host`, a port nobody listens on
 * (`refused`), no answer at all (`silent`), or no route (`unreachable`).
 */
export type Reachability = 'host' | 'refused' | 'silent' | 'unreachable';

/**
 * The second octet tells what stands at an address of 11.0.0.0/8. That block is global unicast in
 * https://www.iana.org/assignments/ipv4-address-space but is not announced to the public internet,
 * so a guard against private addresses accepts it and nothing real is shadowed.
 */
const hostNetworks = 250;
const refusingNetwork = 250;
const silentNetwork = 251;

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** The stable address of a host name: the same in every process and on every day. */
export function addressOf(hostname: string): string {
  return place(hostname, (octet) => octet % hostNetworks);
}

/** An address, stable for the name, at which connections are refused. */
export function refusingAddressOf(hostname: string): string {
  return place(hostname, () => refusingNetwork);
}

/** An address, stable for the name, from which nothing ever comes back. */
export function silentAddressOf(hostname: string): string {
  return place(hostname, () => silentNetwork);
}

/** What a connection to this address would meet. */
export function reachabilityOf(address: string): Reachability {
  const [first, second] = isIPv4(address) ? address.split('.').map(Number) : [];
  if (first !== 11 || second === undefined) return 'unreachable';
  if (second < hostNetworks) return 'host';
  if (second === refusingNetwork) return 'refused';
  return second === silentNetwork ? 'silent' : 'unreachable';
}

/** Whether an address or a host name stays on this machine (RFC 6761, 6.3 for the names). */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  return loopback.check(host, host.includes(':') ? 'ipv6' : 'ipv4');
}

function place(hostname: string, network: (octet: number) => number): string {
  const digest = createHash('sha256').update(hostname.toLowerCase()).digest();
  const octet = (index: number) => digest.readUInt8(index);
  return [11, network(octet(0)), octet(1), 1 + (octet(2) % 254)].join('.');
}
