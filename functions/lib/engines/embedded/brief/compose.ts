import { mergeFacts } from '../../../company/merge-facts.ts';
import type { Intent, UserRole } from '../../../company/perspective.ts';
import type { FieldFact } from '../../../company/profile.ts';
import type { BriefSection } from '../../insights.ts';
import { fullScore, scoreSection, totalSheet } from '../../section-score.ts';
import { type SectionId, type SectionPlan, sectionCatalog } from './catalog.ts';
import { gatherKnown, type Known } from './known.ts';
import { sectionsOfIntent, sectionsOfRole } from './perspectives.ts';

/**
 * Composes the sections for a role in a situation, out of facts merged as the profile merges them
 * (`scores`: sourceId → credibility 0–1); sections that say the same twice appear once.
 */
export function composeSections(
  facts: readonly FieldFact[],
  userRole: UserRole,
  intent: Intent,
  scores: ReadonlyMap<string, number> = new Map(),
): BriefSection[] {
  const merged = mergeFacts(facts, scores);
  const known = gatherKnown([...merged.values()].flatMap((field) => field.facts));
  const ids = [...new Set([...sectionsOfRole[userRole], ...sectionsOfIntent[intent]])].filter(
    (id, _index, all) => id !== 'product-fit' || !all.includes('hypotheses'),
  );
  return totalSheet(ids.map((id) => composeSection(id, known)));
}

function composeSection(id: SectionId, known: Known): BriefSection {
  const plan: SectionPlan = sectionCatalog[id];
  const statements = plan.state(known);
  return scoreSection({
    id,
    title: plan.title,
    status: statements.length > 0 ? 'known' : 'unknown',
    statements,
    questions: [...plan.questions],
    score: plan.scored === true ? { value: 0, of: fullScore } : null,
  });
}
