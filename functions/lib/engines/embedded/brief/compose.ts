import { mergeFacts } from '../../../company/merge-facts.ts';
import type { Intent, UserRole } from '../../../company/perspective.ts';
import type { FieldFact } from '../../../company/profile.ts';
import type { BriefSection } from '../../insights.ts';
import { fullScore, scoreSection, totalSheet } from '../../section-score.ts';
import { type SectionId, sectionCatalog } from './catalog.ts';
import type { Excerpt } from './excerpts.ts';
import { gatherKnown, type Known } from './known.ts';
import { sectionsFor } from './perspectives.ts';
import type { Scene, SectionPlan } from './sections/plan.ts';

/**
 * Composes the sections for a role in a situation, out of facts merged as the profile merges them
 * (`scores`: sourceId → credibility 0–1) and sentences worth quoting; sections that say the same
 * twice appear once.
 */
export function composeSections(
  facts: readonly FieldFact[],
  userRole: UserRole,
  intent: Intent,
  scores: ReadonlyMap<string, number> = new Map(),
  excerpts: readonly Excerpt[] = [],
): BriefSection[] {
  const merged = mergeFacts(facts, scores);
  const known = gatherKnown(
    [...merged.values()].flatMap((field) => field.facts),
    excerpts,
  );
  const ids = sectionsFor(userRole, intent);
  const scene: Scene = { shows: (id) => ids.some((shown) => shown === id) };
  return totalSheet(ids.map((id) => composeSection(id, known, scene)));
}

function composeSection(id: SectionId, known: Known, scene: Scene): BriefSection {
  const plan: SectionPlan = sectionCatalog[id];
  const statements = plan.state(known, scene);
  return scoreSection({
    id,
    title: plan.title,
    status: statements.length > 0 ? 'known' : statusWithout(plan),
    statements,
    questions: [...plan.questions],
    ...(plan.guidance === undefined ? {} : { guidance: [...plan.guidance] }),
    score: plan.scored === true ? { value: 0, of: fullScore } : null,
  });
}

/** What a section without a statement is: a gap, or a list of questions. */
export function statusWithout(plan: SectionPlan): BriefSection['status'] {
  return plan.asks === true ? 'questions' : 'unknown';
}
