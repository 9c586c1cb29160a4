import { predictSectors } from '../../analysis/sector/predict.ts';
import { industryTermsIn } from '../../analysis/vocabulary/industries.ts';
import { generalLabels, type Sector, sectorOf, sectors } from '../../analysis/vocabulary/sectors.ts';

/** A stretch of text and how much it says about the company as a whole. */
export interface WeightedText {
  readonly text: string;
  readonly weight: number;
}

/** The likeliest industry, its sector with the likelihood of that, 0–1, and the one text that speaks for it most. */
export interface IndustryGuess {
  readonly label: string;
  readonly sector: Sector;
  readonly confidence: number;
  readonly quote: string;
}

/** The model knows descriptions; of a whole site it reads as much as one of them is long, in characters. */
const descriptionLength = 1500;
/** How much the terms of an industry count beside the model, which has seen them too. */
const termWeight = { description: 0.3, site: 1.6 };
/** Less than this between the scores of two industries is an accident. */
const leastMargin = 0.05;
/** No description says it all. */
const mostConfidence = 0.95;

/**
 * Classifies a company: a model of ours says how likely each sector is for its description, and the
 * distinct terms of each industry in all texts which industry it is. Null where no text has a wording
 * that entitles to one. The first texts should be what the company says of itself.
 */
export function classifyIndustry(texts: readonly WeightedText[]): IndustryGuess | null {
  const described = texts
    .map(({ text }) => text)
    .join('\n')
    .slice(0, descriptionLength);
  const likelihood = predictSectors(described);
  const weight = texts.length === 1 ? termWeight.description : termWeight.site;
  const candidates = [...termScores(texts), ...generalScores(texts)].map(({ label, score, quote }) => {
    const sector = sectorOf(label);
    return { label, sector, quote, score: Math.log(likelihood.get(sector) ?? 0) + weight * Math.log(1 + score) };
  });
  const ranked = candidates.sort((left, right) => right.score - left.score || left.label.localeCompare(right.label));
  const [first] = ranked;
  if (first === undefined) return null;
  const { label, sector, quote } = preferGeneral(first, ranked);
  return { label, sector, quote, confidence: confidenceOf(first, ranked) };
}

interface Candidate extends Scored {
  readonly sector: Sector;
}

/** Where two industries of a sector are level, its own name is right and either of them may not be. */
function preferGeneral(first: Candidate, ranked: readonly Candidate[]): Candidate {
  const isLevel = ranked.some(
    (other) => other !== first && other.sector === first.sector && first.score - other.score < leastMargin,
  );
  const names = generalLabels.map(({ label }) => label);
  return (isLevel && ranked.find(({ sector, label }) => sector === first.sector && names.includes(label))) || first;
}

interface Scored {
  readonly label: string;
  readonly score: number;
  readonly quote: string;
}

/** How far the sector of the guess is ahead of the best guess of every other. */
function confidenceOf(first: Candidate, all: readonly Candidate[]): number {
  const best = sectors.map((sector) =>
    all.filter((each) => each.sector === sector).reduce((most, { score }) => Math.max(most, score), -Infinity),
  );
  const total = best.reduce((sum, score) => sum + Math.exp(score - first.score), 0);
  return Math.min(mostConfidence, Math.round(100 / total) / 100);
}

/** Weighted distinct terms of each industry, and the text that has most of them. */
function termScores(texts: readonly WeightedText[]): Scored[] {
  const scores = new Map<string, Scored & { readonly gain: number }>();
  for (const { text, weight } of texts) {
    for (const [label, terms] of industryTermsIn(text)) {
      const gain = weight * weigh(terms);
      const known = scores.get(label) ?? { label, score: 0, quote: text, gain };
      const better = gain > known.gain ? { quote: text, gain } : {};
      scores.set(label, { ...known, ...better, score: known.score + gain });
    }
  }
  return [...scores.values()];
}

/** A sector's own name has no terms to count. */
function generalScores(texts: readonly WeightedText[]): Scored[] {
  return generalLabels.flatMap(({ label, wording }) => {
    const quote = texts.find(({ text }) => wording.test(text))?.text;
    return quote === undefined ? [] : [{ label, score: 0, quote }];
  });
}

/** A term of two words says more than one of one word. */
function weigh(terms: ReadonlySet<string>): number {
  return [...terms].reduce((sum, term) => sum + (/[\s-]/.test(term) ? 1.6 : 1), 0);
}
