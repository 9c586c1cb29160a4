import * as z from 'zod';
import type { RawTemplate } from './assembly.ts';
import { TemplateError } from './errors.ts';
import type { ResourceIdentity } from './identity.ts';
import type { Resolver } from './intrinsics.ts';

/** A resource whose properties are resolved and have the shape asked for. */
export interface Resource<Properties> {
  readonly logicalId: string;
  readonly type: string;
  readonly identity: ResourceIdentity;
  readonly properties: Properties;
}

/** Gives every created resource of a type; throws TemplateError when one lacks a property that AWS demands. */
export type FindResources = <Schema extends z.ZodType>(type: string, schema: Schema) => Resource<z.output<Schema>>[];

/** Makes the reader of a template's resources. */
export function createFinder(template: RawTemplate, resolver: Resolver): FindResources {
  return (type, schema) =>
    Object.entries(template.Resources)
      .filter(([logicalId, resource]) => resource.Type === type && resolver.isCreated(logicalId))
      .map(([logicalId, resource]) => {
        const parsed = schema.safeParse(resolver.resolve(resource.Properties));
        if (!parsed.success) {
          throw new TemplateError(`${logicalId} (${type}) is not valid: ${z.prettifyError(parsed.error)}`);
        }
        return { logicalId, type, identity: resolver.identityOf(logicalId), properties: parsed.data };
      });
}

/** Types that the laptop stack runs. */
const supported: ReadonlySet<string> = new Set([
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Authorizer',
  'AWS::ApiGateway::GatewayResponse',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGateway::UsagePlan',
  'AWS::StepFunctions::StateMachine',
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::Scheduler::Schedule',
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
]);

/** Types without which every request behaves the same on a laptop: logs, alarms, archives, encryption, deployment records. */
const withoutEffect = [
  /^AWS::CDK::Metadata$/,
  /^AWS::(Logs|CloudWatch|KMS|SNS|SQS|XRay|Synthetics|ApplicationInsights|Budgets)::/,
  /^AWS::ApiGateway::(Account|Deployment)$/,
  /^AWS::S3::BucketPolicy$/,
  /^AWS::SecretsManager::ResourcePolicy$/,
  /^AWS::Events::(EventBusPolicy|Archive)$/,
  /^AWS::WAFv2::/,
  // The one nested stack watches; a test holds it to that.
  /^AWS::CloudFormation::Stack$/,
  /^Custom::/,
];

/** Throws TemplateError naming every resource that would exist on AWS and do something, but not here. */
export function refuseUnsupported(template: RawTemplate, resolver: Resolver): void {
  const unknown = Object.entries(template.Resources).filter(
    ([logicalId, { Type }]) =>
      resolver.isCreated(logicalId) && !supported.has(Type) && !withoutEffect.some((pattern) => pattern.test(Type)),
  );
  if (unknown.length === 0) return;
  const names = unknown.map(([logicalId, { Type }]) => `${logicalId} (${Type})`).join(', ');
  throw new TemplateError(`The laptop stack cannot run these resources yet: ${names}.`);
}

/** Finds the identity behind a resolved `Ref`, so that resources can be linked to each other. */
export function byReference<Item extends { readonly identity: ResourceIdentity }>(
  items: readonly Item[],
): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.identity.ref, item]));
}
