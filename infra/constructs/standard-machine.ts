import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { type CfnStateMachine, DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { StageSettings } from '../stage.ts';
import { acknowledge } from './acknowledge.ts';
import type { EnrichmentFunctions } from './enrichment-functions.ts';
import { fillDefinition, namesOfFunctions } from './machine-definition.ts';

export interface MachineProps {
  readonly name: string;
  readonly timeoutSeconds: number;
  readonly stage: StageSettings;
  /** The state machine's text, with its `${…}` substitutions. */
  readonly definition: string;
  readonly substitute: (name: string) => string | undefined;
  readonly role: Role;
}

/** One Standard state machine with the house's defaults: traced, its failures logged without their data. */
export function createMachine(scope: Construct, id: string, props: MachineProps): StateMachine {
  const { name, timeoutSeconds, stage, definition, substitute, role } = props;
  const { text, substitutions } = fillDefinition(definition, timeoutSeconds, substitute);
  const machine = new StateMachine(scope, id, {
    stateMachineName: name,
    definitionBody: DefinitionBody.fromString(text),
    definitionSubstitutions: substitutions,
    role,
    tracingEnabled: true,
    // History holds the data for the console; logs outlive it and must not hold facts about persons.
    logs: {
      destination: new LogGroup(scope, `${id}Logs`, {
        logGroupName: `/aws/vendedlogs/states/${name}`,
        retention: stage.logRetention,
        removalPolicy: stage.removalPolicy,
      }),
      level: LogLevel.ERROR,
      includeExecutionData: false,
    },
    removalPolicy: stage.removalPolicy,
  });
  (machine.node.defaultChild as CfnStateMachine).overrideLogicalId(`${id}StateMachine`);
  acknowledge(
    machine,
    'AwsSolutions-SF1',
    'Execution history keeps every event for 90 days; the log repeats failures only, without data.',
  );
  return machine;
}

/** The role of a machine, which may invoke the functions of its graph. */
export function createMachineRole(
  scope: Construct,
  id: string,
  { functions, definition }: { readonly functions: EnrichmentFunctions; readonly definition: string },
): Role {
  const role = new Role(scope, id, { assumedBy: new ServicePrincipal('states.amazonaws.com') });
  const invoked = namesOfFunctions(definition).flatMap((name) => functions.substituting(name) ?? []);
  role.addToPolicy(
    new PolicyStatement({
      actions: ['lambda:InvokeFunction'],
      resources: invoked.map(({ taskResource }) => taskResource),
    }),
  );
  acknowledge(
    role,
    'AwsSolutions-IAM5[Resource::*]',
    'Log delivery and X-Ray have no resources to name: their actions only take *.',
  );
  for (const { lambda } of invoked) {
    const id: string = Stack.of(lambda).resolve((lambda.node.defaultChild as CfnFunction).logicalId);
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::<${id}.Arn>:*]`,
      'Runs under way go on with the function versions that their machine version names.',
    );
  }
  return role;
}
