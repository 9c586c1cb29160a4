import type { ProfileField } from '../../../company/profile.ts';
import type { Statement } from '../../insights.ts';
import { recentTriggers } from './events.ts';
import { each, type Known, quoting, statement, suppose } from './known.ts';

interface Reading {
  readonly field: ProfileField;
  readonly text: string;
  /** Whether it tells where a product may be needed, rather than how the account stands. */
  readonly need: boolean;
}

/** What a finding may mean for a seller: to be tested in the talk, never to be asserted. */
const readings: readonly Reading[] = [
  {
    field: 'hiring',
    need: true,
    text: 'The open jobs may mean that the teams named are short of hands: whatever saves work there may be welcome.',
  },
  {
    field: 'growthIndicators',
    need: true,
    text: 'The growth told may mean that processes which carried the company so far are under strain.',
  },
  {
    field: 'techStack',
    need: true,
    text: 'The systems seen may mean that a new tool is bought only if it works with them from the first day.',
  },
  {
    field: 'marketPresence',
    need: true,
    text: 'The reach told may mean that a tool must serve several sites or countries at once.',
  },
  {
    field: 'fundingRounds',
    need: false,
    text: 'The money raised may mean that a budget for growth exists and that its use has to be shown.',
  },
  {
    field: 'complianceBadges',
    need: false,
    text: 'The stated standards may mean that a security review comes before any purchase.',
  },
  {
    field: 'partnerships',
    need: false,
    text: 'The partners named may mean that a way in leads through one of them.',
  },
  {
    field: 'competitors',
    need: false,
    text: 'The comparison on the site may mean that deals are lost to the rival named there.',
  },
  {
    field: 'businessChallenges',
    need: false,
    text: 'The trouble reported may mean that cost or risk weighs more than new features at present.',
  },
];

/** The hypotheses that findings allow, each with the evidence that suggests it. */
export function hypotheses(known: Known, which: 'all' | 'needs' | 'situation' = 'all'): Statement[] {
  return readings
    .filter(({ need }) => which === 'all' || need === (which === 'needs'))
    .flatMap(({ field, text }) => {
      const [fact] = known.facts(field);
      return fact === undefined ? [] : [statement(text, [fact], 'hypothesis')];
    });
}

/** Above this an opener is not read. */
const longestOpening = 160;

/** First lines that quote the evidence: the newest event for the phone, then what else is worth a line. */
export function openers(known: Known): Statement[] {
  const subjects = subjectsOf(known);
  const [first] = subjects;
  if (first === undefined) return [];
  const [call, mail = call, message = mail] = subjects;
  return [
    suppose(`Phone: “I read: ${bare(call ?? first)}. What does that change for your team this year?”`, call ?? first),
    suppose(
      `Mail: “${bare(mail ?? first)}: who works on what follows from it? One question, two lines to answer.”`,
      mail ?? first,
    ),
    suppose(`Message: “Saw this: ${bare(message ?? first)}. Is that still where things stand?”`, message ?? first),
  ];
}

/** Events of a quarter, then aims, growth and promises, each short enough to be said. */
function subjectsOf(known: Known): Statement[] {
  const told = [
    ...recentTriggers(known, 90),
    ...quoting(known, 'objective', 1),
    ...each(known, 'growthIndicators', 1),
    ...each(known, 'valuePropositions', 2),
  ];
  const distinct = [...new Map(told.map((subject) => [subject.text, subject])).values()];
  return distinct.filter(({ text }) => text.length <= longestOpening).slice(0, 3);
}

function bare({ text }: Statement): string {
  return text.replace(/[.!]+$/, '');
}
