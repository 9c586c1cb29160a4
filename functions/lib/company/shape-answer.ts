import type { Verified } from '../analysis/claims/verify-insights.ts';
import type { Understanding } from '../analysis/stored-content.ts';
import { composeCustomerIntelligence, type VendorView } from '../customer/customer-intelligence.ts';
import { type Side, type Sides, takeSide } from '../customer/sides.ts';
import type { VendorProfile } from '../customer/vendor-profile.ts';
import { addVendor } from '../customer/vendor-sections.ts';
import { finishSections } from '../engines/embedded/brief/finish.ts';
import type { Company, EnrichmentRun } from '../enrichment/run.ts';
import type { SourceResult } from '../sources/outcome.ts';
import type { Answer, Brief, CompanyIntelligence } from './answer.ts';
import { listSources, wasLost } from './answer-sources.ts';
import { measureDataQuality } from './data-quality.ts';
import { type MergedField, mergeFacts } from './merge-facts.ts';
import type { ProfileField } from './profile.ts';
import { shapeIntelligence } from './shape-intelligence.ts';

/** Everything that an answer is made of. */
export interface AnswerParts {
  readonly run: EnrichmentRun;
  readonly company: Company;
  readonly results: readonly SourceResult[];
  readonly understanding: Understanding;
  readonly verified: Verified;
  /** Only where a vendor was named; without a profile it could not be read. */
  readonly vendor?: VendorPart;
  readonly engines: Answer['metadata']['engines'];
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly now: number;
}

/** What reading the vendor of a run gave. */
export interface VendorPart {
  readonly domain: string;
  readonly profile: VendorProfile | null;
  /** Why there is no profile, a short stable word. */
  readonly reason: string | null;
  readonly results: readonly SourceResult[];
}

/** Shapes the answer of one enrichment: profile, evidence, brief and what it rests on. Nothing unverified is in it. */
export function shapeAnswer(parts: AnswerParts): Answer {
  const { run, company, results, understanding, verified, engines, startedAt, now } = parts;
  const judged = new Map(Object.entries(understanding.scores?.scores ?? {}));
  const scores = new Map([...judged].map(([id, { score }]) => [id, score]));
  const merged = mergeFacts([...verified.sourceFacts, ...verified.claims], scoresBySource(results, scores), now);
  const prospect = takeProspect(company, merged, verified);
  const side = takeVendor(parts.vendor);
  const asked = [...results, ...(parts.vendor?.results ?? [])];
  const isPartial =
    parts.vendor?.profile === null ||
    results.some((result) => wasLost(result, results)) ||
    Object.values(understanding).includes(null);
  return {
    companyIntelligence: shapeIntelligence({
      domain: company.domain,
      merged,
      sentiment: shapeSentiment(understanding),
      brief: shapeBrief(parts, merged, side !== null && 'side' in side ? { prospect, vendor: side.side } : null),
      sources: listSources(asked, judged, now),
    }),
    ...(side === null ? {} : { customerIntelligence: composeCustomerIntelligence(prospect, side, now) }),
    metadata: {
      status: isPartial ? 'partial' : 'ready',
      processingTimeMs: Math.max(0, now - startedAt),
      dataQuality: measureDataQuality(merged, now),
      engines,
      costUsd: sum(asked.map((result) => result.costUsd)) + sum(engines.map((engine) => engine.costUsd)),
      datasetsCollected: asked.filter((result) => result.outcome === 'matched').length,
      generatedAt: new Date(now).toISOString(),
      schemaVersion: run.schemaVersion,
    },
  };
}

/** Facts know the adapter that stated them; where it was asked more than once, its best answer speaks. */
function scoresBySource(
  results: readonly SourceResult[],
  scores: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (const { id, sourceId } of results) {
    const score = scores.get(id);
    if (score !== undefined) best.set(sourceId, Math.max(score, best.get(sourceId) ?? 0));
  }
  return best;
}

function takeProspect(
  { domain, name }: Company,
  merged: ReadonlyMap<ProfileField, MergedField>,
  { excerpts = [] }: Verified,
): Side {
  const named = merged.get('companyName')?.facts[0]?.value;
  const facts = [...merged.values()].flatMap((field) => field.facts);
  return takeSide({ domain, name: typeof named === 'string' ? named : name, facts, excerpts });
}

function takeVendor(vendor: VendorPart | undefined): VendorView | null {
  if (vendor === undefined) return null;
  const { domain, profile, reason } = vendor;
  return profile === null ? { domain, reason: reason ?? 'nothing_found' } : { side: takeSide(profile) };
}

function shapeSentiment({ sentiment }: Understanding): CompanyIntelligence['sentiment'] {
  return sentiment === null || sentiment.score === null ? null : sentiment;
}

function shapeBrief(
  { run, understanding, verified, now }: AnswerParts,
  merged: ReadonlyMap<ProfileField, MergedField>,
  sides: Sides | null,
): Brief {
  const detected = understanding.intent ?? {
    intent: run.intent ?? 'discovery',
    confidence: 0,
    given: run.intent !== null,
  };
  return {
    userRole: run.userRole,
    intent: { value: detected.intent, confidence: detected.confidence, given: detected.given },
    summary: summarise(merged),
    sections: finishSections(sides === null ? verified.sections : addVendor(verified.sections, sides), {
      userRole: run.userRole,
      intent: detected.intent,
      filled: new Set(merged.keys()),
      now,
    }),
  };
}

/** The company in a few sentences, out of values that all have their evidence in the profile. */
function summarise(merged: ReadonlyMap<ProfileField, MergedField>): string | null {
  const values = (field: ProfileField) => (merged.get(field)?.facts ?? []).map((fact) => String(fact.value));
  const parts = [
    values('description')[0],
    sentence('Sells', values('products')),
    sentence('Named customers:', values('customers')),
    sentence('Compares itself with', values('competitors')),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join(' ');
}

function sentence(start: string, values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : `${start} ${values.slice(0, 4).join(', ')}.`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
