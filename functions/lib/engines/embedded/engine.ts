import { openQuestions } from '../../company/open-questions.ts';
import type { Intent, UserRole } from '../../company/perspective.ts';
import { profileFieldNames } from '../../company/profile.ts';
import type { Content } from '../../content/content.ts';
import type { Company } from '../../enrichment/run.ts';
import type { Insights } from '../insights.ts';
import { composeSections } from './brief/compose.ts';
import { collectExcerpts } from './brief/excerpts.ts';
import { stateClaims } from './claims.ts';
import { readContent } from './reading.ts';

/**
 * The engine that needs no key and no network: rules over headings, lists, sentences and structured
 * data. The same content gives the same insights; the brief also draws on what the sources stated.
 * `scores`: sourceId → credibility 0–1.
 */
export function runEmbeddedEngine(
  content: Content,
  company: Company,
  userRole: UserRole,
  intent: Intent,
  scores: ReadonlyMap<string, number> = new Map(),
): Insights {
  const reading = readContent(content, company);
  const claims = stateClaims(reading);
  const facts = [...claims, ...content.facts];
  const filled = new Set(facts.map((fact) => fact.field));
  return {
    engine: 'embedded',
    claims,
    sections: composeSections(facts, userRole, intent, scores, collectExcerpts(reading)),
    unknowns: profileFieldNames
      .filter((field) => !filled.has(field))
      .map((field) => ({ field, question: openQuestions[field] })),
  };
}
