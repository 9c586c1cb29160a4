import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { StageSettings } from '../stage.ts';

/** What the dashboard and the alarms look at. */
export type ServiceMetrics = ReturnType<typeof createMetrics>;

const period = Duration.minutes(5);

/** Makes the metrics of a stage: those of AWS, and the product's own under `SalesIntelligence`. */
export function createMetrics({ name }: StageSettings, machines: readonly StateMachine[]) {
  const apiName = `sales-intelligence-${name}`;
  const ofApi = (metricName: string, statistic: string, more: Record<string, string> = {}) =>
    new Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      statistic,
      period,
      dimensionsMap: { ApiName: apiName, ...more },
    });
  const lookup = { Stage: name, Method: 'GET', Resource: '/company/{domain}/lookup' };
  const sumOf = (metricName: string) => sumOver(machines, metricName);
  return {
    requests: ofApi('Count', 'Sum'),
    refused: ofApi('4XXError', 'Sum'),
    latency: ['p50', 'p95', 'p99'].map((statistic) => ofApi('Latency', statistic).with({ label: statistic })),
    lookupP95: ofApi('Latency', 'p95', lookup),
    errorPercentage: new MathExpression({
      label: 'calls lost, %',
      expression: 'IF(calls >= 20, 100 * errors / calls, 0)',
      usingMetrics: { calls: ofApi('Count', 'Sum'), errors: ofApi('5XXError', 'Sum') },
      period,
    }),
    started: sumOf('ExecutionsStarted'),
    failed: sumOf('ExecutionsFailed'),
    timedOut: sumOf('ExecutionsTimedOut'),
    throttledRuns: sumOf('ExecutionThrottled'),
    lostPercentage: new MathExpression({
      label: 'runs lost, %',
      expression: 'IF(started >= 5, 100 * (failed + timedOut) / started, 0)',
      usingMetrics: {
        started: sumOf('ExecutionsStarted'),
        failed: sumOf('ExecutionsFailed'),
        timedOut: sumOf('ExecutionsTimedOut'),
      },
      period,
    }),
    runTime: machines.map((machine) => machine.metricTime({ statistic: 'p95', period })),
    /** Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Quotas-Visualize-Alarms.html */
    concurrencyPercentage: new MathExpression({
      label: 'concurrency used, %',
      expression: '100 * used / SERVICE_QUOTA(used)',
      usingMetrics: {
        used: new Metric({
          namespace: 'AWS/Usage',
          metricName: 'ResourceCount',
          statistic: 'Maximum',
          period,
          dimensionsMap: { Service: 'Lambda', Resource: 'ConcurrentExecutions', Type: 'Resource', Class: 'None' },
        }),
      },
      period,
    }),
    hitPercentage: new MathExpression({
      label: 'briefs that were there, %',
      expression: '100 * hits',
      usingMetrics: { hits: own('CacheHit', 'Average', Duration.minutes(30), { Endpoint: hitEndpoint }) },
      period: Duration.minutes(30),
    }),
    dailySpend: new MathExpression({
      label: 'USD a day',
      expression: 'FILL(vendor, 0) + FILL(customer, 0)',
      usingMetrics: {
        vendor: own('EnrichmentCost', 'Sum', Duration.days(1), { Kind: 'vendor-context' }),
        customer: own('EnrichmentCost', 'Sum', Duration.days(1), { Kind: 'customer-intelligence' }),
      },
      period: Duration.days(1),
    }),
  };
}

/** The endpoint of the brief, as it is counted. */
const hitEndpoint = 'POST /company/{domain}/vendor-context';

function own(metricName: string, statistic: string, over: Duration, dimensionsMap: Record<string, string>): Metric {
  return new Metric({ namespace: 'SalesIntelligence', metricName, statistic, period: over, dimensionsMap });
}

function sumOver(machines: readonly StateMachine[], metricName: string): MathExpression {
  const usingMetrics = Object.fromEntries(
    machines.map((machine, index) => [
      `${metricName.charAt(0).toLowerCase()}${metricName.slice(1)}${index}`,
      machine.metric(metricName, { statistic: 'Sum', period }),
    ]),
  );
  const expression = Object.keys(usingMetrics)
    .map((id) => `FILL(${id}, 0)`)
    .join(' + ');
  return new MathExpression({ label: metricName, expression, usingMetrics, period });
}
