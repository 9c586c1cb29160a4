import type { Json, JsonObject } from '../../../local/stepfunctions/interpreter/json.ts';

/** What the functions of a matched, complete enrichment answer, as small as their schemas allow. */

export const run: JsonObject = {
  schemaVersion: '1',
  kind: 'vendor-context',
  domain: 'brightloom.example',
  userRole: 'account-executive',
  intent: 'discovery',
  vendorDomain: null,
  depth: 'standard',
  refresh: false,
  maxCostUsd: null,
  suppliedInputId: null,
  key: 'a1b2c3d4e5f6',
};

export const company: JsonObject = {
  domain: 'brightloom.example',
  name: 'Brightloom',
  description: 'Weaving software for small mills.',
  homepageUrl: 'https://www.brightloom.example/',
  homeDocumentKey: 'documents/brightloom.example/home.json',
  confidence: 0.94,
};

/** A source as the plan hands it out. */
export function planned(id: string, sourceId = 'own-site'): JsonObject {
  const url = `https://www.brightloom.example/${id}`;
  return { id, sourceId, name: `Page ${id}`, kind: 'official', url, purpose: 'about' };
}

/** What asking a source gave. */
export function sourceResult(source: JsonObject, outcome = 'matched'): JsonObject {
  const { id, sourceId, name, kind, url } = source as { [key: string]: Json };
  return {
    id: id ?? null,
    sourceId: sourceId ?? null,
    name: name ?? null,
    kind: kind ?? null,
    url: url ?? null,
    outcome,
    reason: null,
    ms: 412,
    costUsd: 0,
    observedAt: '2026-01-05T09:00:01.000Z',
    fromCache: false,
    fields: ['description', 'products', 'customers'],
    documents: [{ id: 'd'.repeat(32), key: `documents/brightloom.example/${'d'.repeat(32)}.json`, url: url ?? null }],
    factsKey: `facts/brightloom.example/${String(id)}-${'f'.repeat(16)}.json`,
  };
}

/** A dataset that the provider still collects. */
export function pendingDataset(source: JsonObject, polls = 0): JsonObject {
  const startedAt = Date.UTC(2026, 0, 5, 9);
  return { source, pending: { snapshotId: 's_m4x7enmven8djfqak', startedAt, polls, waitSeconds: 4, costUsd: 0.0015 } };
}

export const plan = {
  deadline: Date.UTC(2026, 0, 5, 9, 1),
  pages: [planned('about'), planned('pricing')],
  freeApis: [planned('wikidata')],
  publicData: [planned('dns')],
  social: [planned('linkedin')],
  paid: [planned('serpapi')],
  skipped: [sourceResult(planned('github'), 'skipped')],
} satisfies JsonObject;

export const resolution = {
  outcome: 'matched',
  company,
  candidates: [],
  reasons: [],
  sources: [sourceResult(planned('home'))],
} satisfies JsonObject;

/** No engine is configured: what most stacks have, and every laptop. */
export const enginePlan = {
  mode: 'fallback',
  extractors: [],
  writers: [],
  budgetUsd: 0.25,
  runs: [{ engine: 'openai', step: 'all', outcome: 'skipped', reason: 'not_configured' }],
} satisfies JsonObject;

/** What an engine's turn gave. */
export function engineRun(engine: string, step: string): JsonObject {
  const insightsKey = `runs/run/insights-${engine}-${step}.json`;
  return { engine, step, outcome: 'answered', insightsKey, claims: 3, ms: 40 };
}

type Answer = (payload: JsonObject) => Json;

/** By function name: each Lambda of the graph. */
export const answers: Readonly<Record<string, Answer>> = {
  ValidateDomain: () => ({ dns: 'resolves' }),
  SearchCompany: () => ({ names: ['Brightloom'] }),
  FetchBasicInfo: () => ({ status: 'fetched' }),
  ResolveCompany: () => resolution,
  WriteResolution: (payload) => ({ outcome: (payload.resolution as JsonObject).outcome ?? null }),
  PlanSources: () => plan,
  ScrapePage: (payload) => sourceResult(payload.source as JsonObject),
  CallFreeApi: (payload) => sourceResult(payload.source as JsonObject),
  ReadPublicRecord: (payload) => sourceResult(payload.source as JsonObject),
  CollectSocialSignal: (payload) => sourceResult(payload.source as JsonObject),
  ReadVendor: (payload) => ({
    domain: payload.vendorDomain ?? null,
    vendorKey: 'runs/run/vendor.json',
    reason: null,
    sources: [],
  }),
  FindGaps: () => ({ openFields: [], paidSources: [], notAsked: [sourceResult(planned('serpapi'), 'not_run')] }),
  CallSerpapi: (payload) => sourceResult(payload.source as JsonObject),
  CallSnov: (payload) => sourceResult(payload.source as JsonObject),
  CallBrightData: (payload) => sourceResult(payload.source as JsonObject),
  ProcessContent: () => ({ contentKey: 'runs/run/content.json', documents: 5 }),
  ExtractEntities: () => ({ entitiesKey: 'runs/run/entities.json' }),
  AnalyzeSentiment: () => ({ overall: 'neutral' }),
  ScoreSources: () => ({ scores: [] }),
  DetectIntent: () => ({ intent: 'discovery' }),
  PlanEngines: () => enginePlan,
  AskOpenai: ({ step }) => engineRun('openai', String(step)),
  AskAnthropic: ({ step }) => engineRun('anthropic', String(step)),
  AskBedrock: ({ step }) => engineRun('bedrock', String(step)),
  RunEngine: () => engineRun('embedded', 'all'),
  MergeInsights: ({ runs }) => ({ engine: 'merged', insightsKey: 'runs/run/insights-merged.json', runs: runs ?? [] }),
  VerifyClaims: () => ({ verifiedKey: 'runs/run/verified.json', kept: 12, dropped: 1 }),
  StructureProfile: () => ({ profileKey: 'runs/run/profile.json', status: 'ready' }),
  WriteResult: () => ({ outcome: 'ready' }),
};
