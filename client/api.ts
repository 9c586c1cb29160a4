/**
 * The shapes of the REST API and where its operations stand, written by `npm run docs:api` from the
 * OpenAPI document; a test holds the two together.
 */
/** An enrichment that is under way: ask `statusEndpoint`. */
export type AcceptedStart = {
  /** Names one enrichment request. */
  readonly requestId: string;
  readonly statusEndpoint: string;
  readonly workflow: Workflow;
  /** ISO 8601 in UTC. */
  readonly estimatedCompletion: string;
};

/** A company as the pages of the web client read it. */
export type Analysis = {
  readonly companyName: string | null;
  readonly domain: string;
  readonly description: string | null;
  readonly industry: string | null;
  readonly products: readonly string[];
  readonly targetMarkets: readonly string[];
  readonly competitors: readonly string[];
  readonly valuePropositions: readonly string[];
  readonly positioningStrategy: string | null;
  readonly pricingModel: string | null;
  readonly companySize: string | null;
  readonly marketPresence: string | null;
  readonly recentNews: readonly ({
    readonly title: string;
    readonly url: string;
    readonly publishedAt: string | null;
  })[];
  readonly keyExecutives: readonly {
    readonly name: string;
    readonly title: string;
  }[];
  readonly businessChallenges: readonly string[];
  readonly growthIndicators: readonly string[];
  readonly techStack: readonly string[];
  readonly partnerships: readonly string[];
  readonly relevantDecisionMakers: readonly string[];
  readonly techStackRelevance: readonly string[];
  readonly buyingSignals: readonly string[];
  readonly competitiveUsage: readonly string[];
  readonly recommendedApproach: string | null;
  readonly keyValueProps: readonly string[];
  readonly potentialPainPoints: readonly string[];
  readonly bestContactStrategy: string | null;
  /** ISO 8601 in UTC. */
  readonly last_updated: string;
  readonly data_quality: {
    readonly completeness: number;
    readonly freshness: number;
    readonly reliability: number;
    readonly overall: number;
  };
};

export type AnalysisQuestion = {
  readonly domain: string;
  readonly context: 'discovery' | 'competitive' | 'renewal';
  readonly searchResults?: readonly {
    readonly title: string;
    readonly url: string;
    readonly snippet?: string;
  }[];
  /** A role by its full name or its short form, in any case. */
  readonly userRole?: string;
  readonly maxAgeSeconds?: number;
};

/** What an enrichment ended with. */
export type Answer = {
  readonly companyIntelligence: CompanyIntelligence | null;
  readonly customerIntelligence?: CustomerIntelligence;
  /** Why no one company stands behind the domain; there is no profile then. */
  readonly resolution?: {
    readonly outcome: 'ambiguous' | 'not_found' | 'unreachable' | 'parked';
    readonly candidates: readonly Candidate[];
    readonly reasons: readonly string[];
  };
  readonly metadata: {
    readonly status: 'ready' | 'partial';
    /** Milliseconds. */
    readonly processingTimeMs: number;
    readonly dataQuality: {
      readonly completeness: number;
      readonly freshness: number;
      readonly reliability: number;
      readonly overall: number;
    };
    readonly engines: readonly EngineTurn[];
    /** US dollars. */
    readonly costUsd: number;
    readonly datasetsCollected: number;
    /** ISO 8601 in UTC. */
    readonly generatedAt: string;
    readonly schemaVersion: string;
    /** Names one enrichment request. */
    readonly requestId: string;
    readonly fromCache: boolean;
    readonly freshness: Freshness;
  };
};

/** A source that has been asked by now. */
export type AskedSource = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'official' | 'registry' | 'filing' | 'search' | 'news' | 'social' | 'jobs' | 'network';
  readonly url: string | null;
  readonly outcome: 'matched' | 'no_match' | 'error' | 'skipped' | 'not_run';
  readonly reason: string | null;
  /** Milliseconds. */
  readonly ms: number;
  /** US dollars. */
  readonly costUsd: number;
  readonly observedAt: string | null;
};

/** A result for each item. */
export type Batch = {
  readonly items: readonly BatchResult[];
};

export type BatchItem = {
  readonly domain: string;
  readonly vendorDomain?: string;
  /** A role by its full name or its short form, in any case. */
  readonly userRole?: string;
  readonly intent?: 'discovery' | 'competitive' | 'renewal';
  readonly depth?: 'standard' | 'deep';
  readonly refresh?: boolean;
  readonly maxAgeSeconds?: number;
  readonly minConfidence?: number;
  readonly maxCostUsd?: number;
};

export type BatchQuestion = {
  readonly items?: readonly BatchItem[];
  readonly domains?: readonly unknown[];
  readonly vendorDomain?: unknown;
  readonly userRole?: unknown;
  readonly intent?: unknown;
  readonly depth?: unknown;
  readonly refresh?: unknown;
  readonly maxAgeSeconds?: unknown;
  readonly minConfidence?: unknown;
  readonly maxCostUsd?: unknown;
};

