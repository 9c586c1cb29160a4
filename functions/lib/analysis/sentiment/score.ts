import {
  badQuantities,
  contrasts,
  degrees,
  down,
  goodQuantities,
  negations,
  negative,
  phrases,
  plainPhrases,
  positive,
  up,
} from './lexicon.ts';

/** How a text sounds. */
export type SentimentLabel = 'negative' | 'neutral' | 'positive';

/** How far a negation, a degree, or the direction of a quantity reaches, in words. */
const reach = { negation: 3, degree: 2, direction: 8 };
/** A negated word says less than its opposite. */
const turned = -0.8;
/** How much words before and after `but` count. */
const contrast = { before: 0.5, after: 1.3 };
/** Scores nearer to 0 are neutral. */
const neutral = 0.2;

/** `EUR 31 million, up from EUR 22 million`. */
const compared = /\b(up|down) (?:from|by|\d)/giu;

interface Told {
  readonly at: number;
  readonly score: number;
}

/** Scores one text from -1 to 1; 0 where no wording tells. */
export function scoreText(text: string): number {
  const scores = clausesOf(text).map(scoreSentence);
  const sum = scores.reduce((total, score) => total + score, 0);
  return sum / Math.sqrt(sum * sum + 4);
}

/** The label of a score from -1 to 1. */
export function labelOf(score: number): SentimentLabel {
  if (score > neutral) return 'positive';
  return score < -neutral ? 'negative' : 'neutral';
}

/** Sentences; what belongs together stands in one. */
function clausesOf(text: string): string[] {
  return text.replaceAll('’', "'").split(/(?<=[.!?;])\s+|\n+/);
}

function scoreSentence(sentence: string): number {
  const telling = sentence
    .replace(plainPhrases, ' ')
    .replace(compared, (_, way) => ` ${way === 'up' ? 'rose' : 'fell'} from `);
  const found = phrases.flatMap(({ wording, score }) => [...telling.matchAll(wording)].map(() => score));
  const rest = phrases.reduce((left, { wording }) => left.replace(wording, ' '), telling).toLowerCase();
  const tokens = rest.match(/[\p{L}][\p{L}'-]*|[,()]/gu) ?? [];
  const told = [...directionsIn(tokens), ...opinionsIn(tokens)];
  const turn = tokens.findIndex((token) => contrasts.has(token));
  const weigh = ({ at, score }: Told) => {
    if (turn <= 0) return score;
    return score * (at < turn ? contrast.before : contrast.after);
  };
  return [...found, ...told.map(weigh)].reduce((total, score) => total + score, 0);
}

/** `Costs fell` is good, `profit fell` is bad, `losses narrowed` is good. */
function directionsIn(tokens: readonly string[]): Told[] {
  return tokens.flatMap((token, at) => {
    const direction = directionOf(token);
    if (direction === 0) return [];
    const quantity = quantityNear(tokens, at);
    if (quantity === 0) return [];
    return [{ at, score: 1.5 * direction * quantity * negationBefore(tokens, at) }];
  });
}

/** The nearest quantity before a verb of direction, else the nearest behind it. */
function quantityNear(tokens: readonly string[], at: number): number {
  const before = tokens.slice(Math.max(0, at - reach.direction), at).reverse();
  const after = tokens.slice(at + 1, at + 1 + reach.direction);
  return (
    [...before.slice(0, 3), ...after.slice(0, 3), ...before.slice(3), ...after.slice(3)]
      .map(quantityOf)
      .find((quantity) => quantity !== 0) ?? 0
  );
}

function opinionsIn(tokens: readonly string[]): Told[] {
  return tokens.flatMap((token, at) => {
    const polarity = polarityOf(token);
    // A direction with a quantity has been counted as such.
    const isDirection = directionOf(token) !== 0 && quantityNear(tokens, at) !== 0;
    const isQuantity = quantityOf(token) !== 0 && directionNear(tokens, at);
    if (polarity === 0 || isDirection || isQuantity) return [];
    return [{ at, score: polarity * degreeBefore(tokens, at) * negationBefore(tokens, at) }];
  });
}

function directionNear(tokens: readonly string[], at: number): boolean {
  const near = [
    ...tokens.slice(Math.max(0, at - reach.direction), at),
    ...tokens.slice(at + 1, at + 1 + reach.direction),
  ];
  return near.some((token) => directionOf(token) !== 0);
}

function negationBefore(tokens: readonly string[], at: number): number {
  const before = tokens.slice(Math.max(0, at - reach.negation), at);
  const reached = before.slice(before.lastIndexOf(',') + 1);
  return reached.some((token) => negations.has(token)) ? turned : 1;
}

function degreeBefore(tokens: readonly string[], at: number): number {
  const before = tokens.slice(Math.max(0, at - reach.degree), at);
  return before.reduce((product, token) => product * (degrees.get(token) ?? 1), 1);
}

function polarityOf(token: string): number {
  return signOf(token, positive, negative);
}

function directionOf(token: string): number {
  return signOf(token, up, down);
}

function quantityOf(token: string): number {
  return signOf(token, goodQuantities, badQuantities);
}

function signOf(token: string, plus: ReadonlySet<string>, minus: ReadonlySet<string>): number {
  const forms = baseForms(token);
  if (forms.some((form) => plus.has(form))) return 1;
  return forms.some((form) => minus.has(form)) ? -1 : 0;
}

/** A word and what it may be a form of: `complaints`, `dropped`, `declining`, `fries`. */
function baseForms(word: string): string[] {
  const bare = word.replace(/'s$/, '');
  const stems = [bare.replace(/s$/, ''), bare.replace(/es$/, ''), bare.replace(/(?:ed|ing)$/, '')];
  const undoubled = stems.map((stem) => stem.replace(/([bdgklmnprt])\1$/, '$1'));
  const spelled = [bare.replace(/ies$/, 'y'), bare.replace(/(?:ied)$/, 'y'), bare.replace(/(?:ed|ing)$/, 'e')];
  return [bare, ...stems, ...undoubled, ...spelled];
}
