import { EngineFailure } from './engine-failure.ts';
import type { EngineQuestion, EngineSurroundings, TokenUsage } from './engine-question.ts';
import { enterInLedger, type LedgerEntry } from './ledger.ts';
import type { EngineModel } from './models.ts';
import { addUsage, costOf, estimateTokens, noTokens, worstCostOf } from './price.ts';

/** What a question has used so far, and what may still be sent. */
export interface Spending {
  readonly usage: TokenUsage;
  readonly costUsd: number;
  readonly attempts: number;
  /** Throws EngineFailure `context_window` or `budget_spent` where a request with this prompt must not be sent. */
  allow(prompt: string): void;
  /** Counts one request and enters it in the ledger. */
  record(attempt: { outcome: LedgerEntry['outcome']; usage: TokenUsage | null; ms: number }): Promise<void>;
}

/**
 * Opens the account of one question. `schemaText` is sent with each prompt, so it counts too; `key` names
 * the answer.
 */
export function openSpending(
  question: EngineQuestion<unknown>,
  model: EngineModel,
  { schemaText, key }: { readonly schemaText: string; readonly key: string },
  { now }: Pick<EngineSurroundings, 'now'>,
): Spending {
  let usage = noTokens;
  let costUsd = 0;
  let attempts = 0;
  return {
    get usage() {
      return usage;
    },
    get costUsd() {
      return costUsd;
    },
    get attempts() {
      return attempts;
    },
    allow: (prompt) => {
      const inputTokens = estimateTokens(question.system, prompt, schemaText);
      if (inputTokens + question.maxOutputTokens > model.contextTokens) throw new EngineFailure('context_window');
      const worst = worstCostOf(inputTokens, question.maxOutputTokens, model);
      if (costUsd + worst > question.budgetUsd) throw new EngineFailure('budget_spent');
    },
    record: async ({ outcome, usage: used, ms }) => {
      attempts += 1;
      const counted = used ?? noTokens;
      const entry = { usage: counted, costUsd: costOf(counted, model), ms, outcome };
      usage = addUsage(usage, counted);
      costUsd += entry.costUsd;
      const { executionName, engine, step } = question;
      const questionId = key.slice(0, 12);
      await noting('ledger', () =>
        enterInLedger({ executionName, engine, step, questionId, model: model.id, attempt: attempts, ...entry }, now()),
      );
    },
  };
}

/** Does what must not lose an answer that was paid for: a failure is logged and goes no further. */
export async function noting(what: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    console.warn({ message: `${what} unwritable`, error });
  }
}
