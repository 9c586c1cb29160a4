import type { Statement } from '../../../insights.ts';
import { type Known, quoting, single, suppose } from '../known.ts';
import * as say from '../statements.ts';
import { nothing, type SectionPlan } from './plan.ts';

/** What a solutions engineer prepares. */
export const technicalSections = {
  systems: {
    title: 'Systems inventory',
    state: say.systems,
    questions: ['Which systems hold the data that this touches?'],
  },
  integrations: {
    title: 'Integrations needed',
    state: (known) => [...quoting(known, 'integration'), ...likelyIntegrations(known)],
    questions: ['Which systems must exchange data with this, in which direction, and how often?'],
  },
  compliance: {
    title: 'Data sensitivity and compliance',
    state: say.dataSensitivity,
    questions: ['What kind of data is involved, and which standards apply to it?'],
  },
  scale: {
    title: 'Scale signals',
    state: say.scale,
    questions: ['How many users, records and events a day should this carry?'],
  },
  'team-capability': {
    title: 'Technical capability of the team',
    state: say.capability,
    questions: ['Who would run this technically, and how much time do they have?'],
  },
  'proof-of-concept': {
    title: 'Proof of concept: scope and success criteria',
    state: trialHypotheses,
    questions: [
      'What is the smallest trial that would convince you?',
      'Which result, measured how, makes it a success?',
    ],
    guidance: [
      'Scope: one team, one flow of data, an end date agreed before the start.',
      'Success: at most three measures, each with its value today, its target and who reads it.',
      'Before the start: who signs if the criteria are met, and what stops it.',
    ],
  },
  'technical-risks': {
    title: 'Technical risks and open questions',
    state: riskHypotheses,
    questions: [
      'Which constraints on network, identity, location of data or deployment do we have to respect?',
      'What broke the last time a tool like this was introduced?',
    ],
  },
  'competing-technology': {
    title: 'Competing technology in use',
    optional: true,
    state: nothing,
    questions: ['What do you use for this today, and what would you miss if it went away?'],
  },
} as const satisfies Record<string, SectionPlan>;

function likelyIntegrations(known: Known): Statement[] {
  const [first] = say.productsInUse(known, (values) => `May have to exchange data with: ${values}.`);
  return first === undefined ? [] : [suppose(first.text, first)];
}

function trialHypotheses(known: Known): Statement[] {
  const [system] = say.productsInUse(known, (values) => `A trial may begin beside what is in use: ${values}.`, 3);
  const [goal] = say.metrics(known);
  return [
    ...(system === undefined ? [] : [suppose(system.text, system)]),
    ...(goal === undefined
      ? []
      : [suppose(`Success may have to show in what they count themselves: “${bare(goal)}”.`, goal)]),
  ];
}

function riskHypotheses(known: Known): Statement[] {
  const [standard] = say.compliance(known);
  const data = quoting(known, 'data').find(({ text }) => text !== standard?.text);
  const [people] = single(known, 'hiring', () => 'Open jobs may mean that nobody has time to bring a new tool in.');
  return [
    ...(standard === undefined
      ? []
      : [suppose(`The security review may ask us for what they hold themselves: “${bare(standard)}”.`, standard)]),
    ...(data === undefined ? [] : [suppose(`A limit to respect may follow from: “${bare(data)}”.`, data)]),
    ...(people === undefined ? [] : [suppose(people.text, people)]),
  ];
}

function bare({ text }: Statement): string {
  return text.replace(/[.!]+$/, '');
}
