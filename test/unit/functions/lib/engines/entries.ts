import type { AnswerEngine } from '../../../../../functions/lib/company/answer.ts';

/** The embedded engine's turn as an answer lists it. */
export function embeddedEngine(over: Partial<AnswerEngine> = {}): AnswerEngine {
  return {
    ...{ name: 'embedded', step: 'all', outcome: 'answered', model: null, claims: 0, dropped: 0 },
    ...{ tokens: { input: 0, cachedInput: 0, output: 0 }, costUsd: 0, ms: 0 },
    ...over,
  };
}
