import type { KeptAnswer } from '../cache/answer.ts';
import { freshnessOf } from '../cache/freshness.ts';
import type { Answer, CompanyIntelligence, Freshness } from '../company/answer.ts';
import { weighQuality } from '../company/quality-weights.ts';
import type { EnrichmentRequest } from '../enrichment/request.ts';
import { dropDoubtful, dropDoubtfulTopics, measureCompleteness } from './confidence.ts';

/** What a finished enrichment is to one caller. */
export interface AnswerView {
  readonly companyIntelligence: CompanyIntelligence | null;
  readonly customerIntelligence?: Answer['customerIntelligence'];
  readonly resolution?: Answer['resolution'];
  readonly metadata: Answer['metadata'] & {
    readonly requestId: string;
    readonly fromCache: boolean;
    readonly freshness: Freshness;
  };
}

/** Gives a kept answer as this request asked for it. `now` in epoch ms. */
export function viewAnswer(kept: KeptAnswer, request: EnrichmentRequest, now: number): AnswerView {
  const { companyIntelligence, customerIntelligence, resolution, metadata } =
    request.minConfidence === null ? kept.answer : leaveSure(kept.answer, request.minConfidence);
  return {
    companyIntelligence,
    ...(customerIntelligence === undefined ? {} : { customerIntelligence }),
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

/** What was left out is unknown to this caller, and counts so in the completeness. */
function leaveSure(answer: Answer, least: number): Answer {
  if (answer.companyIntelligence === null) return answer;
  const companyIntelligence = dropDoubtful(answer.companyIntelligence, least);
  const { customerIntelligence, metadata } = answer;
  const { dataQuality } = metadata;
  const completeness = Math.min(dataQuality.completeness, measureCompleteness(companyIntelligence));
  return {
    ...answer,
    companyIntelligence,
    ...(customerIntelligence === undefined
      ? {}
      : { customerIntelligence: dropDoubtfulTopics(customerIntelligence, least) }),
    metadata: { ...metadata, dataQuality: weighQuality({ ...dataQuality, completeness }) },
  };
}
