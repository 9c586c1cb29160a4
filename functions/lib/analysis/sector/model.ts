import { type Sector, sectors } from '../vocabulary/sectors.ts';
import type { Features } from './features.ts';

/** A multinomial logistic regression over words, word pairs and topics. */
export interface SectorModel {
  readonly words: readonly string[];
  /** Inverse document frequency of each word. */
  readonly rarity: readonly number[];
  readonly topics: readonly string[];
  /** One row of weights, in the order of `sectors`, for each word and then each topic. */
  readonly weights: ArrayLike<number>;
  readonly bias: readonly number[];
  /** What scores are multiplied by so that the likelihoods are calibrated. */
  readonly sharpness: number;
}

/** A feature's index and value. */
export type Vector = readonly (readonly [index: number, value: number])[];

/** The model's features of a text as a vector: words scaled by rarity, words and topics each of length 1. */
export function toVector(features: Features, index: FeatureIndex): Vector {
  const words = [...features.words].flatMap(([word, count]): [number, number][] => {
    const at = index.words.get(word);
    return at === undefined ? [] : [[at, (1 + Math.log(count)) * (index.rarity[at] ?? 0)]];
  });
  const topics = [...features.topics].flatMap(([topic, count]): [number, number][] => {
    const at = index.topics.get(topic);
    return at === undefined ? [] : [[at, Math.log(1 + count)]];
  });
  return [...toUnitLength(words), ...toUnitLength(topics)];
}

/** Where each feature of a model stands. */
export interface FeatureIndex {
  readonly words: ReadonlyMap<string, number>;
  readonly rarity: readonly number[];
  readonly topics: ReadonlyMap<string, number>;
}

/** Numbers the features of a model: words first, then topics. */
export function indexFeatures({ words, rarity, topics }: Pick<SectorModel, 'words' | 'rarity' | 'topics'>) {
  return {
    words: new Map(words.map((word, at) => [word, at])),
    rarity,
    topics: new Map(topics.map((topic, at) => [topic, words.length + at])),
  } satisfies FeatureIndex;
}

/** How likely each sector is, summing to 1. */
export function likelihoods(vector: Vector, model: SectorModel): ReadonlyMap<Sector, number> {
  const scores = sectors.map((_, sector) => {
    const sum = vector.reduce(
      (total, [at, value]) => total + value * (model.weights[at * sectors.length + sector] ?? 0),
      model.bias[sector] ?? 0,
    );
    return sum * model.sharpness;
  });
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return new Map(sectors.map((sector, at) => [sector, (powers[at] ?? 0) / total]));
}

function toUnitLength(vector: Vector): Vector {
  const length = Math.hypot(...vector.map(([, value]) => value)) || 1;
  return vector.map(([at, value]) => [at, value / length] as const);
}
