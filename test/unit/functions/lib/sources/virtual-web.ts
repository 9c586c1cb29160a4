import type { IncomingMessage } from 'node:http';
import { addressOf } from '../../../../../local/network/address-plan.ts';
import { createCertificateAuthority } from '../../../../../local/network/certificate-authority.ts';
import { joinVirtualInternet } from '../../../../../local/network/join.ts';
import { startNameServer } from '../../../../../local/network/name-server.ts';
import { startWebServer } from '../../../../../local/network/web-server.ts';
import type { HostRecords } from '../../../../../local/network/zone.ts';

/** What a host answers: a body, JSON where it is no string. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
export type Responder = (url: URL, request: IncomingMessage) => Reply;

/** A small internet for tests: hosts that answer as told, DNS records, and the requests that came. */
export async function startVirtualWeb() {
  const hosts = new Map<string, Responder>();
  const records = new Map<string, HostRecords | 'fails' | 'silent'>();
  const visits: { readonly url: URL; readonly headers: IncomingMessage['headers'] }[] = [];
  const authority = createCertificateAuthority();
  const names = await startNameServer((name) =>
    hosts.has(name) ? { a: [addressOf(name)] } : (records.get(name) ?? null),
  );
  const web = await startWebServer({
    authority,
    visit: ({ url, request, response }) => {
      visits.push({ url, headers: request.headers });
      const { status = 200, headers = {}, body = '' } = hosts.get(url.hostname)?.(url, request) ?? { status: 404 };
      if (status === 0) {
        response.destroy();
        return;
      }
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    },
    acceptsTls: () => true,
  });
  const leave = joinVirtualInternet({
    dnsPort: names.port,
    httpPort: web.httpPort,
    httpsPort: web.httpsPort,
    certificateAuthority: authority.certificate,
  });
  return {
    visits,
    serve: (host: string, responder: Responder | Reply) => {
      hosts.set(host, typeof responder === 'function' ? responder : () => responder);
    },
    setRecords: (name: string, found: HostRecords | 'fails' | 'silent') => {
      records.set(name, found);
    },
    reset: () => {
      hosts.clear();
      records.clear();
      visits.length = 0;
    },
    close: async () => {
      leave();
      await Promise.all([names.close(), web.close()]);
    },
  };
}
export type VirtualWeb = Awaited<ReturnType<typeof startVirtualWeb>>;
