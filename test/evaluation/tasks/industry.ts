import * as z from 'zod';
import { sectorOf } from '../../../functions/lib/analysis/vocabulary/sectors.ts';
import { classifyIndustry } from '../../../functions/lib/engines/embedded/industry.ts';
import { calibrationError, classification, percentiles, share, timed } from '../measures.ts';
import { readRows } from '../rows.ts';

const rowSchema = z.object({ description: z.string(), industry: z.string() });

/** A company's own description counts as its homepage's does. */
const weight = 2;

/** Sectors of the industries told from descriptions; a description of which none is told counts as wrong. */
export function evaluateIndustry(cases: string) {
  const answers = readRows(cases, rowSchema).map(({ row }) => {
    const { result, ms } = timed(() => classifyIndustry([{ text: row.description, weight }]));
    const guess = result === null ? null : sectorOf(result.label);
    return { wanted: row.industry as string, guess: guess as string | null, confidence: result?.confidence ?? 0, ms };
  });
  const told = answers.filter(({ guess }) => guess !== null);
  return {
    n: answers.length,
    ...classification(answers),
    told: told.length,
    accuracyOfTold: share(told.filter(({ wanted, guess }) => wanted === guess).length, told.length),
    calibrationError: calibrationError(
      told.map(({ wanted, guess, confidence }) => ({ confidence, right: wanted === guess })),
    ),
    time: percentiles(
      answers.map(({ ms }) => ms),
      'us',
    ),
  };
}
