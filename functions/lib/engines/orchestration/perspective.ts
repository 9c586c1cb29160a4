import { scoresByAdapter } from '../../analysis/adapter-scores.ts';
import type { Understanding } from '../../analysis/stored-content.ts';
import type { Intent } from '../../company/perspective.ts';
import type { EnrichmentRun } from '../../enrichment/run.ts';

interface Understood {
  readonly run: EnrichmentRun;
  readonly understanding: Understanding;
}

/** Gives the situation in which the brief is read, as it was given or detected. */
export function intentOf({ run, understanding }: Understood): Intent {
  return understanding.intent?.intent ?? run.intent ?? 'discovery';
}

/** Gives the credibility 0–1 by source. */
export function scoresOf({ understanding }: Understood): ReadonlyMap<string, number> {
  return scoresByAdapter(understanding.scores?.scores ?? {});
}
