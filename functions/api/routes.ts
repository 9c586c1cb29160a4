import type { Scope } from '../lib/access/roles.ts';

/** One operation of the REST API: its method and path, the function that serves it, and the scope it asks for. */
export interface Route {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** With API Gateway's `{parameter}` notation. */
  readonly path: string;
  /** File name of the function in `functions/api`, without its ending. */
  readonly function: string;
  /** null: open to everyone, no key asked. */
  readonly scope: Scope | null;
}

/** Every route there is: the CDK stack, the laptop's gateway and the authorizer read them here. */
export const routes = [
  { method: 'GET', path: '/company/{domain}/lookup', function: 'company-lookup', scope: 'company:read' },
  { method: 'POST', path: '/company/{domain}/vendor-context', function: 'vendor-context', scope: 'enrich:start' },
  {
    method: 'POST',
    path: '/company/{domain}/customer-intelligence',
    function: 'customer-intelligence',
    scope: 'enrich:start',
  },
  { method: 'POST', path: '/companies/enrichments', function: 'start-batch', scope: 'enrich:start' },
  { method: 'POST', path: '/analysis/async', function: 'async-analysis', scope: 'analysis:start' },
  { method: 'GET', path: '/analysis/status/{requestId}', function: 'status-check', scope: 'company:read' },
  { method: 'DELETE', path: '/analysis/{requestId}', function: 'detach-request', scope: 'analysis:start' },
  { method: 'GET', path: '/health', function: 'health-check', scope: null },
  { method: 'GET', path: '/openapi.json', function: 'openapi-document', scope: null },
] as const satisfies readonly Route[];
