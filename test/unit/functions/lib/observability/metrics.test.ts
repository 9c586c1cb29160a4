import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { recordEnrichment } from '../../../../../functions/lib/observability/enrichment-metrics.ts';
import { recordMetrics } from '../../../../../functions/lib/observability/metrics.ts';
import { exampleAnswer } from '../../examples.ts';
import { captureMetrics } from '../../metrics.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('recordMetrics', () => {
  it('writes one bare line in the embedded metric format', () => {
    vi.stubEnv('STAGE', 'dev');
    const { lines } = captureMetrics();

    recordMetrics({ ApiLatency: 12 }, { Endpoint: 'GET /health', Status: '200' }, 1_900_000_000_000);

    expect(lines()).toHaveLength(1);
    expect(lines()[0]?.endsWith('}\n')).toBe(true);
    expect(JSON.parse(lines()[0] ?? '')).toEqual({
      _aws: {
        Timestamp: 1_900_000_000_000,
        CloudWatchMetrics: [
          {
            Namespace: 'SalesIntelligence',
            Dimensions: [['Endpoint', 'Status']],
            Metrics: [{ Name: 'ApiLatency', Unit: 'Milliseconds' }],
          },
        ],
      },
      Endpoint: 'GET /health',
      Status: '200',
      ApiLatency: 12,
      stage: 'dev',
    });
  });

  it('leaves out what is no number, and writes nothing where none is left', () => {
    const { metrics } = captureMetrics();

    recordMetrics({ EnrichmentCost: Number.NaN, DataQuality: 0.5 }, { Kind: 'analysis' });
    recordMetrics({ EnrichmentCost: Number.POSITIVE_INFINITY }, { Kind: 'analysis' });

    expect(metrics()).toMatchObject([{ name: 'DataQuality', value: 0.5 }]);
  });

  it('writes nothing outside Lambda', () => {
    const { lines } = captureMetrics();
    vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', undefined);

    recordMetrics({ FeatureUse: 1 }, { Feature: 'deep' });

    expect(lines()).toEqual([]);
  });

  it('keeps to what CloudWatch takes, whatever the value of a dimension', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3000 }), (value) => {
        vi.restoreAllMocks();
        const { lines, metrics } = captureMetrics();

        recordMetrics({ FeatureUse: 1 }, { Feature: value });

        const [metric] = metrics();
        expect(lines()[0]?.slice(0, -1)).not.toContain('\n');
        expect(metric?.dimensions.Feature?.length).toBeGreaterThan(0);
        expect(metric?.dimensions.Feature?.length).toBeLessThanOrEqual(1024);
      }),
    );
  });
});

describe('recordEnrichment', () => {
  it('measures time, cost, quality, and each source by its adapter', () => {
    const { metrics } = captureMetrics();

    recordEnrichment('vendor-context', exampleAnswer);

    const Kind = 'vendor-context';
    expect(metrics().map(({ name, value, dimensions }) => [name, value, dimensions])).toEqual([
      ['EnrichmentDuration', 12_300, { Status: 'ready' }],
      ['EnrichmentCost', 0, { Kind }],
      ['DataQuality', 0.8, { Kind }],
      ['DataCompleteness', 0.5, { Kind }],
      ['SourceLatency', 120, { Source: 'own-site', Outcome: 'matched' }],
      ['SourceCost', 0, { Source: 'own-site', Outcome: 'matched' }],
    ]);
  });

  it('says how the identity gate ended one', () => {
    const { metrics } = captureMetrics();
    const resolution = { outcome: 'parked' as const, candidates: [], reasons: [] };

    recordEnrichment('analysis', { ...exampleAnswer, companyIntelligence: null, resolution });

    expect(metrics()).toMatchObject([{ dimensions: { Status: 'parked' } }, { name: 'EnrichmentCost' }]);
  });
});
