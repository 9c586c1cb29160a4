import { openQuestions } from '../../company/open-questions.ts';
import type { Intent, UserRole } from '../../company/perspective.ts';
import { type FieldFact, profileFieldNames } from '../../company/profile.ts';
import type { Content } from '../../content/content.ts';
import type { Company } from '../../enrichment/run.ts';
import type { Insights } from '../insights.ts';
import { composeSections } from './brief/compose.ts';
import { collectExcerpts } from './brief/excerpts.ts';
import { stateClaims } from './claims.ts';
import { readContent } from './reading.ts';

/** States what the rules find in a content; depends on nothing but the content and the company. */
export function stateEmbeddedClaims(content: Content, company: Company): FieldFact[] {
  return stateClaims(readContent(content, company));
}

/**
 * The engine that needs no key and no network: rules over headings, lists, sentences and structured
 * data. The same content gives the same insights; the brief also draws on what the sources stated.
 * `scores`: sourceId → credibility 0–1; `claims` where they were stated before, by rules or by others.
 */
export function runEmbeddedEngine(
  content: Content,
  company: Company,
  userRole: UserRole,
  intent: Intent,
  scores: ReadonlyMap<string, number> = new Map(),
  claims: readonly FieldFact[] = stateEmbeddedClaims(content, company),
): Insights {
  const facts = [...claims, ...content.facts];
  const excerpts = collectExcerpts(readContent(content, company));
  const sections = composeSections(facts, userRole, intent, scores, excerpts);
  const filled = new Set(facts.map((fact) => fact.field));
  return {
    engine: 'embedded',
    claims: [...claims],
    sections: sections.map((section) => ({ ...section, engine: 'embedded' })),
    unknowns: profileFieldNames
      .filter((field) => !filled.has(field))
      .map((field) => ({ field, question: openQuestions[field] })),
  };
}
