import type { Statement } from '../../../insights.ts';
import { recentTriggers, triggers } from '../events.ts';
import { hypotheses, openers } from '../hypotheses.ts';
import { type Known, listing, single } from '../known.ts';
import * as say from '../statements.ts';
import { nothing, type SectionPlan } from './plan.ts';

/** A reason older than this is none to call now, in days. */
const callableDays = 90;
/** How many reasons to call a brief names. */
const mostReasons = 3;

/** What a development rep needs before the first contact. */
export const outreachSections = {
  'reasons-to-call': {
    title: 'Three reasons to call now',
    state: reasons,
    questions: ['What made this week different from the last?'],
    guidance: ['A reason is worth most in its first two days; after three months it is history.'],
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
    asks: true,
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
    asks: true,
    state: nothing,
    questions: [
      'Is a contract for this in place that runs for another year or more?',
      'Is there a budget, or a way to one, in this fiscal year?',
      'Does anybody lose something if nothing changes?',
    ],
    guidance: ['Two of three against us: thank them, note the date to ask again, move on.'],
  },
  'openers-by-channel': {
    title: 'Openers by channel',
    state: openers,
    questions: ['Which channel does this person answer?'],
  },
  'do-not-say': {
    title: 'Do not say',
    state: delicate,
    asks: true,
    questions: ['Which statement in our message has no evidence in this brief? Leave it out.'],
    guidance: [
      'Nothing about figures, systems or people that this brief does not show.',
      'Not how we know their systems: DNS records and job adverts are public, but sound like spying.',
      'Nothing against a supplier they chose; ask what they like about it.',
      'No “just checking in”, no invented deadline, no flattery of a person we do not know.',
    ],
  },
  'account-score': {
    title: 'Account score, one point for each sign seen',
    optional: true,
    state: scoreParts,
    questions: ['Which sign that we score is missing here?'],
  },
} as const satisfies Record<string, SectionPlan>;

/** Dated events of a quarter first; signs without a day only where these are too few. */
function reasons(known: Known): Statement[] {
  const sorrows = new Set(triggers(known, new Set(['layoffs'])).map(({ text }) => text));
  const dated = recentTriggers(known, callableDays);
  const undated = triggers(known).filter(({ occurredOn }) => occurredOn === undefined);
  const told = [...dated, ...undated].filter(({ text }) => !sorrows.has(text));
  const jobs = told.length < mostReasons && undated.every(({ text }) => sorrows.has(text)) ? say.hiring(known) : [];
  return [...told, ...jobs].slice(0, mostReasons);
}

/** Public, but not for an opening line. */
function delicate(known: Known): Statement[] {
  return [
    ...triggers(known, new Set(['layoffs'])),
    ...listing(known, 'competitors', (values) => `No comparison with their rivals in an opening line: ${values}.`, 3),
  ].map((item) => ({ ...item, basis: 'derived' }));
}

function scoreParts(known: Known): Statement[] {
  return [
    ...recentTriggers(known, callableDays).slice(0, 1),
    ...say.hiring(known),
    ...single(known, 'employees', (value) => `Size known: ${value} employees.`),
    ...say.buyers(known).slice(0, 1),
    ...say.systems(known).slice(0, 1),
  ];
}
