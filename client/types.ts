/**
 * The shapes of the REST API. They are the server's own types, imported as types only: nothing of
 * the server is in the client's code.
 */
import type { AnswerView } from '../functions/lib/api/answer-view.ts';
import type { ProblemDocument } from '../functions/lib/api/problem.ts';
import type { StageView, StatusView } from '../functions/lib/api/status-view.ts';
import type { WorkflowView } from '../functions/lib/api/workflow.ts';
import type { Freshness } from '../functions/lib/company/answer.ts';
import type { Intent, UserRole } from '../functions/lib/company/perspective.ts';
import type { CustomerIntelligence } from '../functions/lib/customer/customer-intelligence.ts';
import type { SearchResult } from '../functions/lib/enrichment/supplied-input.ts';

export type {
  AnswerView,
  CustomerIntelligence,
  Freshness,
  Intent,
  ProblemDocument,
  SearchResult,
  StageView,
  StatusView,
  UserRole,
};

/** A company that `lookup` found; `matchScore` 0–1. */
export interface CompanySearchResult {
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
}

export interface LookupAnswer {
  readonly companies: readonly CompanySearchResult[];
  readonly cached: boolean;
  readonly requestId: string;
}

/** What `startVendorContext` asks; `userRole` also as AE, SE, BDR, CSM; `minConfidence` 0–1. */
export interface VendorContextQuestion {
  readonly userRole: UserRole | (string & {});
  readonly intent?: Intent | (string & {});
  readonly depth?: 'standard' | 'deep';
  readonly refresh?: boolean;
  readonly minConfidence?: number;
  readonly maxCostUsd?: number;
}

/** What `startCustomerIntelligence` asks: as for a brief, and who sells. */
export interface CustomerIntelligenceQuestion extends VendorContextQuestion {
  readonly vendorDomain: string;
}

/** What `startAnalysis` asks. */
export interface AnalysisQuestion {
  readonly domain: string;
  readonly context: Intent | (string & {});
  readonly searchResults?: readonly SearchResult[];
  readonly userRole?: UserRole | (string & {});
}

/** A start that is under way. */
export interface AcceptedStart {
  readonly requestId: string;
  readonly statusEndpoint: string;
  readonly workflow: WorkflowView;
  readonly estimatedCompletion: string;
}

/** What a start gives: the answer where it was ready, else where to ask for it. */
export type StartAnswer =
  | { readonly ready: true; readonly answer: AnswerView }
  | { readonly ready: false; readonly started: AcceptedStart };
