import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { type IRuleTarget, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { type IRole, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { StageSettings } from '../stage.ts';
import { acknowledge } from './acknowledge.ts';
import type { DatasetCollection } from './dataset-collection.ts';
import type { EnrichmentData } from './enrichment-data.ts';
import type { EnrichmentFunctions } from './enrichment-functions.ts';
import { aliasOf, releaseMachine } from './machine-release.ts';
import { createMachine, createMachineRole } from './standard-machine.ts';

export interface EnrichmentPipelineProps {
  readonly stage: StageSettings;
  readonly data: EnrichmentData;
  readonly functions: EnrichmentFunctions;
  readonly datasets: DatasetCollection;
  /** The state machine's text, with its `${…}` substitutions. */
  readonly definition: string;
}

/** The enrichment as a graph, twice: with the standard and with the deep deadline, and what follows a run that fails. */
export class EnrichmentPipeline extends Construct {
  readonly standard: StateMachine;
  readonly deep: StateMachine;
  /** What may be started: the machines' aliases, or in dev the machines themselves. */
  readonly startArns: readonly string[];
  /** The alias by which they are started, null in dev. */
  readonly alias: string | null;

  constructor(scope: Construct, id: string, props: EnrichmentPipelineProps) {
    super(scope, id);
    this.standard = this.createMachine('CompanyEnrichment', `company-enrichment-${props.stage.name}`, 150, props);
    this.deep = this.createMachine('CompanyEnrichmentDeep', `company-enrichment-deep-${props.stage.name}`, 900, props);
    this.startArns = [
      releaseMachine(this, 'CompanyEnrichment', this.standard, props.stage),
      releaseMachine(this, 'CompanyEnrichmentDeep', this.deep, props.stage),
    ];
    this.alias = aliasOf(props.stage);
    this.recordFailures(props);
  }

  get machineArns(): readonly string[] {
    return [this.standard.stateMachineArn, this.deep.stateMachineArn];
  }

  /** Patterns of the ARNs of the machines' executions, which IAM can only name by their machine. */
  get executionArns(): readonly string[] {
    const { PARTITION, REGION, ACCOUNT_ID } = Aws;
    return [this.standard, this.deep].map(
      ({ stateMachineName }) => `arn:${PARTITION}:states:${REGION}:${ACCOUNT_ID}:execution:${stateMachineName}:*`,
    );
  }

  /** Where people watch the executions of the standard machine. */
  get consoleUrl(): string {
    const { region } = Stack.of(this);
    return `https://${region}.console.aws.amazon.com/states/home?region=${region}#/statemachines/view/${this.standard.stateMachineArn}`;
  }

  /** Accepts the wildcard in `executionArns` for a role that was given them. */
  acknowledgeExecutions(role: IRole): void {
    for (const machine of ['CompanyEnrichment', 'CompanyEnrichmentDeep']) {
      const arn = `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<${machine}StateMachine.Name>:*`;
      acknowledge(role, `AwsSolutions-IAM5[Resource::${arn}]`, 'IAM can name executions by their machine only.');
    }
  }

  private createMachine(
    id: string,
    name: string,
    timeoutSeconds: number,
    props: EnrichmentPipelineProps,
  ): StateMachine {
    return createMachine(this, id, {
      name,
      timeoutSeconds,
      stage: props.stage,
      definition: props.definition,
      substitute: this.substitute(props),
      role: this.createRole(`${id}Role`, props),
    });
  }

  private substitute({ data, functions, datasets }: EnrichmentPipelineProps) {
    return (name: string): string | undefined => {
      if (name === 'TableName') return data.table.tableName;
      if (name === 'EventBusName') return data.bus.eventBusName;
      if (name === 'CollectDatasetMachineArn') return datasets.startArn;
      return functions.substituting(name)?.taskArn;
    };
  }

  private createRole(id: string, props: EnrichmentPipelineProps): Role {
    const { data, functions, datasets, definition } = props;
    const role = createMachineRole(this, id, { functions, definition });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['dynamodb:UpdateItem'],
        resources: [data.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['EXECUTION#*'] } },
      }),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [data.bus.eventBusArn] }));
    role.addToPolicy(new PolicyStatement({ actions: ['states:StartExecution'], resources: [datasets.startArn] }));
    return role;
  }

  private recordFailures({ functions }: EnrichmentPipelineProps): void {
    const recordFailure = functions.named('record-failure');
    const deadLetters = new Queue(this, 'RecordFailureDeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(deadLetters, 'AwsSolutions-SQS3', 'It is itself where the rule and the function leave what they lost.');
    recordFailure.lambda.configureAsyncInvoke({ onFailure: new SqsDestination(deadLetters), retryAttempts: 2 });
    const target = new LambdaTarget(recordFailure.lambda, {
      deadLetterQueue: deadLetters,
      retryAttempts: 8,
      maxEventAge: Duration.hours(2),
    });
    this.watch('EnrichmentFailed', 'An enrichment failed, timed out or was stopped: its lease is freed.', target, {
      status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
    });
    this.watch('EnrichmentRedriven', 'A failed enrichment goes on: it takes its lease again.', target, {
      status: ['RUNNING'],
      redriveCount: [{ 'anything-but': 0 }],
    });
  }

  private watch(id: string, description: string, target: IRuleTarget, detail: Record<string, unknown[]>): void {
    new Rule(this, id, {
      description,
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [...this.machineArns], ...detail },
      },
      targets: [target],
    });
  }
}
