import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { CertificateAuthority } from './certificate-authority.ts';

/** One request to a host of the virtual internet, with the URL it was asked for. */
export interface Visit {
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export interface WebServer {
  readonly httpPort: number;
  readonly httpsPort: number;
  close(): Promise<void>;
}

interface WebServerOptions {
  readonly authority: CertificateAuthority;
  /** Answers a visit; what it throws becomes a 500. */
  visit(visit: Visit): void | Promise<void>;
  /** Whether the host takes part in a TLS handshake; the connection is dropped where it does not. */
  acceptsTls(hostname: string): boolean;
}

/** Listens on loopback for ports 80 and 443 of all hosts, told apart by Host header and SNI. */
export async function startWebServer({ authority, visit, acceptsTls }: WebServerOptions): Promise<WebServer> {
  const plain = createServer(answer('http', visit));
  const secure = createSecureServer(
    {
      SNICallback: (hostname, done) => {
        if (acceptsTls(hostname)) done(null, authority.contextFor(hostname));
        else done(new Error(`${hostname} does not speak TLS.`));
      },
    },
    answer('https', visit),
  );
  const servers = [plain, secure];
  const [httpPort = 0, httpsPort = 0] = await Promise.all(servers.map(listen));
  return {
    httpPort,
    httpsPort,
    close: async () => {
      await Promise.all(
        servers.map(async (server) => {
          server.closeAllConnections();
          server.close();
          await once(server, 'close');
        }),
      );
    },
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function answer(scheme: 'http' | 'https', visit: WebServerOptions['visit']): RequestListener {
  return async (request, response) => {
    const url = URL.parse(`${scheme}://${request.headers.host ?? ''}${request.url ?? '/'}`);
    if (url === null) {
      response.writeHead(400, { 'content-type': 'text/plain' }).end('Bad Request');
      return;
    }
    try {
      await visit({ url, request, response });
    } catch (error) {
      console.error(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain' }).end('Internal Server Error');
    }
  };
}
