import * as z from 'zod';
import { classifyIndustry } from '../../../functions/lib/engines/embedded/industry.ts';
import { calibrationError, classification, percentiles, share, timed } from '../measures.ts';
import { readRows } from '../rows.ts';

const rowSchema = z.object({ description: z.string(), industry: z.string() });

/** A company's own description counts as its homepage's does. */
const weight = 2;

/** The directory's class of each industry of ours; what sells to businesses of any kind is its `B2B`. */
const coarse: Readonly<Record<string, string>> = {
  Payments: 'Fintech',
  'Banking and Lending': 'Fintech',
  'Investment and Wealth Management': 'Fintech',
  Insurance: 'Fintech',
  'Healthcare Services': 'Healthcare',
  'Healthcare Technology': 'Healthcare',
  'Biotechnology and Pharmaceuticals': 'Healthcare',
  Education: 'Education',
  'Professional Training': 'Education',
  'Real Estate': 'Real Estate and Construction',
  Construction: 'Real Estate and Construction',
  'Home Services': 'Consumer',
  'Consumer Goods': 'Consumer',
  'Food and Beverage': 'Consumer',
  'Travel and Hospitality': 'Consumer',
  'Media and Entertainment': 'Consumer',
  'Fitness and Recreation': 'Consumer',
  'Manufacturing and Robotics': 'Industrials',
  'Energy and Climate': 'Industrials',
  'Aerospace and Defense': 'Industrials',
  Agriculture: 'Industrials',
  Automotive: 'Industrials',
  'Government and Nonprofit': 'Government',
};

/** Industries told from descriptions; a description of which none is told counts as wrong. */
export function evaluateIndustry(cases: string) {
  const answers = readRows(cases, rowSchema).map(({ row }) => {
    const { result, ms } = timed(() => classifyIndustry([{ text: row.description, weight }]));
    const guess = result === null ? null : (coarse[result.label] ?? 'B2B');
    return { wanted: row.industry, guess, confidence: result?.confidence ?? 0, ms };
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
