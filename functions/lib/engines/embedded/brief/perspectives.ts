import type { Intent, UserRole } from '../../../company/perspective.ts';
import type { SectionId } from './catalog.ts';

const meddpicc: readonly SectionId[] = [
  'meddpicc',
  'meddpicc-metrics',
  'meddpicc-economic-buyer',
  'meddpicc-decision-criteria',
  'meddpicc-decision-process',
  'meddpicc-paper-process',
  'meddpicc-pain',
  'meddpicc-champion',
  'meddpicc-competition',
];

/** Which sections each role reads, in order. */
export const sectionsOfRole: Readonly<Record<UserRole, readonly SectionId[]>> = {
  'account-executive': [
    'snapshot',
    'business-model',
    'financing',
    'objectives',
    'triggers',
    ...meddpicc,
    'stakeholders',
    'product-fit',
    'procurement-gates',
    'next-step',
  ],
  'solutions-engineer': [
    'snapshot',
    'systems',
    'integrations',
    'compliance',
    'scale',
    'team-capability',
    'proof-of-concept',
    'technical-risks',
    'competing-technology',
  ],
  'business-development-rep': [
    'snapshot',
    'reasons-to-call',
    'who-to-try',
    'opener',
    'qualifiers',
    'disqualifiers',
    'openers-by-channel',
    'do-not-say',
    'account-score',
  ],
  'customer-success-manager': [
    'snapshot',
    'health-picture',
    'renewal-risk',
    'expansion-signals',
    'stakeholder-changes',
    'value-proof',
    'renewal-plan',
    'review-questions',
  ],
};

/** Which sections each situation adds, in order. */
export const sectionsOfIntent: Readonly<Record<Intent, readonly SectionId[]>> = {
  discovery: [
    'snapshot',
    'offering',
    'current-approach',
    'triggers',
    'qualifiers',
    'disqualifiers',
    'discovery-questions',
    'champion-questions',
    'hypotheses',
    'unknowns',
  ],
  competitive: [
    'incumbents',
    'rivals',
    'side-by-side',
    'rival-strengths',
    'our-strengths',
    'win-lose',
    'objections',
    'traps',
    'switching-cost',
    'news',
  ],
  renewal: [
    'health-picture',
    'early-warnings',
    'stakeholder-changes',
    'organisation-events',
    'competitive-threat',
    'value-proof',
    'expansion-signals',
    'renewal-plan',
    'flag-rules',
  ],
};

/** Gives the sections of a brief in reading order: the role's, then what the situation adds; each once. */
export function sectionsFor(userRole: UserRole, intent: Intent): readonly SectionId[] {
  return [...new Set([...sectionsOfRole[userRole], ...sectionsOfIntent[intent]])];
}
