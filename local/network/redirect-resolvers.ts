import dns, { type LookupAddress, type LookupOptions } from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { isLoopback } from './address-plan.ts';

type Callback = (error: NodeJS.ErrnoException | null, address?: string | LookupAddress[], family?: number) => void;

/**
 * Makes this thread ask the network's name server: `dns` and `dns.promises`, every new `Resolver`,
 * and `lookup`, which otherwise asks the operating system. Names of this machine stay with it.
 * Gives what undoes it.
 */
export function redirectResolvers(dnsPort: number): () => void {
  const servers = [`127.0.0.1:${dnsPort}`];
  const before = {
    servers: dns.getServers(),
    callbacks: { Resolver: dns.Resolver, lookup: dns.lookup },
    promises: { Resolver: dns.promises.Resolver, lookup: dns.promises.lookup },
  };
  const lookup = lookupWith(dns.lookup);
  const lookupPromise = promiseOf(lookup);
  Object.assign(lookup, { [promisify.custom]: lookupPromise });
  setServers(servers);
  Object.assign(dns, { lookup, Resolver: resolverWith(dns.Resolver, servers) });
  Object.assign(dns.promises, {
    lookup: lookupPromise,
    Resolver: resolverWith(dns.promises.Resolver, servers),
  });
  // Modules that import these by name see them only after this.
  syncBuiltinESMExports();
  return () => {
    Object.assign(dns, before.callbacks);
    Object.assign(dns.promises, before.promises);
    setServers(before.servers);
    syncBuiltinESMExports();
  };
}

function setServers(servers: readonly string[]): void {
  dns.setServers(servers);
  dns.promises.setServers(servers);
}

function resolverWith<Base extends typeof dns.Resolver | typeof dns.promises.Resolver>(
  base: Base,
  servers: readonly string[],
): Base {
  return new Proxy(base, {
    construct: (target, given, newTarget) => {
      const resolver: dns.Resolver = Reflect.construct(target, given, newTarget);
      resolver.setServers(servers);
      return resolver;
    },
  });
}

/** https://nodejs.org/api/dns.html#dnslookuphostname-options-callback, answered by the name server. */
function lookupWith(original: typeof dns.lookup) {
  return (hostname: string, ...rest: [Callback] | [LookupOptions | number, Callback]): void => {
    const callback = rest.at(-1) as Callback;
    if (isIP(hostname) !== 0 || isLoopback(hostname)) {
      Reflect.apply(original, dns, [hostname, ...rest]);
      return;
    }
    const { all, family } = readOptions(rest.length === 2 ? rest[0] : {});
    dns.resolve4(hostname, (error, addresses) => {
      const [first] = error === null && family !== 6 ? addresses : [];
      if (first === undefined) callback(failure(hostname, error?.code));
      else if (all) callback(null, addresses.map(asLookupAddress));
      else callback(null, first, 4);
    });
  };
}

function asLookupAddress(address: string): LookupAddress {
  return { address, family: 4 };
}

function promiseOf(lookup: ReturnType<typeof lookupWith>) {
  return (hostname: string, options: LookupOptions | number = {}) =>
    new Promise<LookupAddress | LookupAddress[]>((resolve, reject) => {
      lookup(hostname, options, (error, address = '', family = 0) => {
        if (error !== null) reject(error);
        else resolve(typeof address === 'string' ? { address, family } : address);
      });
    });
}

function readOptions(options: LookupOptions | number): { all: boolean; family: number } {
  if (typeof options === 'number') return { all: false, family: options };
  return { all: options.all === true, family: options.family === 'IPv6' ? 6 : Number(options.family ?? 0) };
}

/** The two errors by which `getaddrinfo` tells "there is none" from "ask again later". */
function failure(hostname: string, cause: string | undefined): NodeJS.ErrnoException {
  const isLasting = cause === undefined || cause === 'ENOTFOUND' || cause === 'ENODATA';
  const code = isLasting ? 'ENOTFOUND' : 'EAI_AGAIN';
  return Object.assign(new Error(`getaddrinfo ${code} ${hostname}`), { code, syscall: 'getaddrinfo', hostname });
}
