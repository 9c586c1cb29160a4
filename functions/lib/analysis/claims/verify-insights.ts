import * as z from 'zod';
import { fieldFactSchema } from '../../company/profile.ts';
import type { Content } from '../../content/content.ts';
import { collectExcerpts, excerptSchema } from '../../engines/embedded/brief/excerpts.ts';
import { readContent } from '../../engines/embedded/reading.ts';
import { briefSectionSchema, insightsSchema } from '../../engines/insights.ts';
import type { Company } from '../../enrichment/run.ts';
import type { DropReason } from './support.ts';
import { verifyBrief } from './verify-brief.ts';
import { type Verdict, verifyFact } from './verify-fact.ts';

/** Insights as an engine left them; a claim without its field's shape is counted, not an error of the run. */
export const unverifiedInsightsSchema = insightsSchema.extend({ claims: z.array(z.unknown()) });

/** What held: the engine's claims, the sources' facts, and the sections of the brief. */
export const verifiedSchema = z.object({
  engine: z.string(),
  claims: z.array(fieldFactSchema),
  sourceFacts: z.array(fieldFactSchema),
  sections: z.array(briefSectionSchema),
  /** Sentences of the company's own pages that may be quoted; they stand as they were read. */
  excerpts: z.array(excerptSchema).optional(),
});
export type Verified = z.infer<typeof verifiedSchema>;

/** What held, and how much of the engine's and the sources' statements did not, by reason. */
export interface Verification {
  readonly verified: Verified;
  /** Claims and statements of the engine that hold. */
  readonly kept: number;
  /** Claims and statements of the engine that do not. */
  readonly dropped: number;
  readonly droppedBy: Readonly<Partial<Record<DropReason, number>>>;
  /** Facts of sources that do not hold. */
  readonly sourceFactsDropped: number;
}

/** Holds everything that was stated against the stored documents; what does not hold is dropped and counted. */
export function verifyInsights(
  insights: z.infer<typeof unverifiedInsightsSchema>,
  content: Content,
  company: Company,
): Verification {
  const documents = new Map(content.documents.map((document) => [document.id, document]));
  const claims = sort(insights.claims.map((claim) => verifyFact(claim, documents, 'engine')));
  const sourceFacts = sort(content.facts.map((fact) => verifyFact(fact, documents, 'source')));
  const brief = verifyBrief(insights.sections, documents, {
    names: [company.name, company.domain],
    facts: [...claims.kept, ...sourceFacts.kept],
  });
  const reasons = [...claims.reasons, ...brief.reasons];
  return {
    verified: {
      engine: insights.engine,
      claims: claims.kept,
      sourceFacts: sourceFacts.kept,
      sections: [...brief.sections],
      excerpts: collectExcerpts(readContent(content, company)),
    },
    kept: claims.kept.length + brief.kept,
    dropped: reasons.length,
    droppedBy: countReasons(reasons),
    sourceFactsDropped: sourceFacts.reasons.length,
  };
}

function sort<T>(verdicts: readonly Verdict<T>[]): { readonly kept: T[]; readonly reasons: readonly DropReason[] } {
  return {
    kept: verdicts.flatMap((verdict) => (verdict.reason === null ? [verdict.kept] : [])),
    reasons: verdicts.flatMap((verdict) => verdict.reason ?? []),
  };
}

function countReasons(reasons: readonly DropReason[]): Partial<Record<DropReason, number>> {
  const groups = Map.groupBy(reasons, (reason) => reason);
  return Object.fromEntries([...groups].map(([reason, group]) => [reason, group.length]));
}
