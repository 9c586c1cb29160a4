import { LRUCache } from 'lru-cache';
import { anonymousClient, type Client, readClient } from '../lib/access/client.ts';
import { type AuthorizerAnswer, allowClient } from '../lib/access/policy.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { IntelligenceError } from '../lib/errors.ts';
import { routes } from './routes.ts';

/** A REQUEST authorizer's event, as far as it is read here. */
interface AuthorizerEvent {
  readonly methodArn: string;
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
}

/** Entries live 5 s at most, since nothing can be pushed to a warm function. */
const clients = new LRUCache<string, { readonly client: Client | null }>({ max: 1000, ttl: 5000 });
const longestKey = 200;

/**
 * Lets a known client in with a policy for all routes of its role. Throws `Unauthorized`, the very
 * word that makes API Gateway answer 401
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html).
 */
export async function handler(event: AuthorizerEvent): Promise<AuthorizerAnswer> {
  const client = (await findClient(keyOf(event))) ?? openDoor();
  if (client === null) throw new Error('Unauthorized');
  return allowClient(client, event.methodArn, routes);
}

function keyOf(event: AuthorizerEvent): string | null {
  const header = Object.entries(event.headers ?? {}).find(([name]) => name.toLowerCase() === 'x-api-key');
  const key = header?.[1] ?? '';
  return key === '' || key.length > longestKey ? null : key;
}

async function findClient(key: string | null): Promise<Client | null> {
  if (key === null) return null;
  const known = clients.get(key);
  if (known !== undefined) return known.client;
  const client = await readClient(key, systemClock.now());
  clients.set(key, { client });
  return client;
}

/** API_KEY_REQUIRED=false lets everyone in as a seller, but never in production. */
function openDoor(): Client | null {
  if (process.env.API_KEY_REQUIRED !== 'false') return null;
  if (process.env.STAGE !== 'prod') return anonymousClient;
  throw new IntelligenceError('internal', 'API_KEY_REQUIRED=false is refused in production.');
}
