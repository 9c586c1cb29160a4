import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createCertificateAuthority } from '../network/certificate-authority.ts';
import { startNameServer } from '../network/name-server.ts';
import type { Network } from '../network/network.ts';
import { startWebServer, type Visit } from '../network/web-server.ts';
import type { Lookup } from '../network/zone.ts';
import {
  createEngineScripts,
  type EngineBehaviour,
  type EngineBehaviourOptions,
  engineHosts,
  engineKeys,
} from './engines/index.ts';
import { controlFaults, faultsPath, isForControl } from './faults/control.ts';
import type { Misbehaviour, MisbehaviourOptions } from './faults/kinds.ts';
import { createMisbehaviours } from './faults/misbehaviour.ts';
import type { Host } from './host.ts';
import { providerHosts } from './providers/index.ts';
import { providerKeys } from './providers/keys.ts';
import { readCompanyRecords } from './records.ts';
import { readSavedPages } from './saved-pages.ts';
import { readSite } from './site/read-site.ts';
import { siteHosts } from './site/site-hosts.ts';

const web = join(import.meta.dirname, 'web');
/** The latest visits are remembered, so many of them. */
const mostVisits = 10_000;

/** A request that a host of the small web has seen. */
export interface SeenVisit {
  readonly host: string;
  readonly path: string;
  readonly method: string;
  readonly userAgent: string;
}

export interface Sandbox {
  /** What `joinVirtualInternet` takes. */
  readonly network: Network;
  /** Every name that resolves, sorted. */
  hosts(): string[];
  /** The fictional companies: domain and why each is there. */
  companies(): { readonly domain: string; readonly purpose: string }[];
  /** Where faults are listed, set and cleared over HTTP. */
  readonly faultsUrl: string;
  /** What the stand-ins of paid providers accept as keys. */
  readonly providerKeys: typeof providerKeys;
  /** What the stand-ins of the LLM providers accept as keys. */
  readonly engineKeys: typeof engineKeys;
  /** Makes a host fail, or with null behave again. Throws an Error for an unknown host. */
  misbehave(host: string, misbehaviour: Misbehaviour | null, options?: MisbehaviourOptions): void;
  /** Makes the stand-in of an LLM provider play a behaviour, or with null answer well again. */
  playEngine(host: string, behaviour: EngineBehaviour | null, options?: EngineBehaviourOptions): void;
  /** What was asked so far, oldest first. */
  visits(): readonly SeenVisit[];
  close(): Promise<void>;
}

interface SandboxOptions {
  /** Folder with `pages.jsonl`, whose pages are served beside the fictional companies. */
  readonly pagesDir?: string | undefined;
  readonly clock?: { now(): number } | undefined;
}

/**
 * Starts the small web on loopback: fictional companies under `.example`, stand-ins of the providers
 * on their real names, saved pages if given, and a name server that knows all of them.
 */
export async function startSandbox({ pagesDir, clock = Date }: SandboxOptions = {}): Promise<Sandbox> {
  const now = clock.now();
  const sites = readdirSync(web).map((domain) => readSite(join(web, domain), domain, now));
  const records = readdirSync(web).map((domain) => readCompanyRecords(join(web, domain), domain, now));
  const engineScripts = createEngineScripts();
  const engines = engineHosts(engineScripts, () => clock.now());
  const engineNames = engines.map(({ name }) => name);
  const hosts = indexHosts([
    ...(pagesDir === undefined ? [] : readSavedPages(pagesDir)),
    ...sites.flatMap((site) => siteHosts(site, now)),
    ...providerHosts({ records, sites, now: () => clock.now() }),
    ...engines,
  ]);
  const misbehaviours = createMisbehaviours();
  const visits: SeenVisit[] = [];
  const authority = createCertificateAuthority();
  const names = await startNameServer(lookupIn(hosts, misbehaviours.ofName));
  const servers = await startWebServer({
    authority,
    acceptsTls: (hostname) => hosts.has(hostname) && hosts.get(hostname)?.acceptsTls !== false,
    visit: async (visit) => {
      if (isForControl(visit)) {
        await controlFaults(visit, { faults: misbehaviours, engines: engineScripts, hosts, engineHosts: engineNames });
        return;
      }
      visits.push(seen(visit));
      if (visits.length > mostVisits) visits.shift();
      await misbehaviours.serve(visit, () => answer(visit, hosts.get(visit.url.hostname)));
    },
  });
  return {
    network: {
      dnsPort: names.port,
      httpPort: servers.httpPort,
      httpsPort: servers.httpsPort,
      certificateAuthority: authority.certificate,
    },
    faultsUrl: `http://127.0.0.1:${servers.httpPort}${faultsPath}`,
    providerKeys,
    engineKeys,
    playEngine: engineScripts.set,
    hosts: () => [...hosts.keys()].sort(),
    companies: () => sites.map(({ domain, definition }) => ({ domain, purpose: definition.purpose })),
    misbehave: (host, misbehaviour, options) => {
      if (!hosts.has(host)) throw new Error(`The sandbox has no host ${host}.`);
      misbehaviours.set(host, misbehaviour, options);
    },
    visits: () => visits,
    close: async () => {
      await Promise.all([names.close(), servers.close()]);
    },
  };
}

/** Later hosts of the same name win: providers over saved pages. */
function indexHosts(hosts: readonly Host[]): ReadonlyMap<string, Host> {
  return new Map(hosts.map((host) => [host.name, host]));
}

function lookupIn(
  hosts: ReadonlyMap<string, Host>,
  misbehaviourOf: (host: string) => 'unknown' | 'fails' | 'silent' | null,
): Lookup {
  return (name) => {
    const misbehaviour = misbehaviourOf(name);
    if (misbehaviour === null) return hosts.get(name)?.records ?? null;
    return misbehaviour === 'unknown' ? null : misbehaviour;
  };
}

function seen({ url, request }: Visit): SeenVisit {
  return {
    host: url.hostname,
    path: url.pathname + url.search,
    method: request.method ?? 'GET',
    userAgent: request.headers['user-agent'] ?? '',
  };
}

async function answer(visit: Visit, host: Host | undefined): Promise<void> {
  if (host?.visit !== undefined) await host.visit(visit);
  // RFC 9110, 15.5.20: this server does not speak for that name.
  else visit.response.writeHead(421, { 'content-type': 'text/plain' }).end('Misdirected Request');
}
