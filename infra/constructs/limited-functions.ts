import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { StageSettings } from '../stage.ts';
import type { EnrichmentFunctions } from './enrichment-functions.ts';

/**
 * How many of the functions that call a limited provider may run at once, over all runs: a provider counts by
 * account, and what waits here is retried by the state machine instead of being refused there.
 */
const mostAtOnce: Readonly<Record<string, number>> = {
  'call-serpapi': 20,
  'call-snov': 5,
  'call-bright-data': 10,
  'ask-openai': 20,
  'ask-anthropic': 20,
};

/** Bounds them in prod; a new account has too little concurrency in all to set any of it aside. */
export function limitConcurrency(functions: EnrichmentFunctions, stage: StageSettings): void {
  if (stage.name !== 'prod') return;
  for (const [name, most] of Object.entries(mostAtOnce)) {
    (functions.named(name).lambda.node.defaultChild as CfnFunction).reservedConcurrentExecutions = most;
  }
}
