import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnStateMachineAlias, CfnStateMachineVersion, type StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { StageSettings } from '../stage.ts';

/** The alias that test and prod start; dev starts the machine itself, so that a hotswap is seen at once. */
export const liveAlias = 'live';

/** Gives the alias by which a stage starts its machines, null in dev. */
export function aliasOf(stage: Pick<StageSettings, 'name'>): string | null {
  return stage.name === 'dev' ? null : liveAlias;
}

/** Of a hundred runs in five minutes, how many may be lost before a release is taken back. */
const lostPercentage = 10;

/**
 * Publishes a machine: a version whenever its definition changes, and the alias that moves to it in two steps
 * (a tenth of the starts for ten minutes, then all), and back when the alarm goes off. Gives the ARN to start, which
 * in dev is the machine's own.
 */
export function releaseMachine(scope: Construct, id: string, machine: StateMachine, stage: StageSettings): string {
  const name = aliasOf(stage);
  if (name === null) return machine.stateMachineArn;
  const version = new CfnStateMachineVersion(scope, `${id}Version`, {
    stateMachineArn: machine.stateMachineArn,
    stateMachineRevisionId: machine.stateMachineRevisionId,
    description: 'One definition with the function versions that it was written for.',
  });
  // Runs under way end on the version on which they began.
  version.applyRemovalPolicy(RemovalPolicy.RETAIN, { applyToUpdateReplacePolicy: true });
  const alias = new CfnStateMachineAlias(scope, `${id}Alias`, {
    name,
    description: 'What the API starts.',
    deploymentPreference: {
      type: 'CANARY',
      percentage: 10,
      interval: 10,
      stateMachineVersionArn: version.attrArn,
      alarms: [alarmOnLoss(scope, `${id}ReleaseAlarm`, machine)],
    },
  });
  return alias.ref;
}

function alarmOnLoss(scope: Construct, id: string, machine: StateMachine): string {
  const period = Duration.minutes(5);
  const lost = new MathExpression({
    label: 'runs lost, %',
    expression: 'IF(started >= 5, 100 * (failed + timedOut) / started, 0)',
    usingMetrics: {
      started: machine.metricStarted({ period }),
      failed: machine.metricFailed({ period }),
      timedOut: machine.metricTimedOut({ period }),
    },
    period,
  });
  return lost.createAlarm(scope, id, {
    alarmDescription: 'A release loses runs and is taken back. See docs/operations.md#a-release-is-rolled-back',
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: lostPercentage,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  }).alarmName;
}
