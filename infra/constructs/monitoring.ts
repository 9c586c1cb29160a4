import { Aws, Duration, NestedStack, Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { StageSettings } from '../stage.ts';
import { drawDashboard } from './dashboard.ts';
import { createMetrics } from './service-metrics.ts';

export interface MonitoringProps {
  readonly stage: StageSettings;
  readonly machines: readonly StateMachine[];
}

interface Watch {
  readonly id: string;
  readonly meaning: string;
  /** The heading's anchor in docs/operations.md. */
  readonly paragraph: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** Periods in a row. */
  readonly periods?: number;
  readonly isFloor?: boolean;
}

/** The dashboard and the alarms, in a stack of their own below: they are many, and nothing runs without them. */
export class Monitoring extends NestedStack {
  readonly dashboardUrl: string;
  private readonly topic: Topic;

  constructor(scope: Construct, id: string, { stage, machines }: MonitoringProps) {
    super(scope, id, { description: `What watches Sales Intelligence, stage ${stage.name}` });
    const metrics = createMetrics(stage, machines);
    this.topic = new Topic(this, 'Alarms', { enforceSSL: true, displayName: `Sales Intelligence ${stage.name}` });
    if (stage.alerts.email !== null) this.topic.addSubscription(new EmailSubscription(stage.alerts.email));
    const name = `sales-intelligence-${stage.name}`;
    drawDashboard(this, name, metrics);
    this.dashboardUrl = `https://${Aws.REGION}.console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}#dashboards/dashboard/${name}`;
    this.watch({
      ...{ id: 'ApiErrors', meaning: 'Fewer than 99.9 % of the calls are answered.', metric: metrics.errorPercentage },
      ...{ paragraph: 'the-api-answers-with-errors', threshold: 0.1, periods: 2 },
    });
    this.watch({
      ...{ id: 'SlowLookups', meaning: 'One lookup in twenty takes more than 2 s.', metric: metrics.lookupP95 },
      ...{ paragraph: 'lookups-are-slow', threshold: 2000, periods: 3 },
    });
    this.watch({
      ...{ id: 'LostRuns', meaning: 'More than one enrichment in ten is lost.', metric: metrics.lostPercentage },
      ...{ paragraph: 'enrichments-fail', threshold: 10, periods: 2 },
    });
    this.watch({
      ...{ id: 'ThrottledRuns', meaning: 'Step Functions holds states back.', metric: metrics.throttledRuns },
      ...{ paragraph: 'step-functions-throttles', threshold: 0, periods: 3 },
    });
    this.watch({
      ...{ id: 'ConcurrencyUsed', meaning: 'Four fifths of the account’s concurrency are used.' },
      ...{ metric: metrics.concurrencyPercentage, paragraph: 'functions-are-throttled', threshold: 80, periods: 2 },
    });
    this.watch({
      ...{
        id: 'MissedCache',
        meaning: 'Fewer than 80 % of the asked briefs were there.',
        metric: metrics.hitPercentage,
      },
      ...{ paragraph: 'the-cache-is-missed', threshold: 80, periods: 6, isFloor: true },
    });
    this.watch({
      ...{ id: 'Spend', meaning: 'Sources and engines cost more than 20 USD in a day.', metric: metrics.dailySpend },
      ...{ paragraph: 'sources-and-engines-cost-too-much', threshold: 20 },
    });
    for (const queue of queuesOf(Stack.of(scope))) {
      this.watch({
        ...{ id: `${queue.node.id}Wait`, meaning: `${queue.node.id} holds what could not be delivered.` },
        ...{ metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }) },
        ...{ paragraph: 'dead-letters-wait', threshold: 0 },
      });
    }
    this.limitSpend(stage);
  }

  private watch({ id, meaning, paragraph, metric, threshold, periods = 1, isFloor = false }: Watch): void {
    const alarm = new Alarm(this, id, {
      metric,
      alarmDescription: `${meaning} See docs/operations.md#${paragraph}`,
      comparisonOperator: isFloor ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
  }

  private limitSpend({ name, alerts: { email, monthlyUsd } }: StageSettings): void {
    if (email === null || monthlyUsd === null) return;
    const subscribers = [{ subscriptionType: 'EMAIL', address: email }];
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: `sales-intelligence-${name}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyUsd, unit: 'USD' },
      },
      notificationsWithSubscribers: ['ACTUAL', 'FORECASTED'].map((notificationType) => ({
        notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold: 100 },
        subscribers,
      })),
    });
  }
}

function queuesOf(stack: Stack): readonly Queue[] {
  return stack.node.findAll().filter((construct) => construct instanceof Queue);
}
