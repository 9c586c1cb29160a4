import { recentTriggers } from '../engines/embedded/brief/events.ts';
import { each, quoting, single } from '../engines/embedded/brief/known.ts';
import { metrics } from '../engines/embedded/brief/statements.ts';
import type { Statement } from '../engines/insights.ts';
import { bare, joinEvidence, type Side, type Sides } from './sides.ts';

/** Sentences in which a vendor sends a reader to its rival: where it loses, in its own words. */
const concedes =
  /\b(?:buy|choose|pick|go with|better off|better (?:choice|fit|served)|stay with|is (?:stronger|better))\b/i;
const mostPairs = 3;

/** What the vendor says for itself against its rivals, and what it concedes. */
export function comparisonsOf({ known, name }: Side): { readonly won: Statement[]; readonly lost: Statement[] } {
  const said = quoting(known, 'comparison', 6);
  const isLost = ({ text }: Statement) => concedes.test(text) && !sendsTo(name, text);
  return { won: said.filter((one) => !isLost(one)), lost: said.filter(isLost) };
}

/** Whether a reader is told to take the vendor itself: `choose Acme when …`, `Acme is the better fit`. */
function sendsTo(name: string, text: string): boolean {
  const folded = text.toLowerCase();
  const names = [name.toLowerCase(), 'us'];
  return (
    names.some((own) =>
      [...folded.matchAll(takes)].some(([, taken = '']) => taken === own || taken.startsWith(`${own} `)),
    ) || folded.startsWith(`${name.toLowerCase()} is `)
  );
}

const takes = /\b(?:buy|choose|pick|go with|stay with|better off with)\s+([^,.;]+)/g;

/** Results that the vendor's customers reached, with figures first, then what it promises. */
export function strengthsOf({ known }: Side): Statement[] {
  const proof = quoting(known, 'proof', 6).toSorted(
    (left, right) => Number(/\d/.test(right.text)) - Number(/\d/.test(left.text)),
  );
  return [...proof.slice(0, 3), ...each(known, 'valuePropositions', 3)];
}

/** How to present the vendor here: its promise beside what moves the prospect, its category, what not to claim. */
export function guidePositioning(sides: Sides): Statement[] {
  const { prospect, vendor } = sides;
  const { lost } = comparisonsOf(vendor);
  return [
    ...pairPromises(sides),
    ...single(
      vendor.known,
      'description',
      (value) => `${vendor.name} in its own words: “${value.replace(/[.!]+$/, '')}”.`,
    ),
    ...lost.map((one): Statement => ({ ...one, text: `Not our ground here: “${bare(one)}”.`, basis: 'derived' })),
    ...metrics(prospect.known)
      .slice(0, 1)
      .map(
        (one): Statement => ({
          ...one,
          text: `Speak in the figures they count themselves: “${bare(one)}”.`,
          basis: 'hypothesis',
          confidence: 0.3,
        }),
      ),
  ];
}

/** What to say: proof of the vendor that holds in a meeting, then what just happened there and asks for a question. */
export function listTalkingPoints({ prospect, vendor }: Sides): Statement[] {
  const news = recentTriggers(prospect.known, 90).slice(0, 2);
  return [
    ...strengthsOf(vendor).slice(0, 4),
    ...news.map(
      (event): Statement => ({ ...event, text: `Ask what follows for them from: “${bare(event)}”.`, basis: 'derived' }),
    ),
  ];
}

/** What moves the prospect, each beside the promise whose words come nearest; never the same promise twice. */
function pairPromises({ prospect, vendor }: Sides): Statement[] {
  const moves = [
    ...each(prospect.known, 'description', 1),
    ...recentTriggers(prospect.known, 90),
    ...quoting(prospect.known, 'objective', 2),
    ...each(prospect.known, 'growthIndicators', 2),
    ...each(prospect.known, 'valuePropositions', 2),
  ];
  const open = each(vendor.known, 'valuePropositions', 6);
  const pairs: Statement[] = [];
  for (const move of moves) {
    const best = open.toSorted((left, right) => overlap(right, move) - overlap(left, move))[0];
    if (best === undefined || pairs.length === mostPairs) break;
    if (overlap(best, move) === 0) continue;
    open.splice(open.indexOf(best), 1);
    pairs.push({
      text: `“${bare(best)}” may matter to them, who say: “${bare(move)}”.`,
      basis: 'hypothesis',
      confidence: 0.3,
      evidence: joinEvidence(best, move),
    });
  }
  return pairs;
}

function overlap(left: Statement, right: Statement): number {
  const words = new Set(wordsOf(left.text));
  return wordsOf(right.text).filter((word) => words.has(word)).length;
}

/** Beginnings of the words that carry meaning: short ones join sentences, endings inflect. */
function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{5,}/gu) ?? []).map((word) => word.slice(0, 6));
}