/** How one item came out; `ready`: the answer is there already, under the same endpoint. */
export type BatchResult = {
  readonly domain: string;
  readonly status: 'accepted' | 'ready' | 'rejected';
  /** Names one enrichment request. */
  readonly requestId?: string;
  readonly statusEndpoint?: string;
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly retryable: boolean;
    readonly details: readonly {
      readonly field: string;
      readonly message: string;
    }[];
    readonly candidates?: readonly {
      readonly name: string;
      readonly domain: string;
    }[];
  };
};

/** The company seen by a role with an intent. */
export type Brief = {
  readonly userRole: 'account-executive' | 'solutions-engineer' | 'business-development-rep' | 'customer-success-manager';
  readonly intent: {
    readonly value: 'discovery' | 'competitive' | 'renewal';
    readonly confidence: number;
    readonly given: boolean;
  };
  readonly summary: string | null;
  readonly sections: readonly BriefSection[];
};

export type BriefSection = {
  readonly id: string;
  readonly title: string;
  readonly status: 'known' | 'unknown' | 'questions';
  readonly statements: readonly Statement[];
  readonly questions: readonly string[];
  readonly guidance?: readonly string[];
  readonly score: {
    readonly value: number;
    readonly of: number;
  } | null;
  readonly engine?: string;
};

/** A company that may have been meant. */
export type Candidate = {
  readonly name: string;
  readonly domain: string;
  readonly description: string | null;
  readonly matchScore: number;
  readonly matchedOn: readonly string[];
};

/** All that is known of a company: `null` and `[]` where unknown, and what backs each value. */
export type CompanyIntelligence = {
  readonly companyName: string | null;
  readonly legalName: string | null;
  readonly description: string | null;
  readonly industry: string | null;
  readonly products: readonly string[];
  readonly targetMarkets: readonly string[];
  readonly competitors: readonly string[];
  readonly valuePropositions: readonly string[];
  readonly positioningStrategy: string | null;
  readonly pricingModel: string | null;
  readonly companySize: string | null;
  readonly employees: number | null;
  readonly revenue: {
    readonly amount: number;
    readonly currency: string;
    readonly period: string | null;
  } | null;
  readonly founded: number | null;
  readonly headquarters: string | null;
  readonly marketPresence: string | null;
  readonly customers: readonly string[];
  readonly partnerships: readonly string[];
  readonly techStack: readonly string[];
  readonly keyExecutives: readonly {
    readonly name: string;
    readonly title: string;
  }[];
  readonly recentNews: readonly ({
    readonly title: string;
    readonly url: string;
    readonly publishedAt: string | null;
  })[];
  readonly fundingRounds: readonly ({
    readonly type: string | null;
    readonly amount: number | null;
    readonly currency: string | null;
    readonly date: string | null;
  })[];
  readonly hiring: {
    readonly openJobs: number | null;
    readonly teams: readonly string[];
  } | null;
  readonly businessChallenges: readonly string[];
  readonly growthIndicators: readonly string[];
  readonly buyingSignals: readonly ({
    readonly type: string;
    readonly text: string;
    readonly date: string | null;
  })[];
  readonly complianceBadges: readonly string[];
  /** Addresses by network. */
  readonly socialProfiles: Readonly<Record<string, string>>;
  /** Identifiers by scheme: lei, cik, wikidata, … */
  readonly ids: Readonly<Record<string, string>>;
  readonly domain: string;
  /** How others write of the company. */
  readonly sentiment: {
    readonly score: number;
    readonly label: string;
    readonly documents: number;
    readonly months?: readonly {
      readonly month: string;
      readonly score: number;
      readonly documents: number;
    }[];
  } | null;
  readonly brief: Brief;
  /** By JSON pointer (RFC 6901) into this object, such as `/products/0`. */
  readonly evidence: Readonly<Record<string, readonly Evidence[]>>;
  /** What other sources say instead. By JSON pointer (RFC 6901) into this object, such as `/products/0`. */
  readonly alternatives: Readonly<Record<string, readonly {
    readonly value: unknown;
    readonly confidence: number;
    readonly evidence: readonly Evidence[];
  }[]>>;
  readonly unknowns: readonly ({
    readonly field: 'companyName' | 'legalName' | 'description' | 'industry' | 'products' | 'targetMarkets' | 'competitors' | 'valuePropositions' | 'positioningStrategy' | 'pricingModel' | 'companySize' | 'employees' | 'revenue' | 'founded' | 'headquarters' | 'marketPresence' | 'customers' | 'partnerships' | 'techStack' | 'keyExecutives' | 'recentNews' | 'fundingRounds' | 'hiring' | 'businessChallenges' | 'growthIndicators' | 'buyingSignals' | 'complianceBadges' | 'socialProfiles' | 'ids';
    readonly question: string;
    readonly reason: 'not_found' | 'sources_failed' | 'not_asked' | 'below_confidence';
  })[];
  readonly sources: readonly Source[];
};

