import { secondsOf } from '../cache/time-to-live.ts';
import { findSource } from '../sources/catalog.ts';
import type { SourceResult } from '../sources/outcome.ts';
import type { AnswerSource } from './answer.ts';

/** How long what comes from no source of the catalogue may be used, in seconds, such as results that the caller gave. */
const usualSeconds = 24 * 60 * 60;

/** How far a source may be believed, 0–1, why, and what is to be known of it. */
export interface SourceScore {
  readonly score: number;
  readonly reasons: readonly string[];
  readonly flags?: readonly string[] | undefined;
}

/** Lists the sources as a caller sees them. `scores`: source result id → credibility; `now` in epoch ms. */
export function listSources(
  results: readonly SourceResult[],
  scores: ReadonlyMap<string, SourceScore>,
  now: number,
): AnswerSource[] {
  return results.map((result) => ({
    id: result.id,
    name: result.name,
    kind: result.kind,
    url: result.url,
    outcome: result.outcome,
    ...(result.reason === null ? {} : { reason: result.reason }),
    ...wordScore(scores.get(result.id)),
    observedAt: result.observedAt,
    freshness: freshnessOf(result, now),
    ms: result.ms,
    costUsd: result.costUsd,
  }));
}

function wordScore(
  score: SourceScore | undefined,
): Pick<AnswerSource, 'credibilityScore' | 'credibilityReasons' | 'flags'> {
  if (score === undefined) return { credibilityScore: null };
  return {
    credibilityScore: score.score,
    credibilityReasons: score.reasons,
    ...(score.flags === undefined || score.flags.length === 0 ? {} : { flags: score.flags }),
  };
}

/**
 * Whether an answer lacks something that was asked for: a source that failed, came too late, or was cut
 * off. A page that another source brought after all is not missing.
 */
export function wasLost(result: SourceResult, results: readonly SourceResult[]): boolean {
  const isMended = results.some(
    ({ outcome, kind, url }) => outcome === 'matched' && kind === 'official' && url !== null && url === result.url,
  );
  if (result.kind === 'official' && result.outcome === 'error' && isMended) return false;
  const isCut = result.outcome === 'matched' && result.reason === 'truncated';
  return isCut || result.outcome === 'error' || (result.outcome === 'not_run' && result.reason === 'late');
}

function freshnessOf({ sourceId, observedAt }: SourceResult, now: number): AnswerSource['freshness'] {
  if (observedAt === null) return 'unknown';
  const age = (now - Date.parse(observedAt)) / 1000;
  const source = findSource(sourceId);
  const life = source === null ? usualSeconds : secondsOf(source.data);
  if (age < life) return 'fresh';
  return age < 2 * life ? 'due' : 'stale';
}
