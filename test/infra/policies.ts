import type { Template } from 'aws-cdk-lib/assertions';
import { logicalIdOf } from '../../infra/constructs/function-name.ts';
import { resourcesOf } from './synthesize.ts';

/** One action on one resource that a role may do, the resource written as text. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
  readonly condition: unknown;
}

/** Gives what a role may do, one entry per action and resource. */
export function grantsOfRole(template: Template, roleId: string): Grant[] {
  const inline = resourcesOf(template, 'AWS::IAM::Role')
    .filter(([id]) => id === roleId)
    .flatMap(([, { Properties }]) => Properties.Policies ?? []);
  const attached = resourcesOf(template, 'AWS::IAM::Policy')
    .filter(([, policy]) => policy.Properties.Roles.some((role: { Ref: string }) => role.Ref === roleId))
    .map(([, { Properties }]) => Properties);
  return [...inline, ...attached]
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap((statement) =>
      [statement.Action].flat().flatMap((action) =>
        [statement.Resource].flat().map((resource) => ({
          action,
          resource: writeResource(resource),
          condition: statement.Condition,
        })),
      ),
    );
}

/** Gives what a function's own role may do. */
export function grantsOf(template: Template, functionName: string): Grant[] {
  const [, { Properties }] = resourcesOf(template, 'AWS::Lambda::Function').find(
    ([id]) => id === logicalIdOf(functionName),
  )!;
  return grantsOfRole(template, Properties.Role['Fn::GetAtt'][0]);
}

function writeResource(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const [intrinsic, argument] = Object.entries(resource as Record<string, unknown>)[0]!;
  if (intrinsic === 'Ref') return `<${argument}>`;
  if (intrinsic === 'Fn::GetAtt') return `<${(argument as string[]).join('.')}>`;
  return (argument as [string, unknown[]])[1].map(writeResource).join('');
}