/** A company that the query may mean. */
export type CompanySearchResult = {
  readonly name: string;
  readonly domain: string;
  readonly description?: string;
  readonly industry?: string;
  readonly headquarters?: string;
  readonly employees?: number;
  readonly founded?: number;
  readonly matchScore: number;
  readonly matchedOn: readonly string[];
  readonly freshness: Freshness;
  readonly sources: readonly string[];
};

export type CustomerAnalysisQuestion = {
  readonly prospectCompany: string;
  readonly vendorCompany?: string | null;
};

/** The prospect as one vendor sees it. */
export type CustomerIntelligence = {
  readonly vendor: {
    readonly domain: string;
    readonly name: string | null;
    readonly status: 'known' | 'unknown';
    readonly reason?: string;
  };
  readonly fit: {
    readonly status: 'known' | 'unknown';
    readonly score: number | null;
    readonly confidence: number;
    readonly relationship: 'customer' | 'rival' | 'partner' | 'none';
    readonly parts: readonly ({
      readonly criterion: string;
      readonly weight: number;
      readonly points: number | null;
      readonly reason: string;
      readonly evidence: readonly StatementEvidence[];
    })[];
    readonly questions: readonly string[];
  };
  readonly decisionMakers: Topic;
  readonly incumbents: Topic;
  readonly positioningGuidance: Topic;
  readonly talkingPoints: Topic;
  readonly objections: Topic;
};

export type CustomerIntelligenceQuestion = {
  /** A role by its full name or its short form, in any case. */
  readonly userRole: string;
  readonly intent?: 'discovery' | 'competitive' | 'renewal';
  readonly depth?: 'standard' | 'deep';
  readonly refresh?: boolean;
  readonly maxAgeSeconds?: number;
  readonly minConfidence?: number;
  readonly maxCostUsd?: number;
  readonly vendorDomain: string;
};

/** One engine's turn in one step; `embedded` is rules, not a model. */
export type EngineTurn = {
  readonly name: string;
  readonly step: 'extract' | 'brief' | 'all';
  readonly outcome: 'answered' | 'lost' | 'skipped';
  readonly reason?: string;
  readonly model: string | null;
  readonly claims: number;
  /** Claims that did not hold. */
  readonly dropped: number;
  readonly tokens: {
    readonly input: number;
    readonly cachedInput: number;
    readonly output: number;
  };
  /** US dollars. */
  readonly costUsd: number;
  /** Milliseconds. */
  readonly ms: number;
};

/** What backs a value. */
export type Evidence = {
  readonly sourceId: string;
  readonly url: string;
  /** Stands word for word in the document that was fetched. */
  readonly quote: string;
  /** ISO 8601 in UTC. */
  readonly observedAt: string;
  readonly confidence: number;
  readonly basis: 'stated' | 'derived' | 'hypothesis';
};

export type Feedback = {
  readonly field?: string;
  readonly verdict: 'right' | 'wrong' | 'outdated';
  readonly comment?: string;
};

/** An analysis that is there. */
export type FinishedAnalysis = {
  readonly status: 'completed';
  readonly data: {
    readonly analysis: Analysis;
  };
  readonly cached: boolean;
  /** ISO 8601 in UTC. */
  readonly generatedAt: string;
  /** Names one enrichment request. */
  readonly requestId: string;
  readonly metrics: {
    /** Milliseconds. */
    readonly processingTimeMs: number;
    readonly datasetsCollected: number;
    /** US dollars. */
    readonly totalCost: number;
  };
};

/** Whether what is said may still be relied on. */
export type Freshness = {
  readonly state: 'fresh' | 'due' | 'stale' | 'unknown';
  readonly ageSeconds: number | null;
  readonly refreshAfter: string | null;
};

/** Each service, really probed. */
export type Health = {
  readonly status: 'healthy' | 'degraded' | 'unhealthy';
  /** When the services were probed; probes serve for some seconds. */
  readonly timestamp: string;
  readonly services: {
    readonly database: 'operational' | 'degraded' | 'down' | 'disabled';
    readonly cache: 'operational' | 'degraded' | 'down' | 'disabled';
    readonly ai: 'operational' | 'degraded' | 'down' | 'disabled';
    readonly workflow: 'operational' | 'degraded' | 'down' | 'disabled';
  };
  readonly version: string;
};

/** Companies, best first; none when nothing was found. */
export type LookupAnswer = {
  readonly companies: readonly CompanySearchResult[];
  readonly cached: boolean;
  readonly requestId: string;
};

