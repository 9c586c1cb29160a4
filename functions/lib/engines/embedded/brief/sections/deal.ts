import type { Statement } from '../../../insights.ts';
import { pains } from '../events.ts';
import { type Known, listing, suppose } from '../known.ts';
import * as say from '../statements.ts';
import { nothing, type SectionPlan } from './plan.ts';

/**
 * The MEDDPICC sheet: 2 points where something is stated, 1 where it is only derived, 0 where it is unknown.
 * Nothing seen from outside tells the decision process or a champion, so these lines ask.
 */
export const dealSections = {
  meddpicc: {
    title: 'MEDDPICC: sum of its eight lines',
    asks: true,
    state: nothing,
    questions: ['Which line below is the weakest, and who can answer it?'],
  },
  'meddpicc-metrics': {
    title: 'MEDDPICC: Metrics',
    scored: true,
    state: say.metrics,
    questions: ['Which figure has to move, from where to where, and by when?'],
  },
  'meddpicc-economic-buyer': {
    title: 'MEDDPICC: Economic buyer',
    scored: true,
    state: say.buyers,
    questions: ['Who can approve this spend without asking anybody else?'],
  },
  'meddpicc-decision-criteria': {
    title: 'MEDDPICC: Decision criteria',
    scored: true,
    state: nothing,
    questions: ['By which criteria will you compare the options, and who set them?'],
  },
  'meddpicc-decision-process': {
    title: 'MEDDPICC: Decision process',
    scored: true,
    state: nothing,
    questions: ['Which steps lead from here to a decision, and who takes part in each?'],
  },
  'meddpicc-paper-process': {
    title: 'MEDDPICC: Paper process',
    scored: true,
    state: nothing,
    questions: ['What do legal, security and procurement need, and how long does it take?'],
  },
  'meddpicc-pain': {
    title: 'MEDDPICC: Identify pain',
    scored: true,
    state: pains,
    questions: ['What happens if nothing changes in the next six months?'],
  },
  'meddpicc-champion': {
    title: 'MEDDPICC: Champion',
    scored: true,
    state: nothing,
    questions: ['Who gains most from this, and speaks for it when we are not in the room?'],
  },
  'meddpicc-competition': {
    title: 'MEDDPICC: Competition',
    scored: true,
    state: competition,
    questions: ['What else is considered, including building it or doing nothing?'],
  },
} as const satisfies Record<string, SectionPlan>;

/** What is in use stands against whatever is new; whether their own rivals buy the same is to be asked. */
function competition(known: Known): Statement[] {
  const inUse = say
    .productsInUse(known, (values) => `In use today: ${values}.`)
    .map((seen): Statement => ({ ...seen, basis: 'derived' }));
  const [rivals] = listing(
    known,
    'competitors',
    (values) => `Their own rivals may buy the same kind of product: ${values}.`,
    3,
  );
  return rivals === undefined ? inUse : [...inUse, suppose(rivals.text, rivals)];
}
