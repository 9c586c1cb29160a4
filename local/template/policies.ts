import * as z from 'zod';
import type { FindResources } from './resources.ts';

const oneOrMany = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([schema, z.array(schema)]).transform((value) => (Array.isArray(value) ? value : [value]));

const statementSchema = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMany(z.string()).optional(),
  NotAction: oneOrMany(z.string()).optional(),
  Resource: oneOrMany(z.string()).optional(),
  NotResource: oneOrMany(z.string()).optional(),
  Condition: z.record(z.string(), z.unknown()).optional(),
});

const documentSchema = z.object({ Statement: oneOrMany(statementSchema) });

/** One statement of an identity policy, all its ARNs resolved. */
export type PolicyStatement = z.output<typeof statementSchema>;

/** What a role may do, as far as the template itself says it. */
export interface RolePolicies {
  readonly roleArn: string;
  readonly statements: readonly PolicyStatement[];
  /** ARNs of managed policies that AWS or others own. */
  readonly managedPolicyArns: readonly string[];
}

const inlineSchema = z.array(z.object({ PolicyName: z.string(), PolicyDocument: documentSchema })).default([]);
const attachedSchema = z.object({ PolicyDocument: documentSchema, Roles: z.array(z.string()).default([]) });

/** Gives the roles of the template with every statement attached to them, by role ARN. */
export function readRolePolicies(find: FindResources): ReadonlyMap<string, RolePolicies> {
  const roles = find(
    'AWS::IAM::Role',
    z.object({ Policies: inlineSchema, ManagedPolicyArns: z.array(z.string()).default([]) }),
  );
  const attached = [...find('AWS::IAM::Policy', attachedSchema), ...find('AWS::IAM::ManagedPolicy', attachedSchema)];
  return new Map(
    roles.map((role) => {
      const roleArn = role.identity.attributes.Arn ?? '';
      const own = role.properties.Policies.flatMap((policy) => policy.PolicyDocument.Statement);
      const others = attached
        .filter((policy) => policy.properties.Roles.includes(role.identity.ref))
        .flatMap((policy) => policy.properties.PolicyDocument.Statement);
      return [
        roleArn,
        { roleArn, statements: [...own, ...others], managedPolicyArns: role.properties.ManagedPolicyArns },
      ];
    }),
  );
}
