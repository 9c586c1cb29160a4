import type { ProfileField } from '../../../company/profile.ts';
import type { Statement } from '../../insights.ts';
import { recentTriggers } from './events.ts';
import { each, type Known, listing, quoting, single, suppose } from './known.ts';
import { productsInUse } from './statements.ts';

interface Reading {
  /** The finding, as a statement that names what was found; none where there is nothing to read. */
  readonly find: (known: Known) => Statement[];
  /** Whether it tells where a product may be needed, rather than how the account stands. */
  readonly need: boolean;
}

/** What a finding may mean for a seller: to be tested in the talk, never to be asserted. */
const readings: readonly Reading[] = [
  {
    need: true,
    find: (known) =>
      reading(
        known,
        'hiring',
        'Open jobs may mean that teams are short of hands: whatever saves work there may be welcome.',
      ),
  },
  {
    need: true,
    find: (known) =>
      reading(
        known,
        'growthIndicators',
        'The growth told may mean that processes which carried the company so far are under strain.',
      ),
  },
  {
    need: true,
    find: (known) =>
      productsInUse(
        known,
        (values) => `A new tool may be bought only if it works with ${values} from the first day.`,
        3,
      ),
  },
  {
    need: true,
    find: (known) =>
      reading(
        known,
        'marketPresence',
        'The reach told may mean that a tool must serve several sites or countries at once.',
      ),
  },
  {
    need: false,
    find: (known) =>
      reading(
        known,
        'fundingRounds',
        'The money raised may mean that a budget for growth exists and that its use has to be shown.',
      ),
  },
  {
    need: false,
    find: (known) =>
      reading(
        known,
        'complianceBadges',
        'The stated standards may mean that a security review comes before any purchase.',
      ),
  },
  {
    need: false,
    find: (known) => listing(known, 'partnerships', (values) => `A way in may lead through a partner: ${values}.`, 3),
  },
  {
    need: false,
    find: (known) =>
      listing(
        known,
        'competitors',
        (values) => `The comparison on the site may mean that deals are lost to ${values}.`,
        3,
      ),
  },
  {
    need: false,
    find: (known) =>
      reading(
        known,
        'businessChallenges',
        'The trouble reported may mean that cost or risk weighs more than new features at present.',
      ),
  },
];

/** The hypotheses that findings allow, each with the evidence that suggests it. */
export function hypotheses(known: Known, which: 'all' | 'needs' | 'situation' = 'all'): Statement[] {
  return readings
    .filter(({ need }) => which === 'all' || need === (which === 'needs'))
    .flatMap(({ find }) => find(known))
    .map((found) => suppose(found.text, found));
}

/** What the surest value of a field may mean. */
function reading(known: Known, field: ProfileField, text: string): Statement[] {
  return single(known, field, () => text);
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