/** This document. */
export type OpenApiDocument = {
  readonly openapi: string;
};

/** `SUCCEEDED` carries the analysis, the three kinds of failure an `error`. */
export type PolledAnalysis = {
  readonly data?: {
    readonly analysis: Analysis;
  };
  readonly cached?: boolean;
  /** ISO 8601 in UTC. */
  readonly generatedAt?: string;
  /** Names one enrichment request. */
  readonly requestId: string;
  readonly metrics?: {
    /** Milliseconds. */
    readonly processingTimeMs: number;
    readonly datasetsCollected: number;
    /** US dollars. */
    readonly totalCost: number;
  };
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED' | 'TIMED_OUT';
  readonly progress: number;
  readonly stages: readonly {
    readonly name: string;
  }[];
  readonly error?: string;
  readonly code?: string;
  readonly candidates?: readonly Candidate[];
};

export type PrivacySubject = {
  readonly email?: string;
  readonly name?: string;
  readonly domain?: string;
};

/** A problem document (RFC 9457). */
export type Problem = {
  readonly type: string;
  /** The reason phrase of the status. */
  readonly title: string;
  readonly status: number;
  /** What is wrong with this very request, in a sentence. */
  readonly detail: string;
  /** The path that was asked for, as a reference on the same host: with the stage. */
  readonly instance: string;
  /** The same as `detail`, for clients that read one string. */
  readonly error: string;
  /** Stable; a client may switch on it. */
  readonly code: 'request.malformed' | 'request.unsupported_media_type' | 'request.too_large' | 'request.invalid' | 'request.not_found' | 'request.method_not_allowed' | 'request.key_reused' | 'request.in_progress' | 'company.unknown' | 'company.ambiguous' | 'access.unauthorized' | 'access.forbidden' | 'access.throttled' | 'enrichment.start_failed' | 'enrichment.stop_failed' | 'search.unavailable' | 'user-data.full' | 'enrichment.no_answer' | 'storage.unavailable' | 'internal';
  /** Names the exchange, as the header x-request-id does. */
  readonly requestId: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** One entry for each field that was refused; `field` is a dotted path. */
  readonly details: readonly {
    readonly field: string;
    readonly message: string;
  }[];
  /** For `company.ambiguous`: the companies to choose from, best first. */
  readonly candidates?: readonly Candidate[];
};

/** A source that was asked or could have been. */
export type Source = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'official' | 'registry' | 'filing' | 'search' | 'news' | 'social' | 'jobs' | 'network';
  readonly url: string | null;
  readonly outcome: 'matched' | 'no_match' | 'error' | 'skipped' | 'not_run';
  /** Why there is nothing of it, a short stable word. */
  readonly reason?: string;
  readonly credibilityScore: number | null;
  /** Why it is believed so far. */
  readonly credibilityReasons?: readonly string[];
  /** `instruction_text`: it carries text that addresses machines instead of readers, of which nothing was used. */
  readonly flags?: readonly string[];
  readonly observedAt: string | null;
  readonly freshness: 'fresh' | 'due' | 'stale' | 'unknown';
  /** Milliseconds. */
  readonly ms: number;
  /** US dollars. */
  readonly costUsd: number;
};

/** One stage of an enrichment. */
export type Stage = {
  readonly name: 'discovery' | 'aggregation' | 'analysis' | 'response';
  readonly state: 'pending' | 'running' | 'completed' | 'failed' | 'skipped';
  /** ISO 8601 in UTC. */
  readonly startedAt?: string;
  /** ISO 8601 in UTC. */
  readonly endedAt?: string;
  readonly detail?: string;
};

/** An analysis that is under way: ask `statusEndpoint`. */
export type StartedAnalysis = {
  readonly status: 'processing';
  /** Names one enrichment request. */
  readonly requestId: string;
  readonly statusEndpoint: string;
  readonly workflow: Workflow;
};

export type Statement = {
  readonly text: string;
  readonly basis: 'stated' | 'derived' | 'hypothesis';
  readonly confidence: number;
  readonly evidence: readonly StatementEvidence[];
  readonly occurredOn?: string;
  readonly ageDays?: number;
  readonly audience?: 'INTERNAL' | 'EXTERNAL_OK';
  readonly stale?: boolean;
};

export type StatementEvidence = {
  readonly sourceId: string;
  readonly documentId: string;
  readonly url: string;
  readonly quote: string;
  readonly observedAt: string;
  readonly about?: string;
  readonly place?: {
    readonly segment: number;
    readonly start: number;
    readonly end: number;
  };
};

