import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { addressOf } from '../../network/address-plan.ts';
import type { Visit } from '../../network/web-server.ts';
import type { Host } from '../host.ts';
import type { CompanyRecords } from '../records.ts';
import { providerKeys } from './keys.ts';
import type { Knowledge, ProviderAnswer } from './provider.ts';

const tokenSeconds = 3600;
const [clientId, clientSecret] = providerKeys.snov.split(':');
const notFound = {
  status: 404,
  body: { errors: { code: 404, title: 'Sorry, but url or entity not found', source: '' } },
};
const unauthorized = { status: 401, body: { success: false, errors: ['The access token is invalid or has expired.'] } };

/** A search that was started. */
interface Task {
  readonly domain: string;
  polls: number;
}

/**
 * api.snov.io: tokens by client credentials, and the domain search of v2, whose result is there when
 * it is asked for the second time (https://snov.io/api).
 */
export function snov({ records, now }: Knowledge): Host {
  const tokens = new Map<string, number>();
  const tasks = new Map<string, Task>();
  const isKnownToken = ({ request }: Visit) =>
    (tokens.get((request.headers.authorization ?? '').replace(/^Bearer /, '')) ?? 0) > now();

  const respond = async (visit: Visit): Promise<ProviderAnswer> => {
    const { pathname } = visit.url;
    if (pathname === '/v1/oauth/access_token')
      return grant(new URLSearchParams(await text(visit.request)), tokens, now());
    if (!isKnownToken(visit)) return unauthorized;
    if (pathname === '/v2/domain-search/start' && visit.request.method === 'POST') {
      return start(new URLSearchParams(await text(visit.request)), tasks);
    }
    const [, hash = ''] = /^\/v2\/domain-search\/result\/([\da-f]+)$/.exec(pathname) ?? [];
    const task = tasks.get(hash);
    return task === undefined ? notFound : report(hash, task, records);
  };

  return {
    name: 'api.snov.io',
    kind: 'provider',
    records: { a: [addressOf('api.snov.io')] },
    visit: async (visit) => {
      const { status = 200, body } = await respond(visit);
      visit.response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    },
  };
}

function grant(form: URLSearchParams, tokens: Map<string, number>, now: number): ProviderAnswer {
  const isKnown =
    form.get('grant_type') === 'client_credentials' &&
    form.get('client_id') === clientId &&
    form.get('client_secret') === clientSecret;
  if (!isKnown) {
    return { status: 401, body: { error: 'invalid_client', message: 'Client authentication failed' } };
  }
  const token = `sandbox-token-${tokens.size + 1}`;
  tokens.set(token, now + tokenSeconds * 1000);
  return { body: { access_token: token, token_type: 'Bearer', expires_in: tokenSeconds } };
}

function start(form: URLSearchParams, tasks: Map<string, Task>): ProviderAnswer {
  const domain = form.get('domain');
  if (!domain) return { status: 422, body: { success: false, errors: ['The domain field is required.'] } };
  const hash = createHash('sha256').update(`${tasks.size} ${domain}`).digest('hex').slice(0, 32);
  tasks.set(hash, { domain, polls: 0 });
  return { body: { meta: { task_hash: hash }, links: linksOf(hash), data: [] } };
}

function report(hash: string, task: Task, records: readonly CompanyRecords[]): ProviderAnswer {
  task.polls += 1;
  const meta = { task_hash: hash, domain: task.domain };
  if (task.polls === 1) return { body: { status: 'in_progress', data: [], meta, links: linksOf(hash) } };
  const company = records.find(({ domain }) => domain === task.domain)?.snov;
  return {
    body: { status: 'completed', data: company === undefined ? {} : write(company), meta, links: linksOf(hash) },
  };
}

function linksOf(hash: string) {
  return { result: `https://api.snov.io/v2/domain-search/result/${hash}` };
}

function write({ companyName, phone, ...rest }: NonNullable<CompanyRecords['snov']>) {
  return { company_name: companyName, ...rest, hq_phone: phone };
}
