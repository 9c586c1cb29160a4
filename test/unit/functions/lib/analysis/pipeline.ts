import { verifyInsights } from '../../../../../functions/lib/analysis/claims/verify-insights.ts';
import { scoreSources } from '../../../../../functions/lib/analysis/credibility/score-sources.ts';
import { processContent } from '../../../../../functions/lib/analysis/process-content.ts';
import type { Answer } from '../../../../../functions/lib/company/answer.ts';
import type { FieldFact } from '../../../../../functions/lib/company/profile.ts';
import { shapeAnswer } from '../../../../../functions/lib/company/shape-answer.ts';
import type { Document } from '../../../../../functions/lib/content/document.ts';
import { runEmbeddedEngine } from '../../../../../functions/lib/engines/embedded/engine.ts';
import type { Insights } from '../../../../../functions/lib/engines/insights.ts';
import type { Company } from '../../../../../functions/lib/enrichment/run.ts';
import { acme, observedAt, run, sourceResult } from './fixtures.ts';

/** When everything in these tests is looked at. */
export const now = Date.parse(observedAt);
const budget = { perDocument: 12_000, total: 80_000 };

/** What was found of a company, and the engine that makes something of what the embedded engine said. */
export interface Findings {
  readonly documents: readonly Document[];
  readonly facts?: readonly FieldFact[];
  readonly company?: Company;
  readonly think?: (documents: readonly Document[], insights: Insights) => Insights;
}

/** Reads, cleans, lets an engine state, verifies and shapes: the pipeline's own pieces, one after the other. */
export function answerFrom({ documents, facts = [], company = acme, think }: Findings): Answer {
  const { content } = processContent(documents, facts, budget);
  const honest = runEmbeddedEngine(content, company, 'account-executive', 'discovery');
  const { verified } = verifyInsights(think?.(content.documents, honest) ?? honest, content, company);
  const results = documents.map((document) =>
    sourceResult({
      ...{ id: document.sourceId, sourceId: document.sourceId, url: document.url },
      documents: [{ id: document.id, key: document.id, url: document.url }],
    }),
  );
  const understanding = {
    ...{ entities: null, sentiment: null, intent: null },
    scores: { scores: scoreSources(results, content, now) },
  };
  return shapeAnswer({
    ...{ run, company, results, understanding, verified, engines: [], startedAt: now, now },
  } as never);
}
