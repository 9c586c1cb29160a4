import * as z from 'zod';
import { SourceFailure, type SourceQuestion } from '../adapter.ts';
import { parseJson, refuseStatus, requestText } from '../request.ts';
import { type ClientCredentials, readClientCredentials } from '../secret.ts';

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().catch(3600) });
/** A token that ends sooner is not begun with, in ms. */
const reserve = 60_000;

interface KeptToken {
  readonly credentials: ClientCredentials;
  readonly token: string;
  /** Epoch ms. */
  readonly until: number;
}

let kept: KeptToken | null = null;

/**
 * Gives an access token by client credentials (RFC 6749, 4.4; https://snov.io/api), kept in a warm
 * function until it expires; null where the secret holds no credentials. Throws SourceFailure:
 * `secret_unavailable`, `invalid_key`, `malformed`, or what the network met.
 */
export async function obtainToken(question: SourceQuestion): Promise<string | null> {
  const now = question.surroundings.now();
  const credentials = await readClientCredentials('SNOV_SECRET_ARN', now);
  if (credentials === null) return null;
  if (kept !== null && kept.until > now + reserve && isSame(kept.credentials, credentials)) return kept.token;
  kept = null;
  const answer = await requestText('https://api.snov.io/v1/oauth/access_token', question, {
    method: 'POST',
    accept: 'application/json',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
    }).toString(),
  });
  if (answer.status === 400 || answer.status === 401) throw new SourceFailure('invalid_key');
  refuseStatus(answer, now);
  const parsed = tokenSchema.safeParse(parseJson(answer.text));
  // A refusal may come with 200 and a text instead of a token.
  if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
  kept = { credentials, token: parsed.data.access_token, until: now + parsed.data.expires_in * 1000 };
  return kept.token;
}

/** Drops a token that was refused, so that the next question asks for another. */
export function forgetToken(): void {
  kept = null;
}

function isSame(left: ClientCredentials, right: ClientCredentials): boolean {
  return left.clientId === right.clientId && left.clientSecret === right.clientSecret;
}
