import type { CustomerIntelligence } from '../customer/customer-intelligence.ts';
import type { BriefSection } from '../engines/insights.ts';
import type { EnrichmentRun } from '../enrichment/run.ts';
import type { Outcome, SourceKind } from '../sources/outcome.ts';
import type { Basis } from './fact.ts';
import type { Candidate, Resolution } from './identity.ts';
import type { Intent, UserRole } from './perspective.ts';
import type { ProfileField } from './profile.ts';

/** Whether an answer may still be relied on; times in seconds and ISO 8601. */
export interface Freshness {
  readonly state: 'fresh' | 'due' | 'stale' | 'unknown';
  readonly ageSeconds: number | null;
  readonly refreshAfter: string | null;
}

export interface AnswerEvidence {
  readonly sourceId: string;
  readonly url: string;
  readonly quote: string;
  readonly observedAt: string;
  readonly confidence: number;
  readonly basis: Basis;
}

/** A value that contradicts the one that is shown, with what backs it. */
export interface AnswerAlternative {
  readonly value: unknown;
  readonly confidence: number;
  readonly evidence: readonly AnswerEvidence[];
}

/** A source as the caller sees it; `costUsd` in USD. */
export interface AnswerSource {
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly url: string | null;
  readonly outcome: Outcome;
  readonly reason?: string;
  readonly credibilityScore: number | null;
  /** Why it is believed so far, in a few words each; only where it was scored. */
  readonly credibilityReasons?: readonly string[];
  /** `instruction_text`: it carries text that addresses machines instead of readers, of which nothing was used. */
  readonly flags?: readonly string[];
  readonly observedAt: string | null;
  readonly freshness: Freshness['state'];
  readonly ms: number;
  readonly costUsd: number;
}

/** Whether nobody had a value, nobody who may have it could be reached, or nobody was asked. */
export type UnknownReason = 'not_found' | 'sources_failed' | 'not_asked' | 'below_confidence';

/** One engine's turn in one step; `embedded` is rules, not a model. `costUsd` in USD. */
export interface AnswerEngine {
  readonly name: string;
  readonly step: 'extract' | 'brief' | 'all';
  readonly outcome: 'answered' | 'lost' | 'skipped';
  /** Why it was lost or skipped. */
  readonly reason?: string;
  readonly model: string | null;
  /** Facts and statements that it gave, and how many of them did not hold. */
  readonly claims: number;
  readonly dropped: number;
  readonly tokens: { readonly input: number; readonly cachedInput: number; readonly output: number };
  readonly costUsd: number;
  readonly ms: number;
}

export interface Brief {
  readonly userRole: UserRole;
  readonly intent: { readonly value: Intent; readonly confidence: number; readonly given: boolean };
  readonly summary: string | null;
  readonly sections: readonly BriefSection[];
}

/** The profile fields as scalars and lists (`null` and `[]` where unknown), plus what backs them. */
export type CompanyIntelligence = Readonly<Record<Exclude<ProfileField, 'socialProfiles' | 'ids'>, unknown>> & {
  readonly domain: string;
  /** Network name → URL. */
  readonly socialProfiles: Readonly<Record<string, string>>;
  /** Scheme (lei, cik, wikidata, …) → value. */
  readonly ids: Readonly<Record<string, string>>;
  /** How others write of the company, -1 to 1; `months` (`YYYY-MM`, oldest first) only for what is dated. */
  readonly sentiment: {
    readonly score: number;
    readonly label: string;
    readonly documents: number;
    readonly months?:
      | readonly { readonly month: string; readonly score: number; readonly documents: number }[]
      | undefined;
  } | null;
  readonly brief: Brief;
  /** JSON pointer (RFC 6901) into this object → evidence. */
  readonly evidence: Readonly<Record<string, readonly AnswerEvidence[]>>;
  /** JSON pointer into this object → what other sources say instead, strongest first. */
  readonly alternatives: Readonly<Record<string, readonly AnswerAlternative[]>>;
  readonly unknowns: readonly {
    readonly field: ProfileField;
    readonly question: string;
    readonly reason: UnknownReason;
  }[];
  readonly sources: readonly AnswerSource[];
};

/** What one enrichment ended with, as `StructureProfile` or `WriteResolution` shape it and the API serves it. */
export interface Answer {
  readonly companyIntelligence: CompanyIntelligence | null;
  /** Only where a vendor was named: the company as that vendor sees it. */
  readonly customerIntelligence?: CustomerIntelligence;
  /** Only where the identity gate ended the run. */
  readonly resolution?: {
    readonly outcome: Exclude<Resolution['outcome'], 'matched'>;
    readonly candidates: readonly Candidate[];
    readonly reasons: readonly string[];
  };
  readonly metadata: {
    readonly status: 'ready' | 'partial';
    readonly processingTimeMs: number;
    readonly dataQuality: {
      readonly completeness: number;
      readonly freshness: number;
      readonly reliability: number;
      readonly overall: number;
    };
    readonly engines: readonly AnswerEngine[];
    readonly costUsd: number;
    readonly datasetsCollected: number;
    readonly generatedAt: string;
    readonly schemaVersion: EnrichmentRun['schemaVersion'];
  };
}