/** How far an enrichment is. */
export type Status = {
  /** Names one enrichment request. */
  readonly requestId: string;
  readonly status: 'processing' | 'completed' | 'failed';
  /** Never less than before; 100 only with `data`. */
  readonly progress: number;
  readonly stages: readonly Stage[];
  readonly sources: readonly AskedSource[];
  readonly data?: Answer;
  /** What is known before the answer is there. */
  readonly partial?: unknown;
  /** ISO 8601 in UTC. */
  readonly estimatedCompletion?: string;
  /** Why it failed: `enrichment.failed`, `enrichment.timed_out` or `enrichment.aborted`. */
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly retryable: boolean;
  };
  /** The execution in the console of Step Functions. */
  readonly executionUrl?: string;
};

/** What is said about one subject, or that it is unknown; either way what to ask. */
export type Topic = {
  readonly status: 'known' | 'unknown';
  readonly statements: readonly Statement[];
  readonly questions: readonly string[];
};

export type UserProfile = Readonly<Record<string, unknown>>;

export type UserResearch = Readonly<Record<string, unknown>>;

export type VendorAnalysisQuestion = {
  readonly companyName: string;
  readonly context?: unknown;
};

export type VendorContextQuestion = {
  /** A role by its full name or its short form, in any case. */
  readonly userRole: string;
  readonly intent?: 'discovery' | 'competitive' | 'renewal';
  readonly depth?: 'standard' | 'deep';
  readonly refresh?: boolean;
  readonly maxAgeSeconds?: number;
  readonly minConfidence?: number;
  readonly maxCostUsd?: number;
};

/** What was started. */
export type Workflow = {
  readonly type: 'vendor-context' | 'customer-intelligence' | 'analysis';
  readonly steps: readonly string[];
};

