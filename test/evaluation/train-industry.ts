import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { indexFeatures, likelihoods, type SectorModel, toVector } from '../../functions/lib/analysis/sector/model.ts';
import { packModel, unpackModel } from '../../functions/lib/analysis/sector/packing.ts';
import { type Sector, sectors } from '../../functions/lib/analysis/vocabulary/sectors.ts';
import { calibrationError, classification } from './measures.ts';
import { readRows } from './rows.ts';
import { type Example, toExample, trainModel } from './sector-training.ts';

/*
 * Learns the sector model from labelled descriptions, writes its weights where the product reads them, and
 * prints what it reaches on descriptions that it did not see (ten-fold cross-validation):
 *   node test/evaluation/train-industry.ts --cases FILE [--write]
 */

const folds = 10;
const target = resolve(import.meta.dirname, '../../functions/lib/analysis/vocabulary/sector-weights.json');
const rowSchema = z.object({ description: z.string(), industry: z.enum(sectors) });

interface Guess {
  readonly wanted: Sector;
  readonly guess: Sector;
  readonly confidence: number;
  readonly likelihood: number;
}

function guess(example: Example, model: SectorModel, index: ReturnType<typeof indexFeatures>): Guess {
  const found = likelihoods(toVector(example.features, index), model);
  const [[sector, confidence] = ['B2B' as const, 0]] = [...found].sort((left, right) => right[1] - left[1]);
  return { wanted: example.sector, guess: sector, confidence, likelihood: found.get(example.sector) ?? 0 };
}

/** Guesses of models that were trained without the descriptions they guess. */
function guessUnseen(models: readonly SectorModel[], examples: readonly Example[], sharpness: number): Guess[] {
  return models.flatMap((trained, fold) => {
    const model = { ...trained, sharpness };
    const index = indexFeatures(model);
    return examples.filter((_, at) => at % folds === fold).map((example) => guess(example, model, index));
  });
}

function surprise(guesses: readonly Guess[]): number {
  return -guesses.reduce((sum, { likelihood }) => sum + Math.log(likelihood + 1e-9), 0) / guesses.length;
}

const { values } = parseArgs({ options: { cases: { type: 'string' }, write: { type: 'boolean', default: false } } });
const examples = readRows(values.cases ?? '', rowSchema).map(({ row }) => toExample(row.description, row.industry));
const models = Array.from({ length: folds }, (_, fold) =>
  unpackModel(packModel(trainModel(examples.filter((_, at) => at % folds !== fold)))),
);
const [sharpness = 1] = [0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.4, 1.6]
  .map((candidate) => ({ candidate, cost: surprise(guessUnseen(models, examples, candidate)) }))
  .sort((left, right) => left.cost - right.cost)
  .map(({ candidate }) => candidate);
const unseen = guessUnseen(models, examples, sharpness);
const calibration = calibrationError(
  unseen.map(({ wanted, guess, confidence }) => ({ confidence, right: wanted === guess })),
);
console.log(
  JSON.stringify(
    { n: examples.length, folds, sharpness, ...classification(unseen), calibrationError: calibration },
    null,
    2,
  ),
);
if (values.write) {
  const packed = packModel({ ...trainModel(examples), sharpness });
  writeFileSync(target, `${JSON.stringify(packed, null, 2)}\n`);
}
