import { addressOf } from '../../../../../local/network/address-plan.ts';
import { createCertificateAuthority } from '../../../../../local/network/certificate-authority.ts';
import { joinVirtualInternet } from '../../../../../local/network/join.ts';
import { startNameServer } from '../../../../../local/network/name-server.ts';
import { startWebServer, type Visit } from '../../../../../local/network/web-server.ts';
import type { HostRecords } from '../../../../../local/network/zone.ts';

export interface SmallWeb {
  /** URLs asked so far. */
  readonly asked: string[];
  /** Answers every visit until it is replaced. */
  answer: (visit: Visit) => void | Promise<void>;
  /** Records of names that are not simply there; null for a name that does not exist. */
  readonly names: Map<string, HostRecords | 'fails' | 'silent' | null>;
  close(): Promise<void>;
}

/** Puts this test file into an internet of its own, in which every name has a web server on loopback. */
export async function startSmallWeb(): Promise<SmallWeb> {
  const authority = createCertificateAuthority();
  const web: SmallWeb = {
    asked: [],
    answer: ({ response }) => void response.writeHead(404).end(),
    names: new Map(),
    close: async () => {
      leave();
      await Promise.all([names.close(), server.close()]);
    },
  };
  const names = await startNameServer((name) => {
    const records = web.names.get(name);
    return records === undefined ? { a: [addressOf(name)] } : records;
  });
  const server = await startWebServer({
    authority,
    acceptsTls: (hostname) => !hostname.startsWith('plain.'),
    visit: (visit) => {
      web.asked.push(visit.url.href);
      return web.answer(visit);
    },
  });
  const leave = joinVirtualInternet({
    dnsPort: names.port,
    httpPort: server.httpPort,
    httpsPort: server.httpsPort,
    certificateAuthority: authority.certificate,
  });
  return web;
}

/** Answers pages by URL or, failing that, by path; 404 for all others. */
export function servePages(
  pages: Readonly<
    Record<string, string | { status?: number; headers?: Record<string, string>; body?: string | Buffer }>
  >,
) {
  return ({ url, response }: Visit): void => {
    const page = pages[url.href] ?? pages[url.pathname];
    if (page === undefined) response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>');
    else if (typeof page === 'string')
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    else response.writeHead(page.status ?? 200, { 'content-type': 'text/html', ...page.headers }).end(page.body ?? '');
  };
}
