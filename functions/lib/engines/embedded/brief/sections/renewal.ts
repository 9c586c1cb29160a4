import type { Statement } from '../../../insights.ts';
import * as events from '../events.ts';
import type { Known } from '../known.ts';
import * as say from '../statements.ts';
import { nothing, type SectionPlan } from './plan.ts';

/** Days before a renewal on which the plan has something due. */
const datedPlan = [
  '180 days before: agree the goals of the term and who measures them; map who decides and who uses.',
  '90 days before: value proven in writing, sponsor still holds the budget, every risk has an owner.',
  '60 days before: offer out, changed terms named, procurement and legal have what they need.',
  '30 days before: open points have a name and a date each; escalate what does not move.',
];

/** What a success manager watches, and what a renewal adds. */
export const renewalSections = {
  'health-picture': {
    title: 'Health picture: what is visible from outside',
    state: healthPicture,
    questions: ['How do usage, tickets and satisfaction look on our side?'],
    guidance: ['Seen from outside only: no usage, ticket or survey figure was supplied for this brief.'],
  },
  'renewal-risk': {
    title: 'Renewal risk',
    state: events.risks,
    questions: ['Has anybody who wanted us left, or lost budget?', 'Is anybody testing another product?'],
  },
  'expansion-signals': {
    title: 'Expansion signals and plays',
    state: events.expansions,
    questions: ['Which team or region could use this next?'],
  },
  'stakeholder-changes': {
    title: 'Stakeholder and champion changes',
    state: events.stakeholderChanges,
    questions: ['Who is new, who has gone, and who decides about the renewal now?'],
  },
  'value-proof': {
    title: 'Value delivered: proof to collect',
    state: say.metrics,
    questions: [
      'Which result was promised at the start, and what was reached?',
      'Who on their side can confirm the figure?',
    ],
  },
  'renewal-plan': {
    title: 'Plan to the renewal: 180, 90, 60 and 30 days',
    asks: true,
    state: nothing,
    questions: ['On which day does the contract end, and by when must notice be given?'],
    guidance: datedPlan,
  },
  'review-questions': {
    title: 'Questions for the business review',
    asks: true,
    state: nothing,
    questions: [
      'What did you achieve with us that you could not before?',
      'What should we stop, start and keep doing?',
      'Which of your goals for next year could we carry?',
    ],
  },
  'early-warnings': {
    title: 'Early warnings, sign by sign',
    state: (known) => [
      ...events.triggers(known, new Set(['layoffs', 'rebrand'])),
      ...events.triggers(known, new Set(['leadership change'])),
    ],
    questions: [
      'Layoffs or a freeze on spending: has anybody heard of one?',
      'Sponsor or champion gone, or moved: who tells us?',
      'Fewer logins, fewer users, more tickets: since when?',
      'Another supplier invited: who asked for the comparison?',
    ],
  },
  'organisation-events': {
    title: 'Organisation events: mergers, layoffs, leadership',
    state: events.organisationEvents,
    questions: ['Is a merger, a reorganisation or a change at the top under way?'],
  },
  'competitive-threat': {
    title: 'Competitive threat',
    state: nothing,
    questions: ['Has anybody else shown you an offer for this?'],
  },
  'flag-rules': {
    title: 'Flag rules: act on the day one is met',
    asks: true,
    state: nothing,
    questions: ['Which of these is met today?'],
    guidance: [
      'Usage down by 30 % or more against the quarter before.',
      'The champion has left or changed roles.',
      'Fewer than 90 days to the renewal, with negative signals open.',
      'A full export of the data was asked for or run.',
    ],
  },
} as const satisfies Record<string, SectionPlan>;

function healthPicture(known: Known): Statement[] {
  return [...say.scale(known), ...say.hiring(known), ...events.news(known)].slice(0, 6);
}