/** What each operation takes, and what it answers by status. */
export interface Operations {
  /** Find companies by domain, URL or name. */
  readonly lookupCompany: { readonly input: { readonly path: { readonly domain: string } }; readonly answers: { readonly 200: LookupAnswer } };
  /** Get a brief about a company for a role. */
  readonly startVendorContext: { readonly input: { readonly path: { readonly domain: string }; readonly body: VendorContextQuestion }; readonly answers: { readonly 200: Answer; readonly 202: AcceptedStart } };
  /** See a prospect as one vendor sees it. */
  readonly startCustomerIntelligence: { readonly input: { readonly path: { readonly domain: string }; readonly body: CustomerIntelligenceQuestion }; readonly answers: { readonly 200: Answer; readonly 202: AcceptedStart } };
  /** See earlier profiles of a company, and what changed between them. */
  readonly getHistory: { readonly input: { readonly path: { readonly domain: string }; readonly query?: { readonly limit?: string; readonly cursor?: string } }; readonly answers: { readonly 200: {
      readonly domain: string;
      readonly versions: readonly ({
        /** ISO 8601 in UTC. */
        readonly generatedAt: string;
        /** When an enrichment last found nothing new. */
        readonly confirmedAt: string;
        readonly status: 'ready' | 'partial';
        readonly dataQuality: {
          readonly completeness: number;
          readonly freshness: number;
          readonly reliability: number;
          readonly overall: number;
        };
        /** Against the version before; none for the first. */
        readonly changes: readonly ({
          readonly field: 'companyName' | 'legalName' | 'description' | 'industry' | 'products' | 'targetMarkets' | 'competitors' | 'valuePropositions' | 'positioningStrategy' | 'pricingModel' | 'companySize' | 'employees' | 'revenue' | 'founded' | 'headquarters' | 'marketPresence' | 'customers' | 'partnerships' | 'techStack' | 'keyExecutives' | 'recentNews' | 'fundingRounds' | 'hiring' | 'businessChallenges' | 'growthIndicators' | 'buyingSignals' | 'complianceBadges' | 'socialProfiles' | 'ids';
          readonly kind: 'added' | 'removed' | 'changed';
          /** null where it was added. */
          readonly old: unknown;
          /** null where it was removed. */
          readonly new: unknown;
        })[];
        readonly profile: {
          readonly companyName?: string | null;
          readonly legalName?: string | null;
          readonly description?: string | null;
          readonly industry?: string | null;
          readonly products?: readonly string[];
          readonly targetMarkets?: readonly string[];
          readonly competitors?: readonly string[];
          readonly valuePropositions?: readonly string[];
          readonly positioningStrategy?: string | null;
          readonly pricingModel?: string | null;
          readonly companySize?: string | null;
          readonly employees?: number | null;
          readonly revenue?: {
            readonly amount: number;
            readonly currency: string;
            readonly period: string | null;
          } | null;
          readonly founded?: number | null;
          readonly headquarters?: string | null;
          readonly marketPresence?: string | null;
          readonly customers?: readonly string[];
          readonly partnerships?: readonly string[];
          readonly techStack?: readonly string[];
          readonly keyExecutives?: readonly {
            readonly name: string;
            readonly title: string;
          }[];
          readonly recentNews?: readonly ({
            readonly title: string;
            readonly url: string;
            readonly publishedAt: string | null;
          })[];
          readonly fundingRounds?: readonly ({
            readonly type: string | null;
            readonly amount: number | null;
            readonly currency: string | null;
            readonly date: string | null;
          })[];
          readonly hiring?: {
            readonly openJobs: number | null;
            readonly teams: readonly string[];
          } | null;
          readonly businessChallenges?: readonly string[];
          readonly growthIndicators?: readonly string[];
          readonly buyingSignals?: readonly ({
            readonly type: string;
            readonly text: string;
            readonly date: string | null;
          })[];
          readonly complianceBadges?: readonly string[];
          /** Addresses by network. */
          readonly socialProfiles?: Readonly<Record<string, string>>;
          /** Identifiers by scheme: lei, cik, wikidata, … */
          readonly ids?: Readonly<Record<string, string>>;
        };
        /** By JSON pointer into the profile. */
        readonly evidence: Readonly<Record<string, readonly ({
          readonly sourceId: string;
          readonly url: string;
          /** Stands word for word in the document that was fetched. */
          readonly quote: string;
          /** ISO 8601 in UTC. */
          readonly observedAt: string;
          readonly confidence: number;
          readonly basis: 'stated' | 'derived' | 'hypothesis';
        })[]>>;
      })[];
      /** For the next page; null on the last. */
      readonly nextCursor: string | null;
    } } };
  /** Forget what is cached about a company. */
  readonly clearCompanyCache: { readonly input: { readonly path: { readonly domain: string } }; readonly answers: { readonly 200: {
      readonly domain: string;
      readonly deleted: {
        readonly answers: number;
        readonly sources: number;
        readonly looks: number;
        readonly indexed: boolean;
      };
    } } };
  /** See how large the cache is and how often it answers. */
  readonly getCacheStatistics: { readonly input: object; readonly answers: { readonly 200: {
      readonly entries: {
        readonly rows: number;
        readonly bytes: number;
      };
      readonly answers: {
        readonly hits: number;
        readonly misses: number;
        readonly hitRate: number | null;
        readonly days: readonly {
          readonly day: string;
          readonly hits: number;
          readonly misses: number;
        }[];
      };
    } } };
  /** Start up to 100 enrichments in one call. */
  readonly startBatch: { readonly input: { readonly body: BatchQuestion }; readonly answers: { readonly 202: Batch } };
  /** Analyse search results together with what the pipeline finds. */
  readonly startAnalysis: { readonly input: { readonly body: AnalysisQuestion }; readonly answers: { readonly 200: Answer; readonly 202: AcceptedStart } };
  /** Follow an enrichment. */
  readonly getStatus: { readonly input: { readonly path: { readonly requestId: string } }; readonly answers: { readonly 200: Status } };
  /** Say whether an answer, or a part of it, is right. */
  readonly giveFeedback: { readonly input: { readonly path: { readonly requestId: string }; readonly body: Feedback }; readonly answers: { readonly 201: {
      /** Names one enrichment request. */
      readonly requestId: string;
      readonly field: string | null;
      readonly verdict: 'right' | 'wrong' | 'outdated';
    } } };
  /** Cancel a request. */
  readonly detachRequest: { readonly input: { readonly path: { readonly requestId: string } }; readonly answers: { readonly 204: null } };
  /** Find companies for a search box. */
  readonly lookupByName: { readonly input: { readonly query: { readonly query: string; readonly limit?: string } }; readonly answers: { readonly 200: {
      readonly data: {
        readonly companies: readonly {
          readonly name: string;
          readonly domain: string;
          readonly description?: string;
          readonly industry?: string;
          readonly location?: string;
          readonly headquarters?: string;
          readonly employees?: number;
          readonly size?: string;
          readonly founded?: number;
          readonly sources: readonly string[];
          readonly matchScore: number;
          readonly matchedOn: readonly string[];
        }[];
        readonly total: number;
        readonly query: string;
        readonly cached: boolean;
        /** ISO 8601 in UTC. */
        readonly generatedAt: string;
      };
      readonly requestId: string;
      readonly message: string;
    } } };
  /** Show what searches and the press know of a company. */
  readonly searchPages: { readonly input: { readonly path: { readonly domain: string } }; readonly answers: { readonly 200: {
      readonly queries: readonly string[];
      readonly results: readonly ({
        readonly query: string;
        readonly source: string;
        readonly outcome: 'matched' | 'no_match' | 'error' | 'skipped' | 'not_run';
        readonly totalResults: number;
        /** Milliseconds. */
        readonly searchTime: number;
        readonly results: readonly {
          readonly url: string;
          readonly title: string;
          readonly snippet: string;
          readonly sourceDomain: string;
        }[];
      })[];
      readonly totalResults: number;
      /** Milliseconds. */
      readonly searchTime: number;
      readonly requestId: string;
    } } };
  /** Analyse a vendor by its name. */
  readonly startVendorAnalysis: { readonly input: { readonly body: VendorAnalysisQuestion }; readonly answers: { readonly 200: FinishedAnalysis; readonly 202: StartedAnalysis } };
  /** Analyse a customer by its name, as a vendor sees it. */
  readonly startCustomerAnalysis: { readonly input: { readonly body: CustomerAnalysisQuestion }; readonly answers: { readonly 200: FinishedAnalysis; readonly 202: StartedAnalysis } };
  /** Poll an analysis. */
  readonly pollWorkflow: { readonly input: { readonly path: { readonly requestId: string } }; readonly answers: { readonly 200: PolledAnalysis } };
  /** Poll an analysis, as older clients do. */
  readonly pollRequest: { readonly input: { readonly path: { readonly requestId: string } }; readonly answers: { readonly 200: PolledAnalysis } };
  /** Get a user's profile. */
  readonly getProfile: { readonly input: { readonly path: { readonly userId: string } }; readonly answers: { readonly 200: {
      readonly profile: {
        /** ISO 8601 in UTC. */
        readonly createdAt: string;
        /** ISO 8601 in UTC. */
        readonly updatedAt: string;
      };
      readonly requestId: string;
    } } };
  /** Keep a user's profile. */
  readonly putProfile: { readonly input: { readonly path: { readonly userId: string }; readonly body: UserProfile }; readonly answers: { readonly 200: {
      readonly profile: {
        /** ISO 8601 in UTC. */
        readonly createdAt: string;
        /** ISO 8601 in UTC. */
        readonly updatedAt: string;
      };
      readonly requestId: string;
    } } };
  /** Delete a user's profile. */
  readonly deleteProfile: { readonly input: { readonly path: { readonly userId: string } }; readonly answers: { readonly 200: {
      readonly message: string;
      readonly deleted?: number;
      readonly requestId: string;
    } } };
  /** List a user's research. */
  readonly listResearch: { readonly input: { readonly path: { readonly userId: string } }; readonly answers: { readonly 200: {
      readonly companies: readonly ({
        readonly companyName: string | null;
        /** ISO 8601 in UTC. */
        readonly createdAt: string;
        /** ISO 8601 in UTC. */
        readonly updatedAt: string;
      })[];
      readonly total: number;
      readonly requestId: string;
    } } };
  /** Delete a user's research. */
  readonly deleteResearchList: { readonly input: { readonly path: { readonly userId: string } }; readonly answers: { readonly 200: {
      readonly message: string;
      readonly deleted?: number;
      readonly requestId: string;
    } } };
  /** Get a user's research on a company. */
  readonly getResearch: { readonly input: { readonly path: { readonly userId: string; readonly companyName: string } }; readonly answers: { readonly 200: {
      readonly companyName: string | null;
      /** ISO 8601 in UTC. */
      readonly createdAt: string;
      /** ISO 8601 in UTC. */
      readonly updatedAt: string;
      readonly requestId: string;
    } } };
  /** Keep a user's research on a company. */
  readonly putResearch: { readonly input: { readonly path: { readonly userId: string; readonly companyName: string }; readonly body: UserResearch }; readonly answers: { readonly 200: {
      readonly companyName: string | null;
      /** ISO 8601 in UTC. */
      readonly createdAt: string;
      /** ISO 8601 in UTC. */
      readonly updatedAt: string;
      readonly requestId: string;
    } } };
  /** Delete a user's research on a company. */
  readonly deleteResearch: { readonly input: { readonly path: { readonly userId: string; readonly companyName: string } }; readonly answers: { readonly 200: {
      readonly message: string;
      readonly deleted?: number;
      readonly requestId: string;
    } } };
  /** List when a user researched which company. */
  readonly listSessions: { readonly input: { readonly path: { readonly userId: string } }; readonly answers: { readonly 200: {
      readonly sessions: readonly ({
        readonly companyName: string | null;
        /** ISO 8601 in UTC. */
        readonly startedAt: string;
        /** ISO 8601 in UTC. */
        readonly lastActivity: string;
      })[];
      readonly total: number;
      readonly requestId: string;
    } } };
  /** Delete all that is kept of a user. */
  readonly deleteUserData: { readonly input: { readonly path: { readonly userId: string } }; readonly answers: { readonly 200: {
      readonly message: string;
      readonly deleted?: number;
      readonly requestId: string;
    } } };
  /** Export what is kept of a person. */
  readonly startExport: { readonly input: { readonly body: PrivacySubject }; readonly answers: { readonly 202: {
      readonly requestId: string;
      readonly statusEndpoint: string;
    } } };
  /** Erase a person or a company. */
  readonly startErasure: { readonly input: { readonly body: PrivacySubject }; readonly answers: { readonly 202: {
      readonly requestId: string;
      readonly statusEndpoint: string;
    } } };
  /** Follow an export or an erasure. */
  readonly getPrivacyRequest: { readonly input: { readonly path: { readonly requestId: string } }; readonly answers: { readonly 200: {
      readonly requestId: string;
      readonly kind: 'export' | 'erasure';
      readonly status: 'processing' | 'completed' | 'failed';
      readonly counts: {
        readonly rowsDeleted: number;
        readonly rowsRedacted: number;
        readonly objectsDeleted: number;
        readonly found: number;
      };
      /** ISO 8601 in UTC. */
      readonly createdAt: string;
      readonly completedAt: string | null;
      readonly confirmedAt: string | null;
      readonly export?: {
        readonly finds: readonly {
          readonly place: string;
          readonly passages: readonly string[];
        }[];
        readonly isComplete: boolean;
      };
    } } };
  /** Whether the service works. */
  readonly checkHealth: { readonly input: object; readonly answers: { readonly 200: Health; readonly 503: Health } };
  /** This document. */
  readonly getOpenApiDocument: { readonly input: object; readonly answers: { readonly 200: OpenApiDocument } };
}

