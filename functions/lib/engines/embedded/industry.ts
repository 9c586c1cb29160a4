import { industryTermsIn } from '../../analysis/vocabulary/industries.ts';

/** A stretch of text and how much it says about the company as a whole. */
export interface WeightedText {
  readonly text: string;
  readonly weight: number;
}

/** The likeliest industry, 0–1, and the one text that speaks for it most. */
export interface IndustryGuess {
  readonly label: string;
  readonly confidence: number;
  readonly quote: string;
}

/** Less than this many weighted terms is an accident. */
const leastScore = 2;

/**
 * Classifies a company by the distinct terms of each industry in its texts. Null where too little
 * speaks for any, or two industries are level.
 */
export function classifyIndustry(texts: readonly WeightedText[]): IndustryGuess | null {
  const scores = new Map<string, number>();
  const best = new Map<string, { quote: string; gain: number }>();
  for (const { text, weight } of texts) {
    for (const [label, terms] of industryTermsIn(text)) {
      const gain = weight * weigh(terms);
      scores.set(label, (scores.get(label) ?? 0) + gain);
      if (gain > (best.get(label)?.gain ?? 0)) best.set(label, { quote: text, gain });
    }
  }
  const [first, second] = [...scores].sort((left, right) => right[1] - left[1] || left[0].localeCompare(right[0]));
  const quote = first === undefined ? undefined : best.get(first[0])?.quote;
  if (first === undefined || quote === undefined || first[1] < leastScore) return null;
  const margin = (first[1] - (second?.[1] ?? 0)) / first[1];
  if (margin < 0.05) return null;
  return { label: first[0], confidence: Math.min(0.85, 0.4 + margin * 0.5), quote };
}

/** A term of two words says more than one of one word. */
function weigh(terms: ReadonlySet<string>): number {
  return [...terms].reduce((sum, term) => sum + (/[\s-]/.test(term) ? 1.6 : 1), 0);
}
