import type { Statement } from '../../../insights.ts';
import { each, type Known, listing, quoting } from '../known.ts';
import * as say from '../statements.ts';
import { nothing, type SectionPlan } from './plan.ts';

/**
 * The battlecard. What is said of ourselves needs to know who we are: where a vendor is named, its own
 * pages fill these sections (`functions/lib/customer`), else they ask.
 */
export const competitiveSections = {
  incumbents: {
    title: 'Incumbent evidence',
    battlecard: 'INTERNAL',
    state: (known) => [...say.systems(known), ...say.partners(known)],
    questions: ['Which supplier do you use for this today, since when, and until when?'],
  },
  rivals: {
    title: 'Snapshot of each rival',
    battlecard: 'INTERNAL',
    state: rivalSnapshots,
    questions: ['Whom do you see as the alternatives to choose from?'],
  },
  'side-by-side': {
    title: 'Side by side',
    battlecard: 'INTERNAL',
    state: (known) => quoting(known, 'comparison', 2),
    questions: ['Which five capabilities decide, and how does each option do on them?'],
  },
  'rival-strengths': {
    title: 'Their honest strengths',
    battlecard: 'INTERNAL',
    state: (known) => [...quoting(known, 'proof', 2), ...each(known, 'valuePropositions', 1)],
    questions: ['What do you like about what you have?'],
  },
  'our-strengths': {
    title: 'Our strengths with proof',
    battlecard: 'EXTERNAL_OK',
    state: nothing,
    questions: ['Which customer of ours in this industry can be named, with a figure?'],
  },
  'win-lose': {
    title: 'Where we win, where we lose',
    battlecard: 'INTERNAL',
    state: nothing,
    questions: ['When did we last win or lose against this option, and why?'],
  },
  objections: {
    title: 'Objections and replies',
    battlecard: 'INTERNAL',
    state: nothing,
    questions: ['What would make your colleagues say no?'],
  },
  traps: {
    title: 'Traps',
    battlecard: 'INTERNAL',
    state: nothing,
    questions: ['Which requirement on the list was written by a competitor?'],
    guidance: ['Ask for the requirement behind a feature before answering whether we have it.'],
  },
  'switching-cost': {
    title: 'Switching cost',
    battlecard: 'INTERNAL',
    state: switchingCost,
    questions: ['What would have to be moved, retrained and paid twice for a change?'],
  },
} as const satisfies Record<string, SectionPlan>;

function rivalSnapshots(known: Known): Statement[] {
  return listing(known, 'competitors', (values) => `Compares itself with: ${values}.`, 8);
}

/** How many systems a change would touch; what that costs is ours to suppose. */
function switchingCost(known: Known): Statement[] {
  return say
    .productsInUse(known, (values) => `A change may touch what is connected today: ${values}.`)
    .map((item) => ({ ...item, basis: 'hypothesis', confidence: 0.3 }));
}
