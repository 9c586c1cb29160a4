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
  { method: 'GET', path: '/company/{domain}/history', function: 'company-history', scope: 'company:read' },
  { method: 'DELETE', path: '/company/{domain}/cache', function: 'clear-company-cache', scope: 'cache:admin' },
  { method: 'GET', path: '/cache/stats', function: 'cache-statistics', scope: 'cache:admin' },
  { method: 'POST', path: '/companies/enrichments', function: 'start-batch', scope: 'enrich:start' },
  { method: 'POST', path: '/analysis/async', function: 'async-analysis', scope: 'analysis:start' },
  { method: 'GET', path: '/analysis/status/{requestId}', function: 'status-check', scope: 'company:read' },
  { method: 'POST', path: '/analysis/{requestId}/feedback', function: 'give-feedback', scope: 'company:read' },
  { method: 'DELETE', path: '/analysis/{requestId}', function: 'detach-request', scope: 'analysis:start' },
  // The calls of the web client that was there before this API.
  { method: 'GET', path: '/companies/lookup', function: 'front-end-lookup', scope: 'company:read' },
  // It may buy a search, as a start may.
  { method: 'GET', path: '/company/{domain}/search', function: 'front-end-search', scope: 'enrich:start' },
  { method: 'POST', path: '/vendor/context', function: 'front-end-vendor-context', scope: 'enrich:start' },
  {
    method: 'POST',
    path: '/customer/intelligence',
    function: 'front-end-customer-intelligence',
    scope: 'enrich:start',
  },
  { method: 'GET', path: '/workflows/{requestId}/status', function: 'front-end-status', scope: 'company:read' },
  { method: 'GET', path: '/requests/{requestId}/status', function: 'front-end-status', scope: 'company:read' },
  // What a user keeps is the business of everyone who may read.
  { method: 'GET', path: '/profile/{userId}', function: 'user-profile', scope: 'company:read' },
  { method: 'PUT', path: '/profile/{userId}', function: 'user-profile', scope: 'company:read' },
  { method: 'DELETE', path: '/profile/{userId}', function: 'user-profile', scope: 'company:read' },
  {
    method: 'GET',
    path: '/research-history/users/{userId}/companies',
    function: 'research-history',
    scope: 'company:read',
  },
  {
    method: 'DELETE',
    path: '/research-history/users/{userId}/companies',
    function: 'research-history',
    scope: 'company:read',
  },
  {
    method: 'GET',
    path: '/research-history/users/{userId}/companies/{companyName}',
    function: 'research-history',
    scope: 'company:read',
  },
  {
    method: 'PUT',
    path: '/research-history/users/{userId}/companies/{companyName}',
    function: 'research-history',
    scope: 'company:read',
  },
  {
    method: 'DELETE',
    path: '/research-history/users/{userId}/companies/{companyName}',
    function: 'research-history',
    scope: 'company:read',
  },
  {
    method: 'GET',
    path: '/research-history/users/{userId}/sessions',
    function: 'research-history',
    scope: 'company:read',
  },
  {
    method: 'DELETE',
    path: '/research-history/users/{userId}/all-data',
    function: 'research-history',
    scope: 'company:read',
  },
  { method: 'POST', path: '/privacy/exports', function: 'start-privacy-request', scope: 'privacy:admin' },
  { method: 'POST', path: '/privacy/erasures', function: 'start-privacy-request', scope: 'privacy:admin' },
  {
    method: 'GET',
    path: '/privacy/requests/{requestId}',
    function: 'privacy-request-status',
    scope: 'privacy:admin',
  },
  { method: 'GET', path: '/health', function: 'health-check', scope: null },
  { method: 'GET', path: '/openapi.json', function: 'openapi-document', scope: null },
] as const satisfies readonly Route[];
