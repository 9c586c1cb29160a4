import type { AnswerView } from '../api/answer-view.ts';
import { IntelligenceError } from '../errors.ts';
import { analyseForFrontEnd } from './analysis.ts';

/**
 * Gives a finished enrichment as the web client reads it. Throws IntelligenceError `company.ambiguous` with
 * the candidates, or `company.unknown`, where the enrichment ended without a company.
 */
export function viewFinished(view: AnswerView) {
  const { companyIntelligence, metadata } = view;
  if (companyIntelligence === null) throw explainEnd(view);
  return {
    data: { analysis: analyseForFrontEnd(companyIntelligence, view) },
    cached: metadata.fromCache,
    generatedAt: metadata.generatedAt,
    requestId: metadata.requestId,
    metrics: {
      processingTimeMs: metadata.processingTimeMs,
      datasetsCollected: metadata.datasetsCollected,
      totalCost: metadata.costUsd,
    },
  };
}

function explainEnd({ resolution }: AnswerView): IntelligenceError {
  const candidates = resolution?.candidates ?? [];
  if (resolution?.outcome === 'ambiguous') {
    const message = 'The name may mean several companies; start again with the domain of one of the candidates.';
    return new IntelligenceError('company.ambiguous', message, { candidates });
  }
  const whys = {
    parked: 'The domain is parked; no company stands on it.',
    unreachable: 'The website of the company could not be reached, and nobody else knows it.',
    not_found: 'No company was found there.',
  };
  return new IntelligenceError('company.unknown', whys[resolution?.outcome ?? 'not_found'], { candidates });
}
