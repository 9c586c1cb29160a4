import { each, listing, quoting, single } from '../engines/embedded/brief/known.ts';
import { compliance, pricing, productsInUse } from '../engines/embedded/brief/statements.ts';
import type { Statement } from '../engines/insights.ts';
import { strengthsOf } from './positioning.ts';
import { bare, joinEvidence, type Side, type Sides } from './sides.ts';

/** What the prospect's own facts let one expect it to say, and what of the vendor's answers it. */
interface Expected {
  readonly objection: string;
  readonly because: Statement | undefined;
  readonly reply: Statement | undefined;
}

/** A company of fewer people than a tenth of its customer's is asked whether it will last. */
const smallShare = 0.1;

/**
 * Objections that the prospect's facts suggest, each with the reply that stands on the vendor's own pages;
 * where none does, the reply is left to be found, never made up.
 */
export function anticipateObjections({ prospect, vendor }: Sides): Statement[] {
  const [standards] = listing(prospect.known, 'complianceBadges', (values) => values, 3);
  const [inUse] = productsInUse(prospect.known, (values) => values, 4);
  const expected: Expected[] = [
    ...when(inUse, (seen) => ({
      objection: `How does it work with what we have: ${seen.text}?`,
      because: seen,
      reply: quoting(vendor.known, 'integration', 1)[0],
    })),
    ...when(standards, (held) => ({
      objection: `We hold ${held.text}; what do you hold?`,
      because: held,
      reply: compliance(vendor.known)[0] ?? quoting(vendor.known, 'data', 1)[0],
    })),
    ...when(isSmall(vendor, prospect), (size) => ({
      objection: 'Are you large enough for us?',
      because: size,
      reply: listing(vendor.known, 'customers', (values) => `Customers that are named: ${values}.`, 4)[0],
    })),
    ...when(each(prospect.known, 'businessChallenges', 1)[0], (trouble) => ({
      objection: `Not now: “${bare(trouble)}”`,
      because: trouble,
      reply: strengthsOf(vendor)[0],
    })),
    { objection: 'What does it cost, and what drives that?', because: undefined, reply: pricing(vendor.known).at(-1) },
  ];
  return expected.filter(({ because, reply }) => because !== undefined || reply !== undefined).map(answer);
}

function answer({ objection, because, reply }: Expected): Statement {
  const answered =
    reply === undefined ? 'No reply in the sources: find one before the meeting.' : `Reply: “${bare(reply)}”.`;
  const quoted = /[?”]$/.test(objection) ? `“${objection}”` : `“${objection}.”`;
  return {
    text: `${quoted} ${answered}`,
    basis: 'hypothesis',
    confidence: 0.3,
    evidence: joinEvidence(because, reply),
  };
}

function isSmall(vendor: Side, prospect: Side): Statement | undefined {
  const [ours] = vendor.known.facts('employees');
  const [theirs] = prospect.known.facts('employees');
  if (ours === undefined || theirs === undefined || Number(ours.value) >= Number(theirs.value) * smallShare)
    return undefined;
  return single(vendor.known, 'employees', (value) => `${value} employees`)[0];
}

function when(found: Statement | undefined, make: (found: Statement) => Expected): Expected[] {
  return found === undefined ? [] : [make(found)];
}
