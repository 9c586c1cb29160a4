import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { StageSettings } from '../stage.ts';
import type { EnrichmentData } from './enrichment-data.ts';
import type { EnrichmentFunctions } from './enrichment-functions.ts';
import { createMachine, createMachineRole } from './standard-machine.ts';

export interface PrivacyRequestsProps {
  readonly stage: StageSettings;
  readonly data: EnrichmentData;
  readonly functions: EnrichmentFunctions;
  /** The state machine's text, with its `${…}` substitutions. */
  readonly definition: string;
}

/** Two sweeps with their retries, and the wait between them. */
const timeoutSeconds = 7200;

/** The machine that exports and erases, and the function of the API that starts it. */
export class PrivacyRequests extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { stage, data, functions, definition }: PrivacyRequestsProps) {
    super(scope, id);
    const role = createMachineRole(this, 'HandlePrivacyRequestRole', { functions, definition });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['dynamodb:UpdateItem'],
        resources: [data.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['PRIVACY_REQUEST#*'] } },
      }),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [data.bus.eventBusArn] }));
    this.machine = createMachine(this, 'HandlePrivacyRequest', {
      name: `handle-privacy-request-${stage.name}`,
      timeoutSeconds,
      stage,
      definition,
      substitute: (name) => {
        if (name === 'TableName') return data.table.tableName;
        if (name === 'EventBusName') return data.bus.eventBusName;
        return functions.substituting(name)?.taskArn;
      },
      role,
    });
    const starting = functions.named('start-privacy-request');
    starting.tell('PRIVACY_STATE_MACHINE_ARN', this.machine.stateMachineArn);
    starting.allow(['states:StartExecution'], [this.machine.stateMachineArn]);
  }
}
