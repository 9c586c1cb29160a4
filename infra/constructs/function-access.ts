import { Stack } from 'aws-cdk-lib';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { ExecutionAction, FunctionSpecification, ObjectPrefix, Provider } from '../functions.ts';
import { acknowledge } from './acknowledge.ts';
import { type EnrichmentData, hotIndexName } from './enrichment-data.ts';
import type { EnrichmentPipeline } from './enrichment-pipeline.ts';
import type { ProviderSecrets } from './provider-secrets.ts';
import type { TaskFunction } from './task-function.ts';

type DataAccess = Pick<FunctionSpecification, 'table' | 'ranks' | 'reads' | 'writes' | 'deletes'>;

/** Tells a function where the data is and lets it do what its specification says, on the prefixes it names. */
export function allowData(deployed: TaskFunction, access: DataAccess, { table, bucket }: EnrichmentData): void {
  deployed.tell('DYNAMODB_TABLE_NAME', table.tableName);
  deployed.tell('DOCUMENTS_BUCKET', bucket.bucketName);
  deployed.allow(
    access.table.map((action) => `dynamodb:${action}`),
    [table.tableArn],
  );
  deployed.allow(access.ranks ? ['dynamodb:Query'] : [], [`${table.tableArn}/index/${hotIndexName}`]);
  const objects = (prefixes: readonly ObjectPrefix[]) => prefixes.map((prefix) => bucket.arnForObjects(`${prefix}/*`));
  deployed.allow(['s3:GetObject'], objects(access.reads));
  deployed.allow(['s3:PutObject'], objects(access.writes));
  deployed.allow(['s3:DeleteObject'], objects(access.deletes));
  // Without it S3 answers 403 instead of 404 for an object that has expired.
  deployed.allow(access.reads.length > 0 ? ['s3:ListBucket'] : [], [bucket.bucketArn]);
  for (const prefix of new Set([...access.reads, ...access.writes])) {
    acknowledge(
      deployed.role,
      `AwsSolutions-IAM5[Resource::<${logicalId(bucket)}.Arn>/${prefix}/*]`,
      `Objects under ${prefix}/ are named at run time; the prefix is all that can be named before.`,
    );
  }
}

/** Tells a function which bus there is and lets it put events on that one. */
export function allowEvents(deployed: TaskFunction, { bus }: EnrichmentData): void {
  deployed.tell('EVENT_BUS_NAME', bus.eventBusName);
  deployed.allow(['events:PutEvents'], [bus.eventBusArn]);
}

/** Tells a function the ARNs of the secrets that it may see or read, and lets it do that and no more. */
export function allowSecrets(
  deployed: TaskFunction,
  { seesKeys, readsKeys }: Pick<FunctionSpecification, 'seesKeys' | 'readsKeys'>,
  { arns }: ProviderSecrets,
): void {
  for (const provider of new Set([...seesKeys, ...readsKeys])) {
    deployed.tell(`${provider.toUpperCase().replaceAll('-', '_')}_SECRET_ARN`, arns[provider]);
  }
  const arnsOf = (providers: readonly Provider[]) => providers.map((provider) => arns[provider]);
  deployed.allow(['secretsmanager:DescribeSecret'], arnsOf(seesKeys));
  deployed.allow(['secretsmanager:GetSecretValue'], arnsOf(readsKeys));
}

/** Tells a function which machines there are and lets it do these actions on them or on their executions. */
export function allowExecutions(
  deployed: TaskFunction,
  actions: readonly ExecutionAction[],
  pipeline: EnrichmentPipeline,
): void {
  if (actions.length === 0) return;
  deployed.tell('STANDARD_STATE_MACHINE_ARN', pipeline.standard.stateMachineArn);
  deployed.tell('DEEP_STATE_MACHINE_ARN', pipeline.deep.stateMachineArn);
  if (pipeline.alias !== null && actions.includes('StartExecution')) {
    deployed.tell('STATE_MACHINE_ALIAS', pipeline.alias);
  }
  const ofExecution = actions.filter((action) => action !== 'StartExecution' && action !== 'DescribeStateMachine');
  deployed.allow(actions.includes('StartExecution') ? ['states:StartExecution'] : [], pipeline.startArns);
  deployed.allow(actions.includes('DescribeStateMachine') ? ['states:DescribeStateMachine'] : [], pipeline.machineArns);
  deployed.allow(
    ofExecution.map((action) => `states:${action}`),
    pipeline.executionArns,
  );
  if (ofExecution.length > 0) pipeline.acknowledgeExecutions(deployed.role);
}

function logicalId(bucket: Bucket): string {
  return Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnBucket);
}
