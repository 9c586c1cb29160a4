import type { Statement } from '../../insights.ts';
import { hypotheses, openers } from './hypotheses.ts';
import type { Known } from './known.ts';
import * as say from './statements.ts';

/** One section: what may be said in it, and what to ask, above all where nothing is known. */
export interface SectionPlan {
  readonly title: string;
  readonly state: (known: Known) => Statement[];
  readonly questions: readonly string[];
  /** A line of the MEDDPICC sheet gets points. */
  readonly scored?: true;
}

const nothing = (): Statement[] => [];

/** Every section of every brief, by id; which role and intent shows which is in `perspectives.ts`. */
export const sectionCatalog = {
  snapshot: {
    title: 'Snapshot',
    state: say.snapshot,
    questions: ['How would you describe your company to somebody who joins today?'],
  },
  offering: {
    title: 'What they sell, and to whom',
    state: say.offering,
    questions: ['Which product and which customers matter most this year?'],
  },
  'business-model': {
    title: 'How they make money',
    state: say.pricing,
    questions: ['How do you charge, and what drives the size of a deal?'],
  },
  financing: {
    title: 'Stage, funding, investors',
    state: say.financing,
    questions: ['How is growth financed, and what was promised for it?'],
  },
  objectives: {
    title: 'Business objectives',
    state: say.objectives,
    questions: ['Which goals is the leadership measured by this year?'],
  },
  triggers: {
    title: 'Triggers, newest first',
    state: (known) => say.triggers(known),
    questions: ['What changed recently that made this a topic?'],
  },
  news: { title: 'What changed', state: say.news, questions: ['What is new since we last looked?'] },
  meddpicc: {
    title: 'MEDDPICC: sum of its eight lines',
    state: nothing,
    questions: ['Which line below is the weakest, and who can answer it?'],
  },
  'meddpicc-metrics': {
    title: 'MEDDPICC: Metrics',
    scored: true,
    state: nothing,
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
    state: (known) => say.pains(known),
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
    state: nothing,
    questions: ['What else is considered, including building it or doing nothing?'],
  },
  stakeholders: {
    title: 'Stakeholders in public roles',
    state: (known) => say.stakeholders(known),
    questions: ['Who else has a say, and what does each care about?'],
  },
  'product-fit': {
    title: 'Product-fit hypotheses',
    state: hypotheses,
    questions: ['Which of these assumptions is wrong?'],
  },
  'procurement-gates': {
    title: 'Procurement and compliance gates',
    state: say.compliance,
    questions: ['Which reviews must a new supplier pass?'],
  },
  'next-step': {
    title: 'Next step',
    state: nothing,
    questions: ['What should be true at the end of our next meeting, and who should be there?'],
  },
  systems: {
    title: 'Systems inventory',
    state: say.systems,
    questions: ['Which systems hold the data that this touches?'],
  },
  integrations: {
    title: 'Integrations needed',
    state: nothing,
    questions: ['Which systems must exchange data with this, in which direction, and how often?'],
  },
  compliance: {
    title: 'Data sensitivity and compliance',
    state: say.compliance,
    questions: ['What kind of data is involved, and which standards apply to it?'],
  },
  scale: {
    title: 'Scale signals',
    state: say.scale,
    questions: ['How many users, records and events a day should this carry?'],
  },
  'team-capability': {
    title: 'Technical capability of the team',
    state: say.hiring,
    questions: ['Who would run this technically, and how much time do they have?'],
  },
  'proof-of-concept': {
    title: 'Proof of concept: scope and success criteria',
    state: nothing,
    questions: [
      'What is the smallest trial that would convince you?',
      'Which result, measured how, makes it a success?',
    ],
  },
  'technical-risks': {
    title: 'Technical risks and open questions',
    state: nothing,
    questions: [
      'Which constraints on network, identity, location of data or deployment do we have to respect?',
      'What broke the last time a tool like this was introduced?',
    ],
  },
  'competing-technology': {
    title: 'Competing technology in use',
    state: nothing,
    questions: ['What do you use for this today, and what would you miss if it went away?'],
  },
  'reasons-to-call': {
    title: 'Three reasons to call now',
    state: (known) => [...say.triggers(known), ...say.objectives(known)].slice(0, 3),
    questions: ['What made this week different from the last?'],
  },
  'who-to-try': {
    title: 'Who to try',
    state: (known) => say.stakeholders(known).slice(0, 3),
    questions: ['Who owns this topic in your team?'],
  },
  opener: {
    title: 'Hypothesis and opener',
    state: (known) => [...hypotheses(known).slice(0, 1), ...openers(known).slice(0, 1)],
    questions: ['Did I read that right?'],
  },
  qualifiers: {
    title: 'Qualifiers',
    state: nothing,
    questions: [
      'Pain: what takes longer or costs more than it should?',
      'Impact: what would it be worth to solve it?',
      'Timeline: by when should it be solved, and why then?',
      'Authority: who decides, and who else is asked?',
    ],
  },
  disqualifiers: {
    title: 'Disqualifiers',
    state: nothing,
    questions: [
      'Is a contract for this in place that runs for another year or more?',
      'Is there a budget, or a way to one, in this fiscal year?',
    ],
  },
  'openers-by-channel': {
    title: 'Openers by channel',
    state: openers,
    questions: ['Which channel does this person answer?'],
  },
  'do-not-say': {
    title: 'Do not say',
    state: nothing,
    questions: [
      'Which statement in our message has no evidence in this brief? Leave it out.',
      'Do we claim to know figures, systems or people that are not shown here?',
    ],
  },
  'health-picture': {
    title: 'Health picture from outside',
    state: (known) => [...say.scale(known), ...say.news(known)].slice(0, 6),
    questions: ['How do usage, tickets and satisfaction look on our side?'],
  },
  'renewal-risk': {
    title: 'Renewal risk',
    state: say.risks,
    questions: ['Has anybody who wanted us left, or lost budget?'],
  },
  'expansion-signals': {
    title: 'Expansion signals',
    state: say.expansions,
    questions: ['Which team or region could use this next?'],
  },
  'stakeholder-changes': {
    title: 'Stakeholder changes',
    state: say.stakeholderChanges,
    questions: ['Who is new, who has gone, and who decides about the renewal now?'],
  },
  'value-proof': {
    title: 'Value proof to collect',
    state: nothing,
    questions: [
      'Which result was promised at the start, and what was reached?',
      'Who on their side can confirm the figure?',
    ],
  },
  'renewal-plan': {
    title: 'Plan to the renewal',
    state: nothing,
    questions: [
      '180 days before: which goals were agreed, and who measures them?',
      '90 days before: is the value proven in writing, and does the sponsor still hold the budget?',
      '60 days before: which terms change, and what does procurement need?',
      '30 days before: what is still open, and who decides by which date?',
    ],
  },
  'review-questions': {
    title: 'Questions for the business review',
    state: nothing,
    questions: [
      'What did you achieve with us that you could not before?',
      'What should we stop, start and keep doing?',
      'Which of your goals for next year could we carry?',
    ],
  },
  'current-approach': {
    title: 'Current approach to our problem',
    state: say.systems,
    questions: ['How do you solve this today, step by step?', 'What have you tried before, and why did it stop?'],
  },
  'discovery-questions': {
    title: 'Questions, from situation to next step',
    state: nothing,
    questions: [
      'Situation: how is this handled today, and by whom?',
      'Situation: which systems and teams are part of it?',
      'Pain: where does it get stuck, and how often?',
      'Pain: what did you have to give up because of it?',
      'Impact: what does that cost in time, money or customers?',
      'Impact: who above you feels it?',
      'Decision: how did you buy the last tool of this size?',
      'Decision: who would have to agree, and what would each ask?',
      'Next: what would make another talk worth your time?',
    ],
  },
  'champion-questions': {
    title: 'Champion questions',
    state: nothing,
    questions: [
      'What would it mean for you personally if this worked?',
      'Whom have you told about it already, and how did they react?',
    ],
  },
  hypotheses: { title: 'Hypotheses to test', state: hypotheses, questions: ['Which of these assumptions is wrong?'] },
  incumbents: {
    title: 'Incumbent evidence',
    state: (known) => [...say.systems(known), ...say.partners(known)],
    questions: ['Which supplier do you use for this today, since when, and until when?'],
  },
  rivals: { title: 'Rivals', state: say.rivals, questions: ['Whom do you see as the alternatives to choose from?'] },
  'side-by-side': {
    title: 'Side by side',
    state: nothing,
    questions: ['Which five capabilities decide, and how does each option do on them?'],
  },
  'rival-strengths': {
    title: 'Their honest strengths',
    state: (known) => [...say.pricing(known), ...say.objectives(known)].slice(0, 3),
    questions: ['What do you like about what you have?'],
  },
  'our-strengths': {
    title: 'Our strengths with proof',
    state: nothing,
    questions: ['Which customer of ours in this industry can be named, with a figure?'],
  },
  'win-lose': {
    title: 'Where we win, where we lose',
    state: nothing,
    questions: ['When did we last win or lose against this option, and why?'],
  },
  objections: {
    title: 'Objections and replies',
    state: nothing,
    questions: ['What would make your colleagues say no?'],
  },
  traps: { title: 'Traps', state: nothing, questions: ['Which requirement on the list was written by a competitor?'] },
  'switching-cost': {
    title: 'Switching cost',
    state: nothing,
    questions: ['What would have to be moved, retrained and paid twice for a change?'],
  },
  'competitive-threat': {
    title: 'Competitive threat',
    state: nothing,
    questions: ['Has anybody else shown you an offer for this?'],
  },
  'early-warnings': {
    title: 'Early warnings',
    state: say.risks,
    questions: [
      'Is usage down by a third, has a sponsor left, or was all data exported? Each is a reason to act today.',
    ],
  },
} as const satisfies Record<string, SectionPlan>;

export type SectionId = keyof typeof sectionCatalog;
