import * as z from 'zod/mini';
import { listKeys, registerClient, revokeKeys, rotateKey } from '../lib/access/client-registry.ts';
import { isPlanName, type PlanName } from '../lib/access/plans.ts';
import { isRole, type Role, scopes } from '../lib/access/roles.ts';
import { parseBody } from '../lib/api/body.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { createIdentifier } from '../lib/enrichment/identifier.ts';
import { IntelligenceError } from '../lib/errors.ts';

const longestOverlapSeconds = 90 * 24 * 3600;
const clientId = z.string().check(z.regex(/^[a-z0-9][a-z0-9_-]{1,63}$/));

const commandSchema = z.discriminatedUnion('command', [
  z.strictObject({
    command: z.literal('create'),
    name: z.string().check(z.minLength(1), z.maxLength(100)),
    role: z.custom<Role>((value) => typeof value === 'string' && isRole(value), 'must be viewer, seller or admin'),
    plan: z.custom<PlanName>((value) => typeof value === 'string' && isPlanName(value), 'must be the name of a plan'),
    scopes: z.nullable(z.array(z.enum(scopes))),
    /** null makes one up. */
    clientId: z.nullable(clientId),
  }),
  z.strictObject({ command: z.literal('list') }),
  z.strictObject({
    command: z.literal('rotate'),
    clientId,
    overlapSeconds: z.number().check(z.minimum(0), z.maximum(longestOverlapSeconds)),
  }),
  z.strictObject({ command: z.literal('revoke'), clientId, keyId: z.nullable(z.string()) }),
]);
type ClientCommand = z.infer<typeof commandSchema>;

/**
 * Makes, lists, rotates and revokes the keys of clients. Behind no route: an operator invokes it with
 * IAM, through `npm run keys`. Throws IntelligenceError `request.invalid` or `request.not_found`.
 */
export async function handler(event: unknown) {
  const command = parseCommand(event);
  const now = systemClock.now();
  switch (command.command) {
    case 'create':
      return registerClient(command, command.clientId ?? `client_${createIdentifier(now)}`, now);
    case 'list':
      return { keys: await listKeys(now) };
    case 'rotate':
      return rotateKey(command.clientId, command.overlapSeconds, now);
    case 'revoke':
      return { revoked: await revokeKeys(command.clientId, command.keyId, now) };
  }
}

/** An operator reads the message alone, so it says what each field must be. */
function parseCommand(event: unknown): ClientCommand {
  try {
    return parseBody(commandSchema, event);
  } catch (error) {
    if (!(error instanceof IntelligenceError)) throw error;
    const complaints = error.details.map(({ field, message }) => `${field} ${message}`);
    throw new IntelligenceError(error.code, `${complaints.join('; ')}.`, { details: error.details, cause: error });
  }
}
