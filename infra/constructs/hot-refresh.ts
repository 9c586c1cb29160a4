import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression, ScheduleTargetInput, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { StageSettings } from '../stage.ts';
import { acknowledge } from './acknowledge.ts';
import type { EnrichmentData } from './enrichment-data.ts';
import type { EnrichmentFunctions } from './enrichment-functions.ts';
import { createMachine, createMachineRole } from './standard-machine.ts';

export interface HotRefreshProps {
  readonly stage: StageSettings;
  readonly data: EnrichmentData;
  readonly functions: EnrichmentFunctions;
  /** The state machine's text, with its `${…}` substitutions. */
  readonly definition: string;
}

/** A deep enrichment takes up to 15 minutes; rounds may overlap, since whoever starts twice is attached to one. */
const timeoutSeconds = 1500;

/** What makes the answers of hot companies again before they expire: a machine, and the schedule that starts it. */
export class HotRefresh extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: HotRefreshProps) {
    super(scope, id);
    this.machine = this.createMachine(props);
    this.scheduleRounds(props.stage);
  }

  private createMachine({ stage, data, functions, definition }: HotRefreshProps): StateMachine {
    const role = createMachineRole(this, 'RefreshHotCompaniesRole', { functions, definition });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['dynamodb:GetItem'],
        resources: [data.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['EXECUTION#*'] } },
      }),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [data.bus.eventBusArn] }));
    const name = `refresh-hot-companies-${stage.name}`;
    // A distributed Map starts its children as executions of the machine itself.
    role.addToPolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [this.arnOf('stateMachine', name)] }),
    );
    role.addToPolicy(
      new PolicyStatement({
        actions: ['states:DescribeExecution', 'states:StopExecution', 'states:RedriveExecution'],
        resources: [this.arnOf('execution', `${name}/RefreshCompany:*`)],
      }),
    );
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${name}/RefreshCompany:*]`,
      'Child executions are named at run time; their machine and label are all that can be named before.',
    );
    return createMachine(this, 'RefreshHotCompanies', {
      ...{ name, timeoutSeconds, stage, definition, role },
      substitute: (wanted) => {
        if (wanted === 'TableName') return data.table.tableName;
        if (wanted === 'EventBusName') return data.bus.eventBusName;
        return functions.substituting(wanted)?.taskArn;
      },
    });
  }

  private arnOf(resource: string, resourceName: string): string {
    return `arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}:${resourceName}`;
  }

  private scheduleRounds(stage: StageSettings): void {
    const deadLetterQueue = new Queue(this, 'RefreshDeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(deadLetterQueue, 'AwsSolutions-SQS3', 'It is itself where the schedule leaves the rounds it lost.');
    new Schedule(this, 'RefreshSchedule', {
      description: 'Makes the answers of hot companies again before they expire.',
      enabled: stage.refreshesHotCompanies && !stage.data.isStandby,
      schedule: ScheduleExpression.rate(Duration.minutes(15)),
      // The window spreads the rounds of several stages and accounts; what is due within 20 minutes is taken.
      timeWindow: TimeWindow.flexible(Duration.minutes(5)),
      target: new StepFunctionsStartExecution(this.machine, {
        deadLetterQueue,
        input: ScheduleTargetInput.fromObject({}),
        // A round that could not start in time is made up for by the next.
        maxEventAge: Duration.minutes(10),
        retryAttempts: 5,
      }),
    });
  }
}
