import { recordMetrics } from '../observability/metrics.ts';
import type { Exchange } from './event.ts';
import type { DescribedStart } from './start-endpoint.ts';

/** Counts what a start makes use of; each feature is one of a short list. */
export function recordFeatures(wish: DescribedStart, headers: Exchange<unknown>['headers']): void {
  const options: Readonly<Record<string, boolean>> = {
    deep: wish.depth === 'deep',
    refresh: wish.refresh,
    'min-confidence': wish.minConfidence !== null,
    'max-cost': wish.maxCostUsd !== null,
    'search-results': wish.searchResults.length > 0,
    'prefer-wait': headers.prefer !== undefined,
    'idempotency-key': headers['idempotency-key'] !== undefined,
  };
  const used = Object.entries(options).flatMap(([name, isUsed]) => (isUsed ? [name] : []));
  for (const feature of [`role:${wish.userRole}`, `intent:${wish.intent ?? 'none'}`, ...used]) {
    recordMetrics({ FeatureUse: 1 }, { Feature: feature });
  }
}
