import * as z from 'zod';
import { matchesWildcards } from '../template/permissions.ts';

const oneOrMany = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const policySchema = z.object({
  Version: z.string().optional(),
  Statement: z
    .union([z.array(z.unknown()), z.unknown()])
    .transform((value) => [value].flat())
    .pipe(
      z.array(
        z.strictObject({
          Sid: z.string().optional(),
          Effect: z.enum(['Allow', 'Deny']),
          Action: oneOrMany,
          Resource: oneOrMany,
        }),
      ),
    ),
});

/** A policy as a Lambda authorizer returns it; conditions are not supported. */
export const authorizerPolicySchema = policySchema;
export type AuthorizerPolicy = z.output<typeof policySchema>;

/** Whether a policy lets a call through: an explicit deny wins, and what no statement allows is denied. */
export function evaluatePolicy(
  policy: AuthorizerPolicy,
  methodArn: string,
): 'allowed' | 'denied' | 'explicitly denied' {
  const matching = policy.Statement.filter(
    (statement) =>
      statement.Action.some((action) => matchesWildcards(action, 'execute-api:Invoke')) &&
      statement.Resource.some((resource) => matchesWildcards(resource, methodArn)),
  );
  if (matching.some((statement) => statement.Effect === 'Deny')) return 'explicitly denied';
  return matching.length > 0 ? 'allowed' : 'denied';
}
