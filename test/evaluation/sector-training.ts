import { type Features, featuresOf } from '../../functions/lib/analysis/sector/features.ts';
import { indexFeatures, type SectorModel, toVector, type Vector } from '../../functions/lib/analysis/sector/model.ts';
import { type Sector, sectors } from '../../functions/lib/analysis/vocabulary/sectors.ts';

/** A description's features and the sector it was marked with. */
export interface Example {
  readonly features: Features;
  readonly sector: Sector;
}

/** A word must stand in this many descriptions, a pair of words in one more. */
const leastDocuments = 2;
const rounds = 80;
const stride = 0.5;
/** Strength of the pull of each weight towards 0 (L2). */
const decay = 0.05;
/** Between 0 (each description counts the same) and 1 (each sector does). */
const balance = 0.6;

/** Reads a description for training. */
export function toExample(description: string, sector: Sector): Example {
  return { features: featuresOf(description), sector };
}

/** Fits a model by gradient descent with a step of its own per weight (AdaGrad); the same examples give the same model. */
export function trainModel(examples: readonly Example[]): SectorModel {
  const vocabulary = chooseFeatures(examples);
  const index = indexFeatures(vocabulary);
  const vectors = examples.map(({ features }) => toVector(features, index));
  const wanted = examples.map(({ sector }) => sectors.indexOf(sector));
  // The bias is the weight of a feature that every description has.
  const size = vocabulary.words.length + vocabulary.topics.length;
  const weights = new Float64Array((size + 1) * sectors.length);
  const seen = new Float64Array(weights.length).fill(1e-8);
  const importance = importanceOf(wanted);
  for (let round = 0; round < rounds; round += 1) {
    const slope = weights.map((weight, at) => (at < size * sectors.length ? weight * decay : 0));
    vectors.forEach((vector, at) => {
      addSlope(slope, [...vector, [size, 1]], weights, wanted[at] ?? 0, importance);
    });
    slope.forEach((value, at) => {
      if (value === 0) return;
      seen[at] = (seen[at] ?? 0) + value * value;
      weights[at] = (weights[at] ?? 0) - (stride * value) / Math.sqrt(seen[at]);
    });
  }
  const bias = [...weights.slice(size * sectors.length)];
  return { ...vocabulary, weights: weights.slice(0, size * sectors.length), bias, sharpness: 1 };
}

/** How much each sector's descriptions count, so that rare sectors are learnt too. */
function importanceOf(wanted: readonly number[]): number[] {
  return sectors.map((_, sector) => {
    const count = wanted.filter((each) => each === sector).length;
    return (wanted.length / sectors.length / Math.max(1, count)) ** balance;
  });
}

function addSlope(
  slope: Float64Array,
  vector: Vector,
  weights: Float64Array,
  wanted: number,
  importance: readonly number[],
): void {
  const count = sectors.length;
  const scores = new Float64Array(count);
  for (const [at, value] of vector) {
    for (let sector = 0; sector < count; sector += 1) scores[sector]! += value * weights[at * count + sector]!;
  }
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  for (let sector = 0; sector < count; sector += 1) {
    const error = (powers[sector]! / total - (sector === wanted ? 1 : 0)) * importance[wanted]!;
    for (const [at, value] of vector) slope[at * count + sector]! += error * value;
  }
}

function chooseFeatures(examples: readonly Example[]) {
  const frequency = new Map<string, number>();
  for (const { features } of examples) {
    for (const word of features.words.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  const words = [...frequency]
    .filter(([word, count]) => count >= leastDocuments + (word.includes(' ') ? 1 : 0))
    .map(([word]) => word)
    .sort();
  return {
    words,
    rarity: words.map((word) => Math.log(examples.length / (frequency.get(word) ?? 1))),
    topics: [...new Set(examples.flatMap(({ features }) => [...features.topics.keys()]))].sort(),
  };
}
