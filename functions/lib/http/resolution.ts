import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';
import { isPublicAddress } from './address.ts';
import { HttpError } from './http-error.ts';
import { hostnameOf } from './target.ts';

/** An address that was checked and may be connected to. */
export interface PublicAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/**
 * Resolves the host of a checked URL once; the caller connects to nothing but these addresses, so that a second,
 * different answer (DNS rebinding) never counts. Throws HttpError `http.refused` when any answer is
 * not public, `http.unreachable` when there is none.
 */
export async function resolvePublicAddresses(url: URL): Promise<readonly PublicAddress[]> {
  const hostname = hostnameOf(url);
  const family = isIP(hostname);
  if (family !== 0) return [checkAddress(hostname, family === 4 ? 4 : 6)];
  const [v4, v6] = await Promise.allSettled([dns.resolve4(hostname), dns.resolve6(hostname)]);
  const addresses = [
    ...(v4.status === 'fulfilled' ? v4.value : []).map((address) => checkAddress(address, 4)),
    ...(v6.status === 'fulfilled' ? v6.value : []).map((address) => checkAddress(address, 6)),
  ];
  if (addresses.length > 0) return addresses;
  throw noAddress(v4, v6);
}

function checkAddress(address: string, family: 4 | 6): PublicAddress {
  if (!isPublicAddress(address)) throw new HttpError('http.refused', 'private_address');
  return { address, family };
}

function noAddress(...answers: PromiseSettledResult<string[]>[]): HttpError {
  const causes = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [answer.reason as { code?: string }] : [],
  );
  const codes = causes.map((cause) => cause.code);
  if (codes.includes('ENOTFOUND')) return new HttpError('http.unreachable', 'no_such_domain', { cause: causes[0] });
  if (codes.every((code) => code === 'ENODATA')) return new HttpError('http.unreachable', 'no_address');
  return new HttpError('http.unreachable', 'dns_failed', { cause: causes[0] });
}
