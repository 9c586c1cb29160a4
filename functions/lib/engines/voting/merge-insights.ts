import { verifyBrief } from '../../analysis/claims/verify-brief.ts';
import type { Intent, UserRole } from '../../company/perspective.ts';
import type { Content } from '../../content/content.ts';
import type { Company } from '../../enrichment/run.ts';
import { runEmbeddedEngine } from '../embedded/engine.ts';
import type { BriefSection, Insights } from '../insights.ts';
import { agreeOnFacts, type UnverifiedBallot } from './agree-on-facts.ts';

/** What the engines of one run gave; the embedded engine's claims are one ballot among them. */
export interface MergeParts {
  readonly content: Content;
  readonly company: Company;
  readonly userRole: UserRole;
  readonly intent: Intent;
  /** sourceId → credibility 0–1. */
  readonly scores: ReadonlyMap<string, number>;
  readonly ballots: readonly UnverifiedBallot[];
  /** The brief that an engine wrote, null where none did. */
  readonly brief: { readonly engine: string; readonly sections: readonly BriefSection[] } | null;
}

/** Insights whose claims are yet to be held to their shapes by the verifier. */
export type MergedInsights = Omit<Insights, 'claims'> & { readonly claims: readonly unknown[] };

/** What all engines together state, and how much of each did not hold. */
export interface Merge {
  readonly insights: MergedInsights;
  readonly refused: ReadonlyMap<string, number>;
  readonly statementsRefused: number;
}

/**
 * Makes one set of insights out of what several engines gave. A section that the brief's engine filled
 * with something that holds is its own; any other is filled by rules from the merged facts. What does
 * not hold is handed on at the end, for the verifier to drop and count like everything else.
 */
export function mergeInsights(parts: MergeParts): Merge {
  const { content, company, userRole, intent, scores, ballots, brief } = parts;
  const { claims, sourceFacts, refused } = agreeOnFacts(ballots, content, scores);
  const base = runEmbeddedEngine(content, company, userRole, intent, scores, claims);
  const documents = new Map(content.documents.map((document) => [document.id, document]));
  const allowance = { names: [company.name, company.domain], facts: [...claims, ...sourceFacts] };
  let statementsRefused = 0;
  const sections = base.sections.map((section) => {
    const written = brief?.sections.find(({ id }) => id === section.id);
    if (brief === null || written === undefined) return section;
    const checked = verifyBrief([written], documents, allowance);
    statementsRefused += checked.reasons.length;
    if (checked.kept > 0) return { ...section, statements: written.statements, engine: brief.engine };
    return { ...section, statements: [...section.statements, ...written.statements] };
  });
  return {
    insights: { ...base, engine: 'merged', claims: [...claims, ...[...refused.values()].flat()], sections },
    refused: new Map([...refused].map(([engine, lost]) => [engine, lost.length])),
    statementsRefused,
  };
}
