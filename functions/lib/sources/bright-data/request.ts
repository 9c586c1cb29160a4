import { SourceFailure, type SourceQuestion } from '../adapter.ts';
import { requestText, type TextAnswer } from '../request.ts';
import { readSecretKey } from '../secret.ts';

/** Names the secret with the token of the account, plain or as `{"apiKey", "serpZone"}`. */
export const secretVariable = 'BRIGHT_DATA_SECRET_ARN';

/** The token of the account, null where there is none. Throws SourceFailure `secret_unavailable`. */
export function readToken({ surroundings }: Pick<SourceQuestion, 'surroundings'>): Promise<string | null> {
  return readSecretKey(secretVariable, surroundings.now());
}

/**
 * Asks api.brightdata.com (https://docs.brightdata.com/api-reference/authentication). What is posted
 * starts work that may be charged, so it is posted once. Gives any status but those that refuse the
 * account. Throws SourceFailure: `invalid_key`, `forbidden`, `quota_exhausted`, `rate_limited`,
 * `http_5xx`, or what the network met.
 */
export async function callBrightData(
  path: string,
  token: string,
  question: Pick<SourceQuestion, 'deadline' | 'surroundings'>,
  body: unknown = null,
  longestMs?: number,
): Promise<TextAnswer> {
  const isPost = body !== null;
  const answer = await requestText(`https://api.brightdata.com${path}`, question, {
    accept: 'application/json',
    ...(longestMs === undefined ? {} : { longestMs }),
    headers: { authorization: `Bearer ${token}`, ...(isPost ? { 'content-type': 'application/json' } : {}) },
    ...(isPost ? { method: 'POST', body: JSON.stringify(body), mayRetry: () => false } : {}),
  });
  const reason = refusals[answer.status];
  if (reason !== undefined) throw new SourceFailure(reason);
  if (answer.status >= 500) throw new SourceFailure(`http_${answer.status}`);
  return answer;
}

const refusals: Readonly<Record<number, string>> = {
  401: 'invalid_key',
  402: 'quota_exhausted',
  403: 'forbidden',
  429: 'rate_limited',
};
