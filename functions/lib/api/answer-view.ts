import type { KeptAnswer } from '../cache/answer.ts';
import { freshnessOf } from '../cache/freshness.ts';
import type { Answer, CompanyIntelligence, Freshness } from '../company/answer.ts';
import type { EnrichmentRequest } from '../enrichment/request.ts';
import { dropDoubtful } from './confidence.ts';

/** What a finished enrichment is to one caller. */
export interface AnswerView {
  readonly companyIntelligence: CompanyIntelligence | null;
  readonly resolution?: Answer['resolution'];
  readonly metadata: Answer['metadata'] & {
    readonly requestId: string;
    readonly fromCache: boolean;
    readonly freshness: Freshness;
  };
}

/** Gives a kept answer as this request asked for it. `now` in epoch ms. */
export function viewAnswer(kept: KeptAnswer, request: EnrichmentRequest, now: number): AnswerView {
  const { companyIntelligence, resolution, metadata } = kept.answer;
  return {
    companyIntelligence:
      companyIntelligence === null || request.minConfidence === null
        ? companyIntelligence
        : dropDoubtful(companyIntelligence, request.minConfidence),
    ...(resolution === undefined ? {} : { resolution }),
    metadata: {
      ...metadata,
      requestId: request.requestId,
      fromCache: request.fromCache,
      freshness: freshnessOf(kept.lifetime, now),
    },
  };
}

/** Gives the answer without what changes from call to call: its age grows, and each call has its own request. */
export function stableAnswer({ metadata, ...answer }: AnswerView): unknown {
  const { freshness, requestId, fromCache, ...kept } = metadata;
  return { ...answer, metadata: { ...kept, freshness: freshness.state } };
}
