import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Visit } from '../../network/web-server.ts';
import type { Site } from './read-site.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Shown with status 404 in place of what does not exist. */
const errorPage = '/404';
/** Sites were last changed so many days ago. */
const ageDays = 14;

const types: Readonly<Record<string, string>> = {
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
};

interface Resource {
  readonly type: string;
  readonly body: Buffer;
}

/** Gives what answers a site's visits, on its bare name and under `www.` alike. `now` in epoch ms. */
export function serveSite(site: Site, now: number): (visit: Visit) => Promise<void> {
  const lastModified = new Date(now - ageDays * dayMs);
  return async (visit) => {
    const { behaviour, delayMs } = site.definition;
    if (delayMs > 0) await pause(delayMs);
    if (behaviour === 'pages') answer(site, visit, lastModified);
    else await misanswer(behaviour, visit);
  };
}

function answer(site: Site, { url, request, response }: Visit, lastModified: Date): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const destination = redirectOf(site, url);
  if (destination !== null) {
    response.writeHead(301, { location: destination, 'content-type': 'text/html' });
    response.end(`<p>Moved to <a href="${destination}">${destination}</a></p>`);
    return;
  }
  const found = findResource(site, url.pathname);
  sendResource({ url, request, response }, site, found ?? notFound(site), found === null ? 404 : 200, lastModified);
}

/** Where a visit belongs instead, null where it is right. */
function redirectOf(site: Site, url: URL): string | null {
  const { domain, definition } = site;
  if (definition.movedTo !== undefined) return new URL(url.pathname + url.search, definition.movedTo).href;
  const place = new URL(url);
  if (definition.https === 'only') place.protocol = 'https:';
  if (definition.www === 'to-bare') place.hostname = domain;
  if (definition.www === 'to-www') place.hostname = `www.${domain}`;
  const moved = definition.redirects[url.pathname];
  if (moved !== undefined) return new URL(moved, place).href;
  if (url.pathname.length > 1 && url.pathname.endsWith('/')) place.pathname = url.pathname.slice(0, -1);
  return place.href === url.href ? null : place.href;
}

function findResource(site: Site, path: string): Resource | null {
  const file = site.files.get(path);
  if (file !== undefined) {
    const ending = path.slice(path.lastIndexOf('.') + 1);
    return { type: types[ending] ?? 'text/plain; charset=utf-8', body: Buffer.from(file) };
  }
  if (site.definition.sitemap && path === '/sitemap.xml') {
    return { type: 'application/xml; charset=utf-8', body: Buffer.from(writeSitemap(site)) };
  }
  const page = path === errorPage ? undefined : site.pages.get(path);
  return page === undefined ? null : htmlOf(site, page.html);
}

function notFound(site: Site): Resource {
  return htmlOf(site, site.pages.get(errorPage)?.html ?? '<!doctype html><title>404</title><h1>Page not found</h1>');
}

function htmlOf({ definition }: Site, html: string): Resource {
  const isLatin = definition.charset === 'iso-8859-1';
  const type = definition.charsetIn === 'header' ? `text/html; charset=${definition.charset}` : 'text/html';
  return { type, body: Buffer.from(html, isLatin ? 'latin1' : 'utf8') };
}

function writeSitemap({ domain, definition, pages }: Site): string {
  const origin = `${definition.https === 'none' ? 'http' : 'https'}://${definition.www === 'to-www' ? 'www.' : ''}${domain}`;
  const paths = [...pages].filter(([, page]) => page.isListed).map(([path]) => path);
  const entries = paths.map((path) => `  <url><loc>${origin}${path}</loc></url>`);
  const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';
  return [`<?xml version="1.0" encoding="UTF-8"?>`, `<urlset xmlns="${namespace}">`, ...entries, '</urlset>', ''].join(
    '\n',
  );
}

function sendResource(
  { request, response }: Visit,
  { definition }: Site,
  resource: Resource,
  status: number,
  lastModified: Date,
): void {
  const etag = `"${createHash('sha256').update(resource.body).digest('hex').slice(0, 16)}"`;
  const common = { etag, 'last-modified': lastModified.toUTCString(), vary: 'Accept-Encoding' };
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  const known = request.headers['if-none-match'];
  const isKnown =
    known === undefined ? Math.floor(lastModified.getTime() / 1000) * 1000 <= since : known.includes(etag);
  if (status === 200 && isKnown) {
    response.writeHead(304, common).end();
    return;
  }
  const isZipped = definition.gzip && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const body = isZipped ? gzipSync(resource.body) : resource.body;
  response.writeHead(status, {
    ...common,
    'content-type': resource.type,
    'content-length': body.length,
    ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function misanswer(
  behaviour: Exclude<Site['definition']['behaviour'], 'pages'>,
  { request, response }: Visit,
): Promise<void> {
  if (behaviour === 'flood') await flood(response);
  else if (behaviour === 'hangs') request.resume();
  else if (behaviour === 'resets') request.socket.resetAndDestroy();
  else {
    const [status, text] = behaviour === 'error' ? [500, 'Internal Server Error'] : [403, 'Access denied'];
    const page = `<!doctype html><html><head><title>${text}</title></head><body><h1>${text}</h1></body></html>`;
    response.writeHead(status as number, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  }
}

const floodBytes = 50 * 1024 * 1024;

/** Never holds more than a piece of it; whoever hangs up early ends it. */
async function flood(response: ServerResponse): Promise<void> {
  const piece = Buffer.from(`<p>${'Bulk goods, moved and stored by the tonne. '.repeat(1500)}</p>\n`);
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  const pieces = function* () {
    yield '<!doctype html><html><head><title>Bulkhaven</title></head><body>\n';
    for (let sent = 0; sent < floodBytes; sent += piece.length) yield piece;
    yield '</body></html>\n';
  };
  await pipeline(Readable.from(pieces()), response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}
