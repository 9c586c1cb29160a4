import { openQuestions } from '../../../company/open-questions.ts';
import type { Intent, UserRole } from '../../../company/perspective.ts';
import type { ProfileField } from '../../../company/profile.ts';
import type { BriefSection, Statement } from '../../insights.ts';
import { fullScore, scoreSection, totalSheet } from '../../section-score.ts';
import { fitToPage, markStatement } from './battlecard.ts';
import { type SectionId, sectionCatalog } from './catalog.ts';
import { statusWithout } from './compose.ts';
import { ageInDays } from './events.ts';
import { sectionsFor } from './perspectives.ts';
import type { SectionPlan } from './sections/plan.ts';

/** What a finished brief depends on beside its sections. */
export interface FinishingTouch {
  readonly userRole: UserRole;
  readonly intent: Intent;
  /** Fields of the profile that have a value. */
  readonly filled: ReadonlySet<ProfileField>;
  /** Epoch ms. */
  readonly now: number;
}

/** What sellers ask for first where it is missing, in order. */
const wanted: readonly ProfileField[] = [
  'businessChallenges',
  'pricingModel',
  'revenue',
  'fundingRounds',
  'techStack',
  'keyExecutives',
  'customers',
  'competitors',
  'complianceBadges',
  'growthIndicators',
  'buyingSignals',
  'partnerships',
];
const mostUnknowns = 8;
const accountScoreId = 'account-score';
const accountSigns = 5;

/**
 * Brings verified sections into the form that each role and situation is promised, whichever engine wrote
 * them: every section there and in order, `unknown` and its question where nothing is known, the rules of
 * the catalogue, ages in days, the marks of a battlecard, one page at most. May be repeated.
 */
export function finishSections(sections: readonly BriefSection[], touch: FinishingTouch): BriefSection[] {
  const byId = new Map(sections.map((section) => [section.id, section]));
  const finished = sectionsFor(touch.userRole, touch.intent).flatMap((id) => {
    const section = finishSection(id, byId.get(id), touch);
    const plan: SectionPlan = sectionCatalog[id];
    return plan.optional === true && section.statements.length === 0 ? [] : [section];
  });
  return totalSheet(fitToPage(finished));
}

function finishSection(id: SectionId, found: BriefSection | undefined, touch: FinishingTouch): BriefSection {
  const plan: SectionPlan = sectionCatalog[id];
  const statements = (found?.statements ?? []).map((statement) => dress(statement, plan, touch.now));
  const questions = id === 'unknowns' ? questionsAbout(touch.filled) : plan.questions;
  const section: BriefSection = {
    id,
    title: plan.title,
    status: statements.length > 0 ? 'known' : statusWithout(plan),
    statements,
    questions: [...new Set([...questions, ...(id === 'unknowns' ? [] : (found?.questions ?? []))])],
    ...(plan.guidance === undefined ? {} : { guidance: [...plan.guidance] }),
    score: plan.scored === true ? { value: 0, of: fullScore } : null,
    ...(found?.engine === undefined ? {} : { engine: found.engine }),
  };
  if (id === accountScoreId)
    return { ...section, score: { value: Math.min(statements.length, accountSigns), of: accountSigns } };
  return scoreSection(section);
}

function dress(statement: Statement, plan: SectionPlan, now: number): Statement {
  const { occurredOn } = statement;
  const aged = occurredOn === undefined ? statement : { ...statement, ageDays: ageInDays(occurredOn, now) };
  return plan.battlecard === undefined ? aged : markStatement(aged, plan.battlecard, now);
}

function questionsAbout(filled: ReadonlySet<ProfileField>): string[] {
  const open = wanted.filter((field) => !filled.has(field)).slice(0, mostUnknowns);
  return open.length > 0
    ? open.map((field) => openQuestions[field])
    : ['What should we know about you that nobody has published?'];
}
