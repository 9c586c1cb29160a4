import { putRow, secondsAfter } from '../enrichment/table.ts';
import type { EngineFailureKind } from './engine-failure.ts';
import type { EngineStep, RemoteEngine, TokenUsage } from './engine-question.ts';

/** Spending is looked up for a quarter. */
const keptSeconds = 90 * 86_400;

/** What became of one request to a provider. */
export interface LedgerEntry {
  readonly executionName: string;
  readonly engine: RemoteEngine;
  readonly model: string;
  readonly step: EngineStep;
  /** Tells the questions of a run apart: the beginning of the name of their answer. */
  readonly questionId: string;
  /** Counts the requests of a question, from 1. */
  readonly attempt: number;
  readonly usage: TokenUsage;
  readonly costUsd: number;
  readonly ms: number;
  readonly outcome: 'answered' | EngineFailureKind;
}

/**
 * Writes down one request, without a word of what was asked or answered. `now` in epoch ms. Throws
 * TransientError `storage.unavailable`.
 */
export async function enterInLedger(entry: LedgerEntry, now: number): Promise<void> {
  const { executionName, engine, model, step, questionId, attempt, usage, costUsd, ms, outcome } = entry;
  const at = new Date(now).toISOString();
  await putRow(
    { pk: `EXECUTION#${executionName}`, sk: `ENGINE#${at}#${engine}#${questionId}#${attempt}` },
    {
      engine: { S: engine },
      model: { S: model },
      step: { S: step },
      outcome: { S: outcome },
      inputTokens: { N: String(usage.inputTokens) },
      cachedInputTokens: { N: String(usage.cachedInputTokens) },
      outputTokens: { N: String(usage.outputTokens) },
      costUsd: { N: costUsd.toFixed(9) },
      ms: { N: String(Math.round(ms)) },
      at: { S: at },
      expiresAt: secondsAfter(now, keptSeconds),
    },
  );
}
