import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { ServiceMetrics } from './service-metrics.ts';

/** Draws a stage's dashboard: the API, the runs, what they cost, and how good their answers are, top to bottom. */
export function drawDashboard(scope: Construct, name: string, metrics: ServiceMetrics): void {
  const dashboard = new Dashboard(scope, 'Dashboard', { dashboardName: name, defaultInterval: Duration.hours(12) });
  dashboard.addWidgets(
    graph('Calls', [metrics.requests, metrics.refused]),
    graph('Time to answer, ms', metrics.latency),
    graph('Calls lost, % (0.1 is the objective)', [metrics.errorPercentage]),
  );
  dashboard.addWidgets(
    graph('Runs', [metrics.started, metrics.failed, metrics.timedOut, metrics.throttledRuns]),
    graph('Time of a run, p95', metrics.runTime),
    graph('Time of lookups, p95 (2 s is the objective)', [metrics.lookupP95]),
  );
  dashboard.addWidgets(
    graph('Briefs that were there, % (80 is the objective)', [metrics.hitPercentage]),
    graph('Right by feedback (0.95 is the objective)', [search('Accuracy', 'Field', 'Average')]),
    graph('Quality of answers', [search('DataQuality', 'Kind', 'Average')]),
  );
  dashboard.addWidgets(
    graph('Sources by outcome', [search('SourceLatency', 'Outcome,Source', 'SampleCount')]),
    graph('Sources, ms', [search('SourceLatency', 'Outcome,Source', 'p95')]),
    graph('USD a day', [metrics.dailySpend]),
  );
  dashboard.addWidgets(
    graph('Use by endpoint', [search('ApiLatency', 'Endpoint,Status', 'SampleCount')]),
    graph('Use by feature', [search('FeatureUse', 'Feature', 'Sum')]),
    graph('Concurrency used, %', [metrics.concurrencyPercentage]),
  );
}

function graph(title: string, left: readonly IMetric[]): GraphWidget {
  return new GraphWidget({ title, left: [...left], width: 8, height: 6 });
}

/** Every metric of that name, one line for each value of its dimensions. */
function search(metricName: string, dimensions: string, statistic: string): MathExpression {
  const period = Duration.minutes(5);
  return new MathExpression({
    label: '',
    expression: `SEARCH('{SalesIntelligence,${dimensions}} MetricName="${metricName}"', '${statistic}', 300)`,
    usingMetrics: {},
    period,
  });
}
