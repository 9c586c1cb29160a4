import type { ProfileField } from '../../../company/profile.ts';
import type { Statement } from '../../insights.ts';
import { type Known, statement } from './known.ts';

/** What a finding may mean for a seller: to be tested in the talk, never to be asserted. */
const readings: readonly { readonly field: ProfileField; readonly text: string }[] = [
  {
    field: 'hiring',
    text: 'The open jobs may mean that the teams named are short of hands, and that work per head matters now.',
  },
  {
    field: 'fundingRounds',
    text: 'The money raised may mean that a budget for growth exists and that its use has to be shown.',
  },
  {
    field: 'complianceBadges',
    text: 'The stated standards may mean that a security review comes before any purchase.',
  },
  {
    field: 'growthIndicators',
    text: 'The growth told may mean that processes which carried the company so far are under strain.',
  },
  { field: 'partnerships', text: 'The partners named may mean that a way in leads through one of them.' },
  { field: 'competitors', text: 'The comparisons on the site may mean that deals are lost to the rivals named there.' },
  {
    field: 'businessChallenges',
    text: 'The trouble reported may mean that cost or risk weighs more than new features at present.',
  },
];

/** Gives the hypotheses that findings allow, each with the evidence that suggests it. */
export function hypotheses(known: Known): Statement[] {
  return readings.flatMap(({ field, text }) => {
    const [fact] = known.facts(field);
    return fact === undefined ? [] : [statement(text, [fact], 'hypothesis')];
  });
}

/** First lines that quote the evidence, for a call, a mail and a message. */
export function openers(known: Known): Statement[] {
  const fact =
    known.facts('buyingSignals')[0] ?? known.facts('growthIndicators')[0] ?? known.facts('valuePropositions')[0];
  const quote = fact?.evidence[0]?.quote;
  if (fact === undefined || quote === undefined || quote.length > 200) return [];
  const wordings = [
    `By phone: your page says “${quote}”; what changed for the team since?`,
    `By mail: “${quote}” made us wonder how that is handled today.`,
    `By message: read “${quote}”; is that still so?`,
  ];
  return wordings.map((text) => statement(text, [fact], 'hypothesis'));
}
