import { financing, news, triggers } from '../events.ts';
import { hypotheses } from '../hypotheses.ts';
import { quoting } from '../known.ts';
import * as say from '../statements.ts';
import { nothing, type SectionPlan } from './plan.ts';

/** What every reader, above all the account executive, wants to know of the company. */
export const accountSections = {
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
    state: financing,
    questions: ['How is growth financed, and what was promised for it?'],
  },
  objectives: {
    title: 'Business objectives',
    state: say.objectives,
    questions: ['Which goals is the leadership measured by this year?'],
  },
  triggers: {
    title: 'Triggers, newest first',
    state: (known) => triggers(known),
    questions: ['What changed recently that made this a topic?'],
  },
  news: {
    title: 'What changed',
    state: news,
    questions: ['What is new since we last looked?'],
    battlecard: 'EXTERNAL_OK',
  },
  stakeholders: {
    title: 'Stakeholders in public roles',
    state: (known) => say.stakeholders(known),
    questions: ['Who else has a say, and what does each care about?'],
  },
  'product-fit': {
    title: 'Product-fit hypotheses',
    state: (known) => hypotheses(known, 'needs'),
    questions: ['Which of these needs is real, and which of our products would meet it?'],
  },
  'procurement-gates': {
    title: 'Procurement and compliance gates',
    optional: true,
    state: (known) => [...quoting(known, 'procurement'), ...say.compliance(known)],
    questions: ['Which reviews must a new supplier pass?'],
  },
  'next-step': {
    title: 'Next step',
    asks: true,
    state: nothing,
    questions: ['What should be true at the end of our next meeting, and who should be there?'],
    guidance: [
      'Leave every talk with a dated next step that costs the other side some effort too.',
      'Take the weakest line of the MEDDPICC sheet as the aim of the next meeting.',
    ],
  },
} as const satisfies Record<string, SectionPlan>;
