/** What a browser may read of an answer. */
const exposed = 'etag, location, preference-applied, ratelimit-limit, retry-after, x-request-id';

/**
 * Headers that every answer carries: nothing is sniffed, framed, cached by strangers or run
 * (https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers).
 */
const securityHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Gives the headers of every answer of an exchange. `rateLimit`: requests a second of the caller's plan, where it is on one; `allowed` is CORS_ORIGIN: a comma-separated list, or `*`. */
export function standardHeaders(
  exchangeId: string,
  rateLimit: unknown,
  origin: string | undefined,
  allowed: string,
): Readonly<Record<string, string>> {
  return {
    ...securityHeaders,
    'x-request-id': exchangeId,
    ...limitHeaders(rateLimit),
    ...corsHeaders(origin, allowed),
  };
}

/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/03/, section 2.1. */
function limitHeaders(rateLimit: unknown): Readonly<Record<string, string>> {
  return typeof rateLimit === 'string' && rateLimit !== '' ? { 'ratelimit-limit': rateLimit } : {};
}

/** An origin that is not on the list gets no header, which makes its browser refuse the answer (https://fetch.spec.whatwg.org/#http-cors-protocol). */
function corsHeaders(origin: string | undefined, allowed: string): Readonly<Record<string, string>> {
  const list = allowed
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (list.includes('*')) return { 'access-control-allow-origin': '*', 'access-control-expose-headers': exposed };
  if (origin === undefined || !list.includes(origin)) return { vary: 'origin' };
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': exposed, vary: 'origin' };
}