/** Method and path of each operation, and whether it takes an Idempotency-Key. */
export const places = {
  lookupCompany: { method: 'GET', path: '/company/{domain}/lookup', isRepeatable: false },
  startVendorContext: { method: 'POST', path: '/company/{domain}/vendor-context', isRepeatable: true },
  startCustomerIntelligence: { method: 'POST', path: '/company/{domain}/customer-intelligence', isRepeatable: true },
  getHistory: { method: 'GET', path: '/company/{domain}/history', isRepeatable: false },
  clearCompanyCache: { method: 'DELETE', path: '/company/{domain}/cache', isRepeatable: false },
  getCacheStatistics: { method: 'GET', path: '/cache/stats', isRepeatable: false },
  startBatch: { method: 'POST', path: '/companies/enrichments', isRepeatable: true },
  startAnalysis: { method: 'POST', path: '/analysis/async', isRepeatable: true },
  getStatus: { method: 'GET', path: '/analysis/status/{requestId}', isRepeatable: false },
  giveFeedback: { method: 'POST', path: '/analysis/{requestId}/feedback', isRepeatable: true },
  detachRequest: { method: 'DELETE', path: '/analysis/{requestId}', isRepeatable: false },
  lookupByName: { method: 'GET', path: '/companies/lookup', isRepeatable: false },
  searchPages: { method: 'GET', path: '/company/{domain}/search', isRepeatable: false },
  startVendorAnalysis: { method: 'POST', path: '/vendor/context', isRepeatable: true },
  startCustomerAnalysis: { method: 'POST', path: '/customer/intelligence', isRepeatable: true },
  pollWorkflow: { method: 'GET', path: '/workflows/{requestId}/status', isRepeatable: false },
  pollRequest: { method: 'GET', path: '/requests/{requestId}/status', isRepeatable: false },
  getProfile: { method: 'GET', path: '/profile/{userId}', isRepeatable: false },
  putProfile: { method: 'PUT', path: '/profile/{userId}', isRepeatable: false },
  deleteProfile: { method: 'DELETE', path: '/profile/{userId}', isRepeatable: false },
  listResearch: { method: 'GET', path: '/research-history/users/{userId}/companies', isRepeatable: false },
  deleteResearchList: { method: 'DELETE', path: '/research-history/users/{userId}/companies', isRepeatable: false },
  getResearch: { method: 'GET', path: '/research-history/users/{userId}/companies/{companyName}', isRepeatable: false },
  putResearch: { method: 'PUT', path: '/research-history/users/{userId}/companies/{companyName}', isRepeatable: false },
  deleteResearch: { method: 'DELETE', path: '/research-history/users/{userId}/companies/{companyName}', isRepeatable: false },
  listSessions: { method: 'GET', path: '/research-history/users/{userId}/sessions', isRepeatable: false },
  deleteUserData: { method: 'DELETE', path: '/research-history/users/{userId}/all-data', isRepeatable: false },
  startExport: { method: 'POST', path: '/privacy/exports', isRepeatable: true },
  startErasure: { method: 'POST', path: '/privacy/erasures', isRepeatable: true },
  getPrivacyRequest: { method: 'GET', path: '/privacy/requests/{requestId}', isRepeatable: false },
  checkHealth: { method: 'GET', path: '/health', isRepeatable: false },
  getOpenApiDocument: { method: 'GET', path: '/openapi.json', isRepeatable: false },
} as const satisfies Record<keyof Operations, object>;
