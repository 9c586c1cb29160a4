/** Every metric of the product with its unit (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html). */
const units = {
  /** By Endpoint and Status. */
  ApiLatency: 'Milliseconds',
  /** Whether what was asked for was there already, 0 or 1, so that its average is the hit rate; by Endpoint. */
  CacheHit: 'Count',
  /** By Kind. `joined`: the execution of another request serves this one too. */
  EnrichmentStarted: 'Count',
  EnrichmentJoined: 'Count',
  EnrichmentStopped: 'Count',
  /** By Status: ready, partial, or how the identity gate ended it. */
  EnrichmentDuration: 'Milliseconds',
  /** USD of one enrichment; by Kind. */
  EnrichmentCost: 'None',
  /** 0–1; by Kind. */
  DataQuality: 'None',
  DataCompleteness: 'None',
  /** By Source and Outcome. */
  SourceLatency: 'Milliseconds',
  SourceCost: 'None',
  /** 1 for what callers called right, 0 for wrong or outdated, so that its average is the accuracy; by Field or by Source. */
  Accuracy: 'None',
  /** By Verdict. */
  FeedbackGiven: 'Count',
  /** By Feature. */
  FeatureUse: 'Count',
} as const;

export type MetricName = keyof typeof units;
/** What metrics are told apart by; a value of one comes from a short list, never from a caller's text. */
export type DimensionName = 'Endpoint' | 'Status' | 'Kind' | 'Source' | 'Outcome' | 'Field' | 'Verdict' | 'Feature';

const namespace = 'SalesIntelligence';
/** CloudWatch takes 1,024 characters; the longest of ours is a route. */
const longestValue = 120;

/**
 * Writes metrics in the embedded format, from which CloudWatch makes metrics of a log line
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 * It goes to standard output itself, since Lambda's console would wrap the line and CloudWatch only reads
 * a bare one. Outside Lambda nobody reads it, and nothing is written.
 */
export function recordMetrics(
  values: Partial<Readonly<Record<MetricName, number>>>,
  dimensions: Partial<Readonly<Record<DimensionName, string>>>,
  now: number = Date.now(),
): void {
  if (process.env.AWS_LAMBDA_FUNCTION_NAME === undefined) return;
  const measured = Object.entries(values).filter(([, value]) => Number.isFinite(value));
  if (measured.length === 0) return;
  const named = Object.entries(dimensions).map(([name, value]) => [name, value.slice(0, longestValue) || 'none']);
  const directive = {
    Namespace: namespace,
    Dimensions: [named.map(([name]) => name)],
    Metrics: measured.map(([name]) => ({ Name: name, Unit: units[name as MetricName] })),
  };
  const line = {
    _aws: { Timestamp: now, CloudWatchMetrics: [directive] },
    ...Object.fromEntries(named),
    ...Object.fromEntries(measured),
    stage: process.env.STAGE ?? 'none',
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
