import * as z from 'zod';
import { workflow } from './answer.ts';
import { candidate, costUsd, count, milliseconds, requestId, share, texts, time } from './parts.ts';

const text = z.string().nullable();
const quality = z.object({ completeness: share, freshness: share, reliability: share, overall: share });

/** What the pages of the web client read of a company. */
export const analysis = z
  .object({
    companyName: text,
    domain: z.string(),
    description: text,
    industry: text,
    products: texts,
    targetMarkets: texts,
    competitors: texts,
    valuePropositions: texts,
    positioningStrategy: text,
    pricingModel: text,
    companySize: text,
    marketPresence: text,
    recentNews: z.array(z.object({ title: z.string(), url: z.string(), publishedAt: text })),
    keyExecutives: z.array(z.object({ name: z.string(), title: z.string() })),
    businessChallenges: texts,
    growthIndicators: texts,
    techStack: texts,
    partnerships: texts,
    relevantDecisionMakers: texts,
    techStackRelevance: texts,
    buyingSignals: texts,
    competitiveUsage: texts,
    recommendedApproach: text,
    keyValueProps: texts,
    potentialPainPoints: texts,
    bestContactStrategy: text,
    last_updated: time,
    data_quality: quality,
  })
  .meta({ description: 'A company as the pages of the web client read it.' });

const finished = {
  data: z.object({ analysis }),
  cached: z.boolean(),
  generatedAt: time,
  requestId,
  metrics: z.object({ processingTimeMs: milliseconds, datasetsCollected: count, totalCost: costUsd }),
};

export const finishedAnalysis = z
  .object({ status: z.literal('completed'), ...finished })
  .meta({ description: 'An analysis that is there.' });

export const startedAnalysis = z
  .object({ status: z.literal('processing'), requestId, statusEndpoint: z.string(), workflow })
  .meta({ description: 'An analysis that is under way: ask `statusEndpoint`.' });

export const polled = z
  .object({
    ...z.object(finished).partial().shape,
    requestId,
    status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'ABORTED', 'TIMED_OUT']),
    progress: count,
    stages: z.array(z.looseObject({ name: z.string() })),
    error: z.string().optional(),
    code: z.string().optional(),
    candidates: z.array(candidate).optional(),
  })
  .meta({ description: '`SUCCEEDED` carries the analysis, the three kinds of failure an `error`.' });

export const companyList = z.object({
  data: z.object({
    companies: z.array(
      z.object({
        name: z.string(),
        domain: z.string(),
        description: z.string().optional(),
        industry: z.string().optional(),
        location: z.string().optional(),
        headquarters: z.string().optional(),
        employees: z.int().optional(),
        size: z.string().optional(),
        founded: z.int().optional(),
        sources: texts,
        matchScore: share,
        matchedOn: texts,
      }),
    ),
    total: count,
    query: z.string(),
    cached: z.boolean(),
    generatedAt: time,
  }),
  requestId: z.string(),
  message: z.string(),
});

export const pageSearch = z.object({
  queries: texts,
  results: z.array(
    z.object({
      query: z.string(),
      source: z.string(),
      outcome: z.enum(['matched', 'no_match', 'error', 'skipped', 'not_run']),
      totalResults: count,
      searchTime: milliseconds,
      results: z.array(z.object({ url: z.string(), title: z.string(), snippet: z.string(), sourceDomain: z.string() })),
    }),
  ),
  totalResults: count,
  searchTime: milliseconds,
  requestId: z.string(),
});

export const profile = z.object({
  profile: z.looseObject({ createdAt: time, updatedAt: time }),
  requestId: z.string(),
});

const researchOf = { companyName: z.string().nullable(), createdAt: time, updatedAt: time };
export const researchDocument = z.looseObject({ ...researchOf, requestId: z.string() });
export const researchList = z.object({
  companies: z.array(z.looseObject(researchOf)),
  total: count,
  requestId: z.string(),
});
export const researchSessions = z.object({
  sessions: z.array(z.object({ companyName: z.string().nullable(), startedAt: time, lastActivity: time })),
  total: count,
  requestId: z.string(),
});
export const removed = z.object({ message: z.string(), deleted: count.optional(), requestId: z.string() });
